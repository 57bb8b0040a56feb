//! A PDF document to blocks, where the program was built with the feature `pdf`.
//!
//! Owns the walls around a format that is a program more than a file: it is read in a thread of its own, with a stack, a size
//! and a time that are limited, and what panics there is a sentence here and nothing on the screen. Promises blocks in the
//! order in which the file writes its text. Recognises no text in pictures.

#[cfg(feature = "pdf")]
mod lines;
#[cfg(feature = "pdf")]
mod page;
#[cfg(feature = "pdf")]
mod reader;
#[cfg(feature = "pdf")]
mod text;

use super::source::Raw;
use crate::document::Document;
use crate::error::Error;

/// The document in the PDF `raw`.
///
/// # Errors
/// If it is damaged, locked, holds pictures only, or cannot be read by this program.
pub(super) fn document(raw: &Raw) -> Result<Document, Error> {
    read(raw).map_err(|why| Error::Unreadable {
        name: raw.name.clone(),
        kind: "a PDF document",
        why,
    })
}

#[cfg(not(feature = "pdf"))]
fn read(_: &Raw) -> Result<Document, &'static str> {
    Err("this byline was built without PDF; turn it into text with pdftotext and open that")
}

#[cfg(feature = "pdf")]
fn read(raw: &Raw) -> Result<Document, &'static str> {
    let pages = walled::run(raw.bytes.clone().into_owned())?;
    text::document(pages, raw.name.as_str())
}

/// The thread in which a PDF is read.
#[cfg(feature = "pdf")]
mod walled {
    use super::reader::{self, Pages};
    use std::panic;
    use std::sync::{Once, mpsc};
    use std::thread;
    use std::time::Duration;

    /// Its name, by which a panic in it is known.
    const NAME: &str = "pdf";

    /// Its stack, in bytes.
    const STACK: usize = 16 << 20;

    /// How long it may take; the longest book of a thousand pages takes a fifth of that.
    const TIME: Duration = Duration::from_secs(20);

    /// More bytes than this are scanned pages.
    const LARGEST: usize = 96 << 20;

    /// Read `bytes` behind the wall.
    pub(super) fn run(bytes: Vec<u8>) -> Result<Pages, &'static str> {
        if bytes.len() > LARGEST {
            return Err("it is larger than any text");
        }
        hush();
        let (sender, receiver) = mpsc::sync_channel(1);
        let work = move || {
            let pages = panic::catch_unwind(|| reader::pages(&bytes));
            // Nobody listens any more if it took too long.
            let _ = sender.send(pages.unwrap_or(Err(DAMAGED)));
        };
        let thread = thread::Builder::new()
            .name(NAME.to_owned())
            .stack_size(STACK);
        if thread.spawn(work).is_err() {
            return Err("there is no room to read it in");
        }
        match receiver.recv_timeout(TIME) {
            Ok(pages) => pages,
            Err(mpsc::RecvTimeoutError::Timeout) => Err("it takes too long to read"),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(DAMAGED),
        }
    }

    const DAMAGED: &str = "it is damaged";

    /// A panic behind the wall prints nothing; all others are reported as before.
    fn hush() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let report = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                if thread::current().name() != Some(NAME) {
                    report(panic);
                }
            }));
        });
    }
}
