//! Prints what the library knows, and changes it on the command line.
//!
//! What comes from the library is clean already. A damaged library is set aside, which is reported, and asked again.

mod list;
mod people;
mod read_in;
mod search;
mod transfer;

use super::{ignore_broken_pipe, report, write_error};
use crate::cli::{LibraryAction, LibraryCommand};
use crate::dates;
use crate::error::{Error, LibraryError, SafeText};
use crate::library::{ArticleEntry, Dropped, Library, ListRequest, NameId};
use crate::search::Pattern;
use crate::store::Store;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// The most articles that `who` prints unless all are asked for: some pages of a terminal, at once.
const MAX_WHO_ARTICLES: usize = 100;

/// Carries out `command` in `library`, with the corrections in `store`; returns the exit code: 1 if nothing was found, or one of
/// several articles could not be read.
///
/// # Errors
/// If the library cannot be used, or the output cannot be written.
pub fn run_library(
    command: &LibraryCommand,
    library: &Library,
    store: &Store,
) -> Result<u8, Error> {
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let done = match run(command, library, store, &mut out) {
        Err(Error::Library(LibraryError::Damaged(_))) => {
            library.repair()?.iter().for_each(report);
            run(command, library, store, &mut out)
        }
        done => done,
    };
    let code = done?;
    ignore_broken_pipe(out.flush()).map_err(|error| write_error(&error))?;
    Ok(code)
}

fn run(
    command: &LibraryCommand,
    library: &Library,
    store: &Store,
    out: &mut impl Write,
) -> Result<u8, Error> {
    match &command.action {
        LibraryAction::Who { name, all, json } => {
            let most = if *all { usize::MAX } else { MAX_WHO_ARTICLES };
            let found = match library.reader()? {
                Some(reader) => people::write(&reader, name, most, *json, out)?,
                None => false,
            };
            if !found {
                report(format!(
                    "no article in the library mentions “{}”",
                    SafeText::new(name)
                ));
            }
            Ok(u8::from(!found))
        }
        LibraryAction::Search { words, json } => {
            let found = match library.reader()? {
                Some(reader) => search::write(&reader, words, *json, out)?,
                None => false,
            };
            if !found {
                report(format!(
                    "no article in the library has “{}”",
                    SafeText::new(words)
                ));
            }
            Ok(u8::from(!found))
        }
        LibraryAction::List(list) => {
            list::write(library.reader()?.as_ref(), *list, out)?;
            Ok(0)
        }
        LibraryAction::Describe => describe(library, out),
        LibraryAction::Export(path) => transfer::export_to(library, path, out),
        LibraryAction::Import(path) => transfer::import_from(library, path, out),
        LibraryAction::Clear => {
            let count = match library.reader()? {
                Some(_) => library.writer()?.clear()?,
                None => 0,
            };
            let damaged = library.remove_set_aside()?;
            let damaged: Vec<&str> = damaged.iter().map(SafeText::as_str).collect();
            let damaged = damaged.join(" and ");
            let summary = match (count, damaged.is_empty()) {
                (0, true) => "the library is empty".to_owned(),
                (0, false) => format!("removed the damaged {damaged}; the library is empty"),
                (count, true) => format!("removed {} from the library", articles(count)),
                (count, false) => format!(
                    "removed {} from the library, and the damaged {damaged}",
                    articles(count)
                ),
            };
            print_line(out, &summary)
        }
        LibraryAction::Forget(what) => forget(library, what, out),
        LibraryAction::ReadIn(options) => read_in::read_in(options, library, store, out),
    }
}

/// Says how much is in the library, since when, where, and what was dropped from it.
fn describe(library: &Library, out: &mut impl Write) -> Result<u8, Error> {
    let Some(reader) = library.reader()? else {
        return print_line(out, "the library is empty");
    };
    let request = ListRequest::default();
    let kept = reader.articles(request)?;
    let Some(first) = kept.iter().map(|article| article.first_read).min() else {
        return print_line(out, "the library is empty");
    };
    let not_opened = kept.iter().filter(|article| !article.opened).count();
    let (people, countries) = reader.people_and_countries(request)?;
    let (people, countries) = (people.len(), countries.len());
    let path = library.path()?;
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    print_line(
        out,
        &format!(
            "{}{}, {}, {} since {}",
            articles(kept.len()),
            describe_not_opened(not_opened, kept.len()),
            count(people, "person", "people"),
            count(countries, "country", "countries"),
            dates::day(first)
        ),
    )?;
    print_line(
        out,
        &format!(
            "{} in {}; at most {} MB",
            megabytes(bytes),
            SafeText::from_path(path),
            library.keeping().max_bytes >> 20
        ),
    )?;
    if let Some(sentence) = describe_dropped(reader.dropped()?) {
        print_line(out, &sentence)?;
    }
    Ok(0)
}

/// What was dropped for lack of room, if anything was.
fn describe_dropped(
    Dropped {
        texts,
        articles: dropped,
    }: Dropped,
) -> Option<String> {
    let of_texts = format!("the text of {}", articles(texts));
    let what = match (texts, dropped) {
        (0, 0) => return None,
        (_, 0) => of_texts,
        (0, dropped) => format!("all of {}", articles(dropped)),
        (_, dropped) => format!("{of_texts} and all of {}", articles(dropped)),
    };
    Some(format!(
        "dropped for lack of room, oldest first: {what}; library-size in the configuration allows more"
    ))
}

/// How many people are named who may be meant.
const MAX_OTHERS: usize = 19;

/// Removes the article at the address `what`, or else the name.
fn forget(library: &Library, what: &str, out: &mut impl Write) -> Result<u8, Error> {
    let Some(reader) = library.reader()? else {
        return Err(not_in_library(what));
    };
    let mut writer = library.writer()?;
    let removed = writer.forget_address(what)?;
    if removed > 0 {
        writer.finish();
        return print_line(
            out,
            &format!("removed {} from the library", articles(removed)),
        );
    }
    let mut found = people::find(&reader, what)?;
    let pattern = Pattern::literal(what);
    if (found.iter()).any(|one| pattern.is_full_match(&one.name)) {
        found.retain(|one| pattern.is_full_match(&one.name));
    }
    let Some(first) = found.first() else {
        return Err(not_in_library(what));
    };
    let others = found.iter().filter(|other| other.name != first.name);
    let others = others.take(MAX_OTHERS);
    let others: Vec<&str> = others.map(|other| other.name.as_str()).collect();
    if !others.is_empty() {
        return Err(Error::Other(format!(
            "“{}” may be {} or {}; write the whole name",
            SafeText::new(what),
            first.name,
            others.join(" or ")
        )));
    }
    let names: Vec<NameId> = found.iter().map(|name| name.id).collect();
    writer.forget_names(&names)?;
    writer.finish();
    print_line(
        out,
        &format!("removed {} from the library; the texts remain", first.name),
    )
}

fn not_in_library(what: &str) -> Error {
    Error::Other(format!("“{}” is not in the library", SafeText::new(what)))
}

fn print_line(out: &mut impl Write, line: &str) -> Result<u8, Error> {
    write_to(out, |out| writeln!(out, "{line}")).map(|()| 0)
}

/// Writes with `write`; a closed pipe is no error.
fn write_to<W: Write>(
    out: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> Result<(), Error> {
    ignore_broken_pipe(write(out)).map_err(|error| write_error(&error))
}

/// Writes `value` as one line of JSON.
fn write_json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

/// How many of `all` articles were read in and never opened, to follow their number: " (2 not opened)".
fn describe_not_opened(not_opened: usize, all: usize) -> String {
    match not_opened {
        0 => String::new(),
        not_opened if not_opened == all => " (not opened)".to_owned(),
        not_opened => format!(" ({not_opened} not opened)"),
    }
}

/// The day on which an article was last read; it is as wide if it was not opened.
fn day_read(article: &ArticleEntry) -> String {
    if article.opened {
        dates::day(article.last_read)
    } else {
        "not opened".to_owned()
    }
}

fn articles(number: usize) -> String {
    count(number, "article", "articles")
}

/// "1 country", "2 countries".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1_048_576.0)
}
