//! Reads files from the zip archive of a book, within limits.
//!
//! The sizes that the zip directory declares are checked first, and the bytes that come out are counted as well,
//! because a directory can lie. Every error is a clause that completes a sentence of the caller.

use super::has_extension;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Smallest and largest limit on the unpacked text of a book, in bytes. The longest known books have 30 MB.
const UNPACKED_LIMITS: std::ops::RangeInclusive<u64> = 8 << 20..=48 << 20;

/// The limit between these two, as a multiple of the archive's size. Prose compresses to a third, the wordiest markup
/// to a tenth; what expands a hundredfold is not text.
const MAX_RATIO: u64 = 40;

/// Maximum number of files in a book.
const MAX_FILES: usize = 65_535;

const TOO_LARGE: &str = "it would unpack to too much text";

/// An open archive.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Index of each file by its lower-case name, for books packed on a system that ignores case.
    lowercase_names: HashMap<String, usize>,
    /// Number of bytes that may still be unpacked.
    bytes_left: u64,
    /// The contents of `encryption.xml`, which lists the encrypted files.
    encryption_list: Vec<u8>,
}

impl<'a> Archive<'a> {
    /// Opens `bytes`, unless the archive declares itself too large.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
            return Err(open_failure(bytes));
        };
        if zip.len() > MAX_FILES {
            return Err("it holds too many files");
        }
        let mut archive = Self {
            names: Vec::with_capacity(zip.len()),
            lowercase_names: HashMap::new(),
            zip,
            bytes_left: (bytes.len() as u64 * MAX_RATIO)
                .clamp(*UNPACKED_LIMITS.start(), *UNPACKED_LIMITS.end()),
            encryption_list: Vec::new(),
        };
        for index in 0..archive.zip.len() {
            let name = archive.zip.name_for_index(index).and_then(Result::ok);
            let name = name.unwrap_or_default().into_owned();
            archive
                .lowercase_names
                .entry(name.to_lowercase())
                .or_insert(index);
            archive.names.push(name);
        }
        archive.check_declared_size()?;
        archive.encryption_list = archive.read("META-INF/encryption.xml").unwrap_or_default();
        Ok(archive)
    }

    /// Rejects the book if the declared size of its text files exceeds the limit.
    fn check_declared_size(&mut self) -> Result<(), &'static str> {
        let text = ["xhtml", "html", "htm", "xml", "opf", "ncx"];
        let mut total = 0_u64;
        for (index, name) in self.names.iter().enumerate() {
            if has_extension(name, &text) {
                let size = self.zip.by_index_raw(index).map_or(0, |file| file.size());
                total = total.saturating_add(size);
                if total > self.bytes_left {
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
    pub(super) fn contains(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    fn find(&self, path: &str) -> Option<usize> {
        let found = self.zip.index_for_name(path);
        found.or_else(|| self.lowercase_names.get(&path.to_lowercase()).copied())
    }

    /// The bytes of the file at `path`, or a clause that says why it cannot be read.
    pub(super) fn read(&mut self, path: &str) -> Result<Vec<u8>, &'static str> {
        let index = self.find(path).ok_or("its file is missing")?;
        if memchr::memmem::find(&self.encryption_list, path.as_bytes()).is_some() {
            return Err("it is protected by DRM");
        }
        let file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(_)) => {
                return Err("it is encrypted, or compressed in an unsupported way");
            }
            Err(_) => return Err(DAMAGED),
        };
        let limit = self.bytes_left;
        let mut bytes = Vec::with_capacity(file.size().min(1 << 20) as usize);
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.bytes_left = self.bytes_left.saturating_sub(length);
        if length > limit {
            return Err(TOO_LARGE);
        }
        // Otherwise the part before the damage would pass for the complete file.
        if read.is_err() {
            Err(DAMAGED)
        } else {
            Ok(bytes)
        }
    }
}

const DAMAGED: &str = "its file is damaged";

/// What is wrong with an archive that does not open.
fn open_failure(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"PK\x03\x04") {
        "its end is missing or damaged; download it again"
    } else {
        "it is not a zip archive, as every EPUB book is"
    }
}
