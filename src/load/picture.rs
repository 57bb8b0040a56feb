//! Loads one picture of an article, when the user asks for it.
//!
//! Only what the user looks at is loaded, and nothing of it is run: what is no picture of a known kind is refused, and so is
//! one that is too large, by its bytes or by its pixels, before memory is taken for them. Every failure is one sentence that
//! names the picture.

#[cfg(feature = "images")]
mod decode;

use super::fetch::FetchOptions;
use super::source::{self, path_from_file_url};
use super::{LoadOptions, ProgressFn, Source, clean, epub, fetch, mail};
use crate::document::{Picture, PictureRef, strip_prefix_ignore_case};
use crate::error::{Error, SafeText};
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine};
use percent_encoding::{percent_decode, percent_decode_str};
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest picture that is loaded, in bytes.
const MAX_BYTES: u64 = 20 << 20;

/// Why a larger one is not loaded.
pub(super) const TOO_LARGE: &str = "it is larger than 20 MiB";

/// The longest name of a picture in a message, in characters.
const MAX_NAME_CHARS: usize = 60;

/// Loads the picture at `address` (as [`PictureRef`] has it) of the article that was opened from `article`. `on_progress` is called
/// with the number of bytes received so far, and may cancel.
///
/// # Errors
/// If it cannot be read, is too large, or is no picture of a known kind.
pub fn open_picture(
    address: &str,
    article: &Source,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Picture, Error> {
    let failed = |why: &'static str| Error::Picture {
        name: picture_name(address),
        why,
    };
    let bytes = read_bytes(address, article, options, on_progress)?;
    // The decoders are not ours.
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(&bytes)));
    decoded.unwrap_or(Err(DAMAGED)).map_err(failed)
}

/// Why a picture cannot be decoded.
const DAMAGED: &str = "it is damaged";

#[cfg(feature = "images")]
fn decode(bytes: &[u8]) -> Result<Picture, &'static str> {
    decode::decode(bytes)
}

#[cfg(not(feature = "images"))]
fn decode(_: &[u8]) -> Result<Picture, &'static str> {
    Err("this byline was built without pictures")
}

/// The name of the picture at `address` for messages: its file name, with its host if it is on the web.
pub fn picture_name(address: &str) -> SafeText {
    if strip_prefix_ignore_case(address, "data:").is_some() {
        return SafeText::new("the picture in the page");
    }
    if address.starts_with(PictureRef::MAIL_SCHEME) {
        return SafeText::new("the picture in the e-mail");
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (rest, host) = match path.split_once("://") {
        Some((scheme, rest)) if !scheme.eq_ignore_ascii_case("file") => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            // Without a name and a password.
            (path, host.rsplit('@').next().unwrap_or_default())
        }
        Some((_, rest)) => (rest, ""),
        None => (
            path.strip_prefix(PictureRef::BOOK_SCHEME).unwrap_or(path),
            "",
        ),
    };
    let file = rest.rsplit('/').next().unwrap_or_default();
    let file = percent_decode_str(file).decode_utf8_lossy();
    let file: String = clean::line(&file).chars().take(MAX_NAME_CHARS).collect();
    SafeText::new(match (file.as_str(), host) {
        ("", "") => "the picture".to_owned(),
        ("", host) => format!("the picture of {host}"),
        (file, "") => file.to_owned(),
        (file, host) => format!("{file} of {host}"),
    })
}

/// The bytes of the picture at `address`.
fn read_bytes(
    address: &str,
    article: &Source,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Vec<u8>, Error> {
    let failed = |why: &'static str| Error::Picture {
        name: picture_name(address),
        why,
    };
    if let Some(data) = strip_prefix_ignore_case(address, "data:") {
        return data_bytes(data).ok_or_else(|| failed(DAMAGED));
    }
    let book_path = address.strip_prefix(PictureRef::BOOK_SCHEME);
    let mail_id = address.strip_prefix(PictureRef::MAIL_SCHEME);
    if book_path.is_some() || mail_id.is_some() {
        let whole = match article {
            Source::Path(_) | Source::Url(_) => source::read_source(article, options, on_progress)?,
            Source::Stdin | Source::Sample | Source::Manual { .. } | Source::Feeds(_) => {
                return Err(failed(if mail_id.is_some() {
                    "the e-mail came from a pipe and is no longer there"
                } else {
                    "the book came from a pipe and is no longer there"
                }));
            }
        };
        let entry = match mail_id {
            Some(id) => mail::read_entry(&whole.bytes, id, options, MAX_BYTES),
            None => epub::read_entry(&whole.bytes, book_path.unwrap_or_default()),
        };
        return entry.map_err(failed);
    }
    if let Some(path) = path_from_file_url(address) {
        let metadata = fs::metadata(&path);
        let metadata = metadata.map_err(|_missing| failed("there is no such file"))?;
        // Opening a pipe would wait for its writer.
        if !metadata.is_file() {
            return Err(failed("it is not a file"));
        }
        if metadata.len() > MAX_BYTES {
            return Err(failed(TOO_LARGE));
        }
        let mut bytes = Vec::new();
        let file = File::open(&path);
        let read = file.and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes));
        return read
            .map(|_| bytes)
            .map_err(|_error| failed("it cannot be read"));
    }
    let limits = FetchOptions {
        max_bytes: options.fetch.max_bytes.min(MAX_BYTES),
        ..options.fetch.clone()
    };
    fetch::fetch_picture(address, &limits, on_progress)
}

/// What a `data:` URL holds, after its scheme; `None` if that is damaged.
fn data_bytes(data: &str) -> Option<Vec<u8>> {
    let (head, body) = data.split_once(',')?;
    let body: Cow<'_, [u8]> = percent_decode(body.as_bytes()).into();
    let is_base64 = head
        .rsplit(';')
        .next()
        .is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    if !is_base64 {
        return Some(body.into_owned());
    }
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&STANDARD, config).decode(body).ok()
}
