//! Writes the whole library to a file, and adds one that was written so.

use super::{articles, count, print_line};
use crate::error::{Error, LibraryError, SafeText};
use crate::library::{
    Exchanged, ImportedLine, Library, PeoplePair, PreparedArticle, export, import_line,
};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// How many articles are added in one step.
const BATCH: usize = 100;

/// The longest line of an import, in bytes.
const MAX_LINE_BYTES: u64 = 300 << 20;

/// Writes the library to a new file at `path`, readable by the user only.
pub(super) fn export_to(library: &Library, path: &Path, out: &mut impl Write) -> Result<u8, Error> {
    let failed = |error: &io::Error| {
        Error::Other(format!(
            "cannot write {}: {}",
            SafeText::from_path(path),
            os_reason(error)
        ))
    };
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let mut file = BufWriter::new(file.map_err(|error| failed(&error))?);
    let mut exported = Exchanged::default();
    let mut written = Ok(());
    if let Some(reader) = library.reader()? {
        exported = export(&reader, |line| {
            written = writeln!(file, "{line}");
            written.is_ok()
        })?;
    }
    let flushed = written.and_then(|()| file.flush());
    flushed.map_err(|error| failed(&error))?;
    print_line(
        out,
        &format!(
            "wrote {} to {}",
            in_words(exported),
            SafeText::from_path(path)
        ),
    )
}

/// How much was written or added: "2 articles and one decision about people".
fn in_words(exchanged: Exchanged) -> String {
    let all = articles(exchanged.articles);
    match exchanged.decisions {
        0 => all,
        decisions => {
            let decisions = count(decisions, "decision", "decisions");
            format!("{all} and {decisions} about people")
        }
    }
}

/// Adds what is in the file at `path`.
pub(super) fn import_from(
    library: &Library,
    path: &Path,
    out: &mut impl Write,
) -> Result<u8, Error> {
    let name = || SafeText::from_path(path);
    let failed = |error: &io::Error| Error::ReadFailed {
        name: name(),
        why: SafeText::new(os_reason(error)),
    };
    let mut file = BufReader::new(File::open(path).map_err(|error| failed(&error))?);
    let mut writer = library.writer()?;
    writer.begin_import()?;
    let mut batch: Vec<PreparedArticle> = Vec::new();
    let mut pairs: Vec<PeoplePair> = Vec::new();
    let mut added = Exchanged::default();
    let mut number = 0;
    loop {
        let mut line = Vec::new();
        let read = file
            .by_ref()
            .take(MAX_LINE_BYTES)
            .read_until(b'\n', &mut line);
        let is_end = read.map_err(|error| failed(&error))? == 0;
        if is_end || batch.len() >= BATCH {
            writer.keep(&batch)?;
            added.articles += batch.len();
            batch.clear();
        }
        if is_end {
            added.decisions = writer.keep_pairs(&pairs)?;
            break;
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let imported = std::str::from_utf8(&line).ok().and_then(import_line);
        let Some(imported) = imported else {
            writer.keep(&batch)?;
            writer.keep_pairs(&pairs)?;
            let kept = if number == 1 {
                "nothing was added"
            } else {
                "the lines before it were added"
            };
            return Err(LibraryError::NotAnArticle {
                name: name(),
                line: number,
                kept,
            }
            .into());
        };
        match imported {
            ImportedLine::Article(record) => batch.push(record.prepare(library.keeping().text)),
            ImportedLine::People(pair) => pairs.push(*pair),
        }
    }
    writer.finish();
    print_line(out, &format!("added {} from {}", in_words(added), name()))
}

/// The system's error message without its number.
fn os_reason(error: &io::Error) -> String {
    let message = error.to_string();
    let end = message.find(" (os error").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_lowercase()
}
