//! A book to one document.
//!
//! Owns the order in which the files of a book are read, and what is done about those that cannot be. Promises that a damaged
//! chapter costs that chapter alone, which is said in its place; that no more is ever unpacked than [`archive`] allows,
//! whatever the book says of itself; and that a failure of the whole is one sentence. Does not draw pictures, and leaves out
//! the book's own table of contents: its headings are that already.

mod archive;
mod chapter;
mod contents;
mod package;
pub(super) mod path;

use super::source::Raw;
use super::{clean, decode};
use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
use archive::Archive;
use contents::Contents;
use package::{Chapter, Package};
use std::collections::HashSet;

/// The document in the book `raw`.
///
/// # Errors
/// If it is no book, damaged as a whole, locked, or too large to be one.
pub(super) fn document(raw: &Raw) -> Result<Document, Error> {
    let failed = |why: &'static str| Error::Unreadable {
        name: raw.name.clone(),
        kind: "an EPUB book",
        why,
    };
    let mut archive = Archive::open(&raw.bytes).map_err(failed)?;
    let package = package(&mut archive).map_err(failed)?;
    let contents = Contents::read(&mut archive, &package);
    let mut builder = Builder::new(raw.name.as_str());
    describe(&package, &mut builder);
    let mut reading = Reading {
        archive,
        contents,
        done: HashSet::new(),
        read: 0,
        broken: None,
    };
    let (linear, aside): (Vec<_>, Vec<_>) = package
        .chapters
        .iter()
        .enumerate()
        .partition(|(_, chapter)| chapter.linear);
    for (index, chapter) in linear.into_iter().chain(aside) {
        reading.chapter(index + 1, chapter, &mut builder);
    }
    match reading.broken {
        Some(why) if reading.read == 0 => Err(failed(why)),
        _ if reading.read == 0 => Err(Error::NoText(raw.name.clone())),
        _ => Ok(builder.finish()),
    }
}

/// The book's description of itself; if that is missing, what its files say by their names.
fn package(archive: &mut Archive<'_>) -> Result<Package, &'static str> {
    let container = archive.read("META-INF/container.xml");
    let path = match &container {
        Ok(bytes) => package::path(&decode::markup(bytes)),
        Err(_) => None,
    };
    let path = path.filter(|path| archive.holds(path)).or_else(|| {
        archive
            .names()
            .iter()
            .find(|name| is_one_of(name, &["opf"]))
            .cloned()
    });
    let mut package = match path {
        Some(path) => {
            let bytes = archive.read(&path)?;
            Package::read(&decode::markup(&bytes), &path)
        }
        None => Package::default(),
    };
    if package.chapters.is_empty() {
        let page = |name: &&String| is_one_of(name, &["xhtml", "html", "htm"]);
        let mut names: Vec<String> = archive.names().iter().filter(page).cloned().collect();
        names.sort();
        let chapter = |path| Chapter {
            path: Some(path),
            linear: true,
        };
        package.chapters = names.into_iter().map(chapter).collect();
    }
    if package.chapters.is_empty() {
        return Err("it holds no chapters; it may be another kind of zip archive");
    }
    Ok(package)
}

/// Write the title, and note what else is known.
fn describe(package: &Package, builder: &mut Builder) {
    let meta = builder.meta_mut();
    meta.title.clone_from(&package.title);
    meta.date.clone_from(&package.date);
    meta.site.clone_from(&package.publisher);
    meta.byline = (!package.authors.is_empty()).then(|| package.authors.join(", "));
    if let Some(title) = &package.title {
        builder.push(title);
        builder.end(BlockKind::Title);
    }
}

/// A book that is being read.
#[derive(Debug)]
struct Reading<'a> {
    archive: Archive<'a>,
    contents: Contents,
    /// Files that were read; a reading order may name one twice.
    done: HashSet<String>,
    /// How many chapters there are with text in them.
    read: usize,
    /// Why one could not be read.
    broken: Option<&'static str>,
}

impl Reading<'_> {
    /// Read the chapter that is `number`th in the book's order.
    fn chapter(&mut self, number: usize, chapter: &Chapter, builder: &mut Builder) {
        let bytes = match &chapter.path {
            Some(path) if !self.done.insert(path.clone()) => return,
            Some(path) => self.archive.read(path),
            None => Err("the book does not say which file it is"),
        };
        match bytes {
            Ok(bytes) => {
                let label = chapter
                    .path
                    .as_ref()
                    .and_then(|path| self.contents.label(path));
                let before = builder.len();
                chapter::write(&decode::markup(&bytes), label, builder);
                self.read += usize::from(builder.len() > before);
            }
            Err(why) => {
                self.broken = Some(why);
                builder.quote_depth(0);
                builder.push(&format!("[Chapter {number} cannot be read: {why}]"));
                builder.end(BlockKind::Paragraph);
            }
        }
    }
}

/// Whether the file at `path` has one of `endings`.
fn is_one_of(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// `text` as one clean line without needless blanks; `None` if nothing is in it.
fn line(text: &str) -> Option<String> {
    let line = clean::line(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!line.is_empty()).then_some(line)
}
