//! Bytes from a file, from standard input, from an address, or from the program itself.
//!
//! Owns the reading and its limits. Promises never to hold more than [`LIMIT`] bytes, and to refuse what is plainly no
//! text after its first block, so that a film or an endless device is not read to its end. Does not decode.

use super::fetch::address::{Address, looks_like_page};
use super::{Format, Options, Source, Watch, epub, fetch, sniff};
use crate::error::{Error, Name, Web};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, absolute};

/// The most that is read, in bytes: some eighty times the longest novel.
const LIMIT: u64 = 256 << 20;

/// How much is read before the look at what it is, in bytes.
const HEAD: u64 = 64 << 10;

const SAMPLE: &str = include_str!("../../assets/sample.txt");

/// What came from a source, before it is read as anything.
#[derive(Debug, Clone)]
pub struct Raw {
    /// All of it.
    pub bytes: Cow<'static, [u8]>,
    /// What people call where it came from.
    pub name: Name,
    /// The format that its name or its sender speaks for.
    pub told: Option<Format>,
    /// The encoding that its sender names, as a label like `iso-8859-2`.
    pub charset: Option<String>,
    /// Its address on the web, from which its links are resolved.
    pub address: Option<String>,
    /// Where its file lies, from anywhere.
    pub path: Option<PathBuf>,
}

impl Raw {
    /// `bytes` from `name`, of which nothing more is known.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>, name: Name) -> Self {
        Self {
            bytes: bytes.into(),
            name,
            told: None,
            charset: None,
            address: None,
            path: None,
        }
    }

    /// The format it is read as: what `options` say, or what it was called, or what its first bytes speak for. A name alone
    /// makes no book and no PDF, as what a server sends instead of one is a page under that name; nor does it unmake one.
    pub fn format(&self, options: &Options) -> Format {
        let head = self.bytes.get(..4096).unwrap_or(&self.bytes);
        let told = self.told.filter(|format| format.can_be(head));
        options
            .format
            .or_else(|| self.packed())
            .or(told)
            .or_else(|| Format::of_bytes(head))
            .unwrap_or(Format::Plain)
    }

    /// The format, if it is one that is no text, whatever anybody says.
    pub(super) fn packed(&self) -> Option<Format> {
        let head = self.bytes.get(..4096).unwrap_or(&self.bytes);
        Format::of_bytes(head).filter(|format| matches!(format, Format::Epub | Format::Pdf))
    }
}

/// What people call `source`.
pub(super) fn name(source: &Source) -> Name {
    match source {
        Source::Path(path) => Name::of_path(path),
        Source::Address(address) => match Address::parse(address) {
            Ok(address) => address.shown(),
            Err(_) => Name::of(address),
        },
        Source::Stdin => Name::of("standard input"),
        Source::Sample => Name::of("the sample article"),
    }
}

/// The file of this machine that `address` leads to, if it begins as such an address does.
pub(super) fn file_at(address: &str) -> Option<PathBuf> {
    const START: &str = "file://";
    let (start, rest) = address.split_at_checked(START.len())?;
    if !start.eq_ignore_ascii_case(START) {
        return None;
    }
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.starts_with('/')
        .then(|| PathBuf::from(epub::path::decoded(path)))
}

/// What `source` is opened by again, if it can be.
pub(super) fn again(source: &Source) -> Option<String> {
    match source {
        Source::Path(path) => {
            // The folder as it really is, so that a file has one name; but the file by the name that a person gave it.
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
            let whole = folder.join(path.file_name()?);
            let passing = ["/dev", "/proc"].iter().any(|top| whole.starts_with(top));
            let lasts = !passing && whole.is_file();
            lasts.then(|| whole.to_str().map(str::to_owned))?
        }
        Source::Address(address) => Some(Address::parse(address).ok()?.public_whole()),
        Source::Stdin | Source::Sample => None,
    }
}

/// What is in `source`: at least one byte, and not those of a known format that is no text.
pub(super) fn read(source: &Source, options: &Options, watch: Watch<'_>) -> Result<Raw, Error> {
    let name = name(source);
    let named = match source {
        Source::Path(path) => Format::of_path(path),
        Source::Stdin | Source::Sample | Source::Address(_) => None,
    };
    let told = options.format.or(named);
    let bytes = match source {
        Source::Address(address) => return fetch::fetch(address, &options.fetch, watch),
        Source::Sample => Cow::Borrowed(SAMPLE.as_bytes()),
        Source::Stdin => match drain(io::stdin().lock(), 0, told, &name) {
            Err(Error::Empty(_)) => return Err(Error::EmptyInput),
            other => Cow::Owned(other?),
        },
        Source::Path(path) => Cow::Owned(file(path, told)?),
    };
    let mut raw = Raw::new(bytes, name);
    raw.told = named;
    if let Source::Path(path) = source {
        raw.path = absolute(path).ok();
    }
    Ok(raw)
}

fn file(path: &Path, told: Option<Format>) -> Result<Vec<u8>, Error> {
    let name = Name::of_path(path);
    let opened = File::open(path).map_err(|error| refused(path, &error))?;
    let about = opened.metadata().map_err(|error| refused(path, &error))?;
    if about.is_dir() {
        return Err(Error::Folder(name));
    }
    if about.is_file() && about.len() > LIMIT {
        return Err(too_big(name));
    }
    drain(opened, about.len(), told, &name)
}

/// Read all of `reader`, looking once at the first bytes. `expected` is its length in bytes, if known, else 0; `told` is what
/// it is called.
pub(super) fn drain(
    reader: impl Read,
    expected: u64,
    told: Option<Format>,
    name: &Name,
) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| Error::Read {
        name: name.clone(),
        why: Name::of(reason(&error)),
    };
    // One byte more than expected lets the read that finds the end go without another allocation.
    let mut bytes = Vec::with_capacity(expected.min(LIMIT) as usize + 1);
    let mut reader = reader.take(LIMIT + 1);
    (&mut reader)
        .take(HEAD)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.is_empty() {
        return Err(Error::Empty(name.clone()));
    }
    if let Some((kind, advice)) = sniff::binary(&bytes, told) {
        let name = name.clone();
        return Err(Error::Binary { name, kind, advice });
    }
    // Whoever types an article ends it once: what has come to its end is not asked for more.
    if bytes.len() as u64 >= HEAD {
        reader.read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > LIMIT {
        return Err(too_big(name.clone()));
    }
    Ok(bytes)
}

fn too_big(name: Name) -> Error {
    let mebibytes = LIMIT >> 20;
    Error::TooBig { name, mebibytes }
}

/// Why a file did not open.
fn refused(path: &Path, error: &io::Error) -> Error {
    let name = Name::of_path(path);
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the standard library's list of reasons is open"
    )]
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory
            if path.to_str().is_some_and(|text| text.contains("://")) =>
        {
            Web::Scheme(name).into()
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory
            if path.to_str().is_some_and(looks_like_page) =>
        {
            Web::Unschemed(name).into()
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::Missing(name),
        ErrorKind::PermissionDenied => Error::Forbidden(name),
        ErrorKind::IsADirectory => Error::Folder(name),
        _ => {
            let why = Name::of(reason(error));
            Error::Read { name, why }
        }
    }
}

/// The system's reason without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Someone who types, and ends it by Ctrl-D: asked again, they would have to end it again.
    struct Typist(Vec<&'static str>);

    impl Read for Typist {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            assert!(!self.0.is_empty(), "asked after the end");
            let line = self.0.remove(0).as_bytes();
            into[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }

    /// Protects: what is typed is ended once.
    #[test]
    fn the_end_is_asked_for_once() {
        let typist = Typist(vec!["Angela Merkel\n", "met nobody.\n", ""]);
        let bytes = drain(typist, 0, None, &Name::of("standard input")).unwrap();
        assert_eq!(bytes, b"Angela Merkel\nmet nobody.\n");
    }
}
