//! The zip archive that a book is.
//!
//! Owns the limits on what is unpacked: what the directory claims is looked at first, and what comes out is counted, for a
//! directory can lie. Every reason is a clause for a sentence of one of its callers.

use super::is_one_of;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What all texts of a book may unpack to at least and at most, in bytes: the longest books that are known have 30 MB.
const TEXT: std::ops::RangeInclusive<u64> = 8 << 20..=48 << 20;

/// How many times larger than the whole archive they may be, between these. Prose packs to a third, the wordiest markup to a
/// tenth; what unpacks to a hundredfold is no text.
const RATIO: u64 = 40;

/// More files than this are no book's.
const FILES: usize = 65_535;

const TOO_LARGE: &str = "it would unpack to more text than any book has";

/// An open archive.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Names in small letters, for books that were packed where case does not matter.
    small: HashMap<String, usize>,
    /// What may still be unpacked, in bytes.
    left: u64,
    /// The seller's list of what is locked.
    locks: Vec<u8>,
}

impl<'a> Archive<'a> {
    /// Open `bytes`, and refuse what says of itself that it is too large.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
            return Err(damage(bytes));
        };
        if zip.len() > FILES {
            return Err("it holds more files than any book");
        }
        let mut archive = Self {
            names: Vec::with_capacity(zip.len()),
            small: HashMap::new(),
            zip,
            left: (bytes.len() as u64 * RATIO).clamp(*TEXT.start(), *TEXT.end()),
            locks: Vec::new(),
        };
        for index in 0..archive.zip.len() {
            let name = archive.zip.name_for_index(index).and_then(Result::ok);
            let name = name.unwrap_or_default().into_owned();
            archive.small.entry(name.to_lowercase()).or_insert(index);
            archive.names.push(name);
        }
        archive.refuse_bombs()?;
        archive.locks = archive.read("META-INF/encryption.xml").unwrap_or_default();
        Ok(archive)
    }

    /// Refuse the book if its texts claim to be larger than any.
    fn refuse_bombs(&mut self) -> Result<(), &'static str> {
        let text = ["xhtml", "html", "htm", "xml", "opf", "ncx"];
        let mut total = 0_u64;
        for (index, name) in self.names.iter().enumerate() {
            if is_one_of(name, &text) {
                let size = self.zip.by_index_raw(index).map_or(0, |file| file.size());
                total = total.saturating_add(size);
                if total > self.left {
                    return Err(TOO_LARGE);
                }
            }
        }
        Ok(())
    }

    /// The names of all files.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a file at `path`.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    fn find(&self, path: &str) -> Option<usize> {
        let found = self.zip.index_for_name(path);
        found.or_else(|| self.small.get(&path.to_lowercase()).copied())
    }

    /// The bytes of the file at `path`, or a clause that says why not.
    pub(super) fn read(&mut self, path: &str) -> Result<Vec<u8>, &'static str> {
        let index = self.find(path).ok_or("its file is missing")?;
        if memchr::memmem::find(&self.locks, path.as_bytes()).is_some() {
            return Err("it is locked by its seller");
        }
        let file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(_)) => {
                return Err("it is locked, or packed in a way that byline does not know");
            }
            Err(_) => return Err(DAMAGED),
        };
        let limit = self.left;
        let mut bytes = Vec::with_capacity(file.size().min(1 << 20) as usize);
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        if length > limit {
            return Err(TOO_LARGE);
        }
        // The part before the damage would be taken for the whole.
        if read.is_err() {
            Err(DAMAGED)
        } else {
            Ok(bytes)
        }
    }
}

const DAMAGED: &str = "its file is damaged";

/// What is wrong with an archive that does not open.
fn damage(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"PK\x03\x04") {
        "its end is missing or damaged; fetch it again"
    } else {
        "it is no zip archive, which every such book is"
    }
}
