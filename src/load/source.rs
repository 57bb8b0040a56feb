//! Reads the bytes of a source: a file, standard input, a URL, or the sample built into the program.
//!
//! Never holds more than [`MAX_BYTES`] bytes. Input that is plainly not text is rejected after its first block, so that
//! a video or an endless device is not read to its end. Decoding is a later step.

use super::fetch::url::{Url, looks_like_schemeless_url};
use super::{FileFormat, LoadOptions, ProgressFn, Source, decode, epub, fetch, sniff};
use crate::document::strip_prefix_ignore_case;
use crate::error::{Error, SafeText, WebError};
use crate::manual;
use sniff::BinaryFile;
use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, absolute};

/// Maximum number of bytes read: some eighty times the longest novel.
pub(super) const MAX_BYTES: u64 = 256 << 20;

/// Number of bytes read before checking whether the input is text.
const SNIFF_LEN: u64 = 64 << 10;

const SAMPLE: &str = include_str!("../../assets/sample.txt");

/// What was read from a source, before it is decoded and parsed.
#[derive(Debug, Clone)]
pub struct RawContent {
    /// All bytes of the source.
    pub bytes: Cow<'static, [u8]>,
    /// The name of the source for display.
    pub name: SafeText,
    /// The format that the file name or the server indicates.
    pub declared_format: Option<FileFormat>,
    /// The encoding that the server declares, as a label like `iso-8859-2`.
    pub charset: Option<String>,
    /// Its URL, against which its links are resolved.
    pub url: Option<String>,
    /// The absolute path of its file.
    pub path: Option<PathBuf>,
}

impl RawContent {
    /// Bytes from the source called `name`, about which nothing else is known.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>, name: SafeText) -> Self {
        Self {
            bytes: bytes.into(),
            name,
            declared_format: None,
            charset: None,
            url: None,
            path: None,
        }
    }

    /// The format to read it as: the one chosen in `options`, or else the one that its name or the server indicates, or
    /// else the one detected from its first bytes.
    ///
    /// A name or a media type alone does not make the content a book or a PDF document, since a server may send an
    /// error page under that name. Conversely, content with the signature of one is read as such whatever its name.
    pub fn resolve_format(&self, options: &LoadOptions) -> FileFormat {
        let head = self.head();
        let declared = self
            .declared_format
            .filter(|format| format.accepts_head(head));
        options
            .format
            .or_else(|| self.binary_format())
            .or(declared)
            .or_else(|| FileFormat::from_bytes(head))
            .unwrap_or(FileFormat::Plain)
    }

    /// The first bytes, by which formats are told apart.
    pub(super) fn head(&self) -> &[u8] {
        decode::head(&self.bytes, 4096)
    }

    /// EPUB or PDF if the bytes are one of these, whatever the name or the server says.
    pub(super) fn binary_format(&self) -> Option<FileFormat> {
        FileFormat::from_bytes(self.head())
            .filter(|format| matches!(format, FileFormat::Epub | FileFormat::Pdf))
    }
}

/// The name of `source` for display.
pub(super) fn display_name(source: &Source) -> SafeText {
    match source {
        Source::Path(path) => SafeText::from_path(path),
        Source::Url(url) => match Url::parse(url) {
            Ok(url) => url.display_name(),
            Err(_) => SafeText::new(url),
        },
        Source::Stdin => SafeText::new("standard input"),
        Source::Sample => SafeText::new("the sample article"),
        Source::Manual { page: None, .. } => SafeText::new("the manual"),
        Source::Feeds(_) => SafeText::new("your feeds"),
        Source::Manual {
            page: Some(page), ..
        } => SafeText::new(format!("the manual: {}", page.name)),
    }
}

/// The local path of a `file://` URL; `None` if `url` is not one.
pub(super) fn path_from_file_url(url: &str) -> Option<PathBuf> {
    let rest = strip_prefix_ignore_case(url, "file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.starts_with('/')
        .then(|| PathBuf::from(epub::path::percent_decode(path)))
}

/// How `source` can be opened again from any working directory, if it can be.
pub(super) fn reopen_location(source: &Source) -> Option<String> {
    match source {
        Source::Path(path) => {
            // The folder is made canonical, so that a file has only one path; the file keeps the name that was given
            // for it.
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
            let absolute = folder.join(path.file_name()?);
            let is_virtual = ["/dev", "/proc"]
                .iter()
                .any(|top| absolute.starts_with(top));
            let is_lasting = !is_virtual && absolute.is_file();
            is_lasting.then(|| absolute.to_str().map(str::to_owned))?
        }
        Source::Url(url) => Some(Url::parse(url).ok()?.without_credentials()),
        Source::Stdin | Source::Sample | Source::Manual { .. } | Source::Feeds(_) => None,
    }
}

/// Reads `source`: at least one byte, and not of a known binary format without a loader.
pub(super) fn read_source(
    source: &Source,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<RawContent, Error> {
    let name = display_name(source);
    let named_format = match source {
        Source::Path(path) => FileFormat::from_path(path),
        Source::Manual { .. } => Some(FileFormat::Markdown),
        Source::Stdin | Source::Sample | Source::Url(_) | Source::Feeds(_) => None,
    };
    let declared_format = options.format.or(named_format);
    let bytes = match source {
        Source::Url(url) => return fetch::fetch(url, &options.fetch, on_progress),
        Source::Sample => Cow::Borrowed(SAMPLE.as_bytes()),
        // It is no file: whoever opens it makes the list.
        Source::Feeds(_) => return Err(Error::Empty(name)),
        Source::Manual { page, key_tables } => {
            let markdown = page.map_or_else(
                || manual::whole(key_tables),
                |page| page.markdown(key_tables),
            );
            Cow::Owned(markdown.into_bytes())
        }
        Source::Stdin => match read_limited(io::stdin().lock(), 0, declared_format, &name) {
            Err(Error::Empty(_)) => return Err(Error::EmptyStdin),
            other => Cow::Owned(other?),
        },
        Source::Path(path) => Cow::Owned(read_file(path, declared_format)?),
    };
    let mut raw = RawContent::new(bytes, name);
    raw.declared_format = named_format;
    if let Source::Path(path) = source {
        raw.path = absolute(path).ok();
    }
    Ok(raw)
}

fn read_file(path: &Path, declared_format: Option<FileFormat>) -> Result<Vec<u8>, Error> {
    let name = SafeText::from_path(path);
    let (file, metadata) = open_file(path)?;
    read_limited(file, metadata.len(), declared_format, &name)
}

/// Opens the file at `path`, if it is no directory and not too large.
fn open_file(path: &Path) -> Result<(File, Metadata), Error> {
    let file = File::open(path).map_err(|error| open_error(path, &error))?;
    let metadata = file.metadata().map_err(|error| open_error(path, &error))?;
    let name = SafeText::from_path(path);
    if metadata.is_dir() {
        return Err(Error::IsDirectory(name));
    }
    if metadata.is_file() && metadata.len() > MAX_BYTES {
        return Err(too_large_error(name));
    }
    Ok((file, metadata))
}

/// A file of which only the beginning has been read.
#[derive(Debug)]
pub(super) struct BegunFile {
    /// Its first [`SNIFF_LEN`] bytes.
    pub(super) head: RawContent,
    /// What follows.
    pub(super) rest: FileRest,
}

/// The rest of a file of which the beginning has been read.
#[derive(Debug)]
pub(super) struct FileRest(File);

impl FileRest {
    /// Adds the rest of the file to `head`, its beginning.
    ///
    /// # Errors
    /// If it cannot be read, or has become too large.
    pub(super) fn read_after(self, mut head: RawContent) -> Result<RawContent, Error> {
        let mut bytes = head.bytes.into_owned();
        let expected = self.0.metadata().map_or(0, |metadata| metadata.len());
        bytes.reserve_exact((expected.min(MAX_BYTES) as usize + 1).saturating_sub(bytes.len()));
        read_rest(self.0, &mut bytes, &head.name)?;
        head.bytes = Cow::Owned(bytes);
        Ok(head)
    }
}

impl BegunFile {
    /// Reads the beginning of the file at `path`. `None` if it is shorter than `min_bytes`, or no regular file.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub(super) fn open(
        path: &Path,
        options: &LoadOptions,
        min_bytes: usize,
    ) -> Result<Option<Self>, Error> {
        let (mut file, metadata) = open_file(path)?;
        if !metadata.is_file() || metadata.len() < min_bytes as u64 {
            return Ok(None);
        }
        let name = SafeText::from_path(path);
        let named_format = FileFormat::from_path(path);
        let mut bytes = Vec::with_capacity(SNIFF_LEN as usize);
        read_first(
            &mut file,
            &mut bytes,
            options.format.or(named_format),
            &name,
        )?;
        let head = RawContent {
            declared_format: named_format,
            path: absolute(path).ok(),
            ..RawContent::new(bytes, name)
        };
        let rest = FileRest(file);
        Ok(Some(Self { head, rest }))
    }
}

/// Reads all of `reader`, checking the first bytes once. `expected` is the length in bytes if known, otherwise 0;
/// `declared_format` is the format that the name indicates.
pub(super) fn read_limited(
    mut reader: impl Read,
    expected: u64,
    declared_format: Option<FileFormat>,
    name: &SafeText,
) -> Result<Vec<u8>, Error> {
    // With one byte more than expected, the read that finds the end needs no further allocation.
    let mut bytes = Vec::with_capacity(expected.min(MAX_BYTES) as usize + 1);
    read_first(&mut reader, &mut bytes, declared_format, name)?;
    // A short input has already reached its end. Reading on would make someone who types an article end it twice.
    if bytes.len() as u64 >= SNIFF_LEN {
        read_rest(reader, &mut bytes, name)?;
    }
    Ok(bytes)
}

/// Reads the first [`SNIFF_LEN`] bytes of `reader` and checks that they may be text.
fn read_first(
    reader: &mut impl Read,
    bytes: &mut Vec<u8>,
    declared_format: Option<FileFormat>,
    name: &SafeText,
) -> Result<(), Error> {
    reader
        .take(SNIFF_LEN)
        .read_to_end(bytes)
        .map_err(|error| read_error(name, &error))?;
    if bytes.is_empty() {
        return Err(Error::Empty(name.clone()));
    }
    if let Some(BinaryFile { kind, advice }) = sniff::detect_binary(bytes, declared_format) {
        let name = name.clone();
        return Err(Error::Binary { name, kind, advice });
    }
    Ok(())
}

/// Reads what follows `bytes`, which have been read, in `reader`.
fn read_rest(reader: impl Read, bytes: &mut Vec<u8>, name: &SafeText) -> Result<(), Error> {
    reader
        .take((MAX_BYTES + 1).saturating_sub(bytes.len() as u64))
        .read_to_end(bytes)
        .map_err(|error| read_error(name, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large_error(name.clone()));
    }
    Ok(())
}

fn read_error(name: &SafeText, error: &io::Error) -> Error {
    Error::ReadFailed {
        name: name.clone(),
        why: SafeText::new(os_reason(error)),
    }
}

fn too_large_error(name: SafeText) -> Error {
    let mebibytes = MAX_BYTES >> 20;
    Error::TooLarge { name, mebibytes }
}

/// The error for a file that could not be opened.
fn open_error(path: &Path, error: &io::Error) -> Error {
    let name = SafeText::from_path(path);
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the standard library's list of reasons is open"
    )]
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory
            if path.to_str().is_some_and(|text| text.contains("://")) =>
        {
            WebError::UnsupportedScheme(name).into()
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory
            if path.to_str().is_some_and(looks_like_schemeless_url) =>
        {
            WebError::MissingScheme(name).into()
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::NotFound(name),
        ErrorKind::PermissionDenied => Error::PermissionDenied(name),
        ErrorKind::IsADirectory => Error::IsDirectory(name),
        _ => read_error(&name, error),
    }
}

/// The system's error message without its number.
pub(super) fn os_reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Input typed at a terminal and ended with Ctrl-D. Reading again after the end would wait for a second Ctrl-D.
    struct Typist(Vec<&'static str>);

    impl Read for Typist {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            assert!(!self.0.is_empty(), "read after the end");
            let line = self.0.remove(0).as_bytes();
            into[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }

    /// Protects: typed input has to be ended only once.
    #[test]
    fn typed_input_is_not_read_past_its_end() {
        let typist = Typist(vec!["Angela Merkel\n", "met nobody.\n", ""]);
        let bytes = read_limited(typist, 0, None, &SafeText::new("standard input")).unwrap();
        assert_eq!(bytes, b"Angela Merkel\nmet nobody.\n");
    }
}
