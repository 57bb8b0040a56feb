//! Fetches a picture over HTTP: by the same rules as a page, but whatever kind of file it is.

use super::super::ProgressFn;
use super::super::source::os_reason;
use super::{FetchOptions, LimitedBody, follow, too_large};
use crate::error::{Error, SafeText};
use std::io::Read;

/// The bytes of the picture at `url`. `on_progress` is called with the number of bytes received so far, and may cancel.
///
/// # Errors
/// If it cannot be fetched, is larger than `options` allow, or was cancelled.
pub(in crate::load) fn fetch_picture(
    url: &str,
    options: &FetchOptions,
    on_progress: ProgressFn<'_>,
) -> Result<Vec<u8>, Error> {
    follow(url, options, on_progress, |mut response, attempt| {
        let name = attempt.url.display_name();
        if response.body().content_length() > Some(options.max_bytes) {
            return Err(too_large(name, options).into());
        }
        let reader = response.body_mut().as_reader();
        let mut body = LimitedBody::new(reader, attempt, options, on_progress);
        let mut bytes = Vec::new();
        match body.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(body.failure.map_or_else(
                || Error::ReadFailed {
                    name,
                    why: SafeText::new(os_reason(&error)),
                },
                Error::Web,
            )),
        }
    })
}
