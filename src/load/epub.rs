//! Turns an EPUB book into one document.
//!
//! Reads the chapters in the order that the book gives. A chapter that cannot be read is replaced by a note that says
//! why; if that is so for every chapter, the book is reported as unreadable. No more is unpacked than [`archive`]
//! allows, whatever the book declares. Images are only noted where they stand, and the book's own table of contents is left out, since
//! the headings already form one.

mod archive;
mod chapter;
mod contents;
mod package;
pub(super) mod path;

use super::decode;
use super::source::RawContent;
use crate::document::{BlockKind, Builder, Document};
use crate::error::Error;
use archive::Archive;
use contents::TableOfContents;
use package::{Chapter, Package};
use std::collections::HashSet;

/// Parses the book in `raw`.
///
/// # Errors
/// If it is not a book, no chapter of it can be read, it contains no text, or it is too large.
pub(super) fn read_document(raw: &RawContent) -> Result<Document, Error> {
    let failed = |why: &'static str| Error::Malformed {
        name: raw.name.clone(),
        kind: "an EPUB book",
        why,
    };
    let mut archive = Archive::open(&raw.bytes).map_err(failed)?;
    let package = read_package(&mut archive).map_err(failed)?;
    let contents = TableOfContents::read(&mut archive, &package);
    let mut builder = Builder::new(raw.name.as_str());
    write_metadata(&package, &mut builder);
    let mut loader = BookLoader {
        archive,
        contents,
        seen_paths: HashSet::new(),
        chapters_with_text: 0,
        last_error: None,
    };
    let (linear, non_linear): (Vec<_>, Vec<_>) = package
        .chapters
        .iter()
        .enumerate()
        .partition(|(_, chapter)| chapter.linear);
    for (index, chapter) in linear.into_iter().chain(non_linear) {
        loader.add_chapter(index + 1, chapter, &mut builder);
    }
    match loader.last_error {
        Some(why) if loader.chapters_with_text == 0 => Err(failed(why)),
        _ if loader.chapters_with_text == 0 => Err(Error::NoText(raw.name.clone())),
        _ => Ok(builder.finish()),
    }
}

/// The bytes of the file at `path` of the book in `bytes`, or a clause that says why it cannot be read.
pub(super) fn read_entry(bytes: &[u8], path: &str) -> Result<Vec<u8>, &'static str> {
    Archive::open(bytes)?.read(path)
}

/// The book's package file; if that is missing, a package made from the file names.
fn read_package(archive: &mut Archive<'_>) -> Result<Package, &'static str> {
    let container = archive.read("META-INF/container.xml");
    let path = match &container {
        Ok(bytes) => package::package_path(&decode::decode_markup(bytes)),
        Err(_) => None,
    };
    let path = path.filter(|path| archive.contains(path)).or_else(|| {
        archive
            .names()
            .iter()
            .find(|name| has_extension(name, &["opf"]))
            .cloned()
    });
    let mut package = match path {
        Some(path) => {
            let bytes = archive.read(&path)?;
            Package::read(&decode::decode_markup(&bytes), &path)
        }
        None => Package::default(),
    };
    if package.chapters.is_empty() {
        let is_page = |name: &&String| has_extension(name, &["xhtml", "html", "htm"]);
        let mut names: Vec<String> = archive.names().iter().filter(is_page).cloned().collect();
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

/// Writes the title, and stores the other metadata.
fn write_metadata(package: &Package, builder: &mut Builder) {
    let meta = builder.meta_mut();
    meta.title.clone_from(&package.title);
    meta.date.clone_from(&package.date);
    meta.site.clone_from(&package.publisher);
    meta.authors.clone_from(&package.authors);
    if let Some(title) = &package.title {
        builder.push(title);
        builder.end(BlockKind::Title);
    }
}

/// A book being loaded.
#[derive(Debug)]
struct BookLoader<'a> {
    archive: Archive<'a>,
    contents: TableOfContents,
    /// Paths of files already read; a reading order may name a file twice.
    seen_paths: HashSet<String>,
    /// Number of chapters that have text.
    chapters_with_text: usize,
    /// Why the last of the unreadable chapters could not be read, if there are any.
    last_error: Option<&'static str>,
}

impl BookLoader<'_> {
    /// Adds the chapter that is `number`th in the book's order.
    fn add_chapter(&mut self, number: usize, chapter: &Chapter, builder: &mut Builder) {
        let bytes = match &chapter.path {
            Some(path) if !self.seen_paths.insert(path.clone()) => return,
            Some(path) => self.archive.read(path),
            None => Err("the book does not name its file"),
        };
        match bytes {
            Ok(bytes) => {
                let label = chapter
                    .path
                    .as_ref()
                    .and_then(|path| self.contents.label(path));
                let before = builder.len();
                let path = chapter.path.as_deref().unwrap_or_default();
                chapter::write_chapter(&decode::decode_markup(&bytes), path, label, builder);
                self.chapters_with_text += usize::from(builder.len() > before);
            }
            Err(why) => {
                self.last_error = Some(why);
                builder.set_quote_depth(0);
                builder.push(&format!("[Chapter {number} cannot be read: {why}]"));
                builder.end(BlockKind::Paragraph);
            }
        }
    }
}

/// Whether the file name in `path` has one of `extensions`.
fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
