//! Reads a PDF document, if the program was built with the feature `pdf`.
//!
//! A PDF is closer to a program than to a text file, so it is read in a thread of its own with a limited stack, input
//! size and time. If that thread panics, the user gets an error and nothing is printed on the screen. Blocks come in
//! the order in which the file writes its text. Scanned pages are not recognised.

#[cfg(feature = "pdf")]
mod blocks;
#[cfg(feature = "pdf")]
mod file;
#[cfg(feature = "pdf")]
mod lines;
#[cfg(feature = "pdf")]
mod page;

use super::source::RawContent;
use crate::document::Document;
use crate::error::Error;

/// Reads the PDF in `raw`.
///
/// # Errors
/// If it is damaged, locked, contains only pictures, exceeds a limit, or if the program was built without PDF support.
pub(super) fn read_document(raw: &RawContent) -> Result<Document, Error> {
    read_pdf(raw).map_err(|why| Error::Malformed {
        name: raw.name.clone(),
        kind: "a PDF document",
        why,
    })
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(_: &RawContent) -> Result<Document, &'static str> {
    Err("this byline was built without PDF support; convert it with pdftotext and open the result")
}

#[cfg(feature = "pdf")]
fn read_pdf(raw: &RawContent) -> Result<Document, &'static str> {
    let contents = reader_thread::read_contents(raw.bytes.clone().into_owned())?;
    blocks::build_document(contents, raw.name.as_str())
}

/// The thread in which a PDF is read.
#[cfg(feature = "pdf")]
mod reader_thread {
    use super::file::{self, PdfContents};
    use std::panic;
    use std::sync::{Once, mpsc};
    use std::thread;
    use std::time::Duration;

    /// The name of the thread, by which a panic in it is recognised.
    const THREAD_NAME: &str = "pdf";

    /// The stack of the thread, in bytes.
    const STACK_BYTES: usize = 16 << 20;

    /// How long reading may take. The longest book, of a thousand pages, takes a fifth of it.
    const TIMEOUT: Duration = Duration::from_secs(20);

    /// The largest file that is read, in bytes; larger ones are scanned pages.
    const MAX_BYTES: usize = 96 << 20;

    /// Reads `bytes` in a thread of its own.
    pub(super) fn read_contents(bytes: Vec<u8>) -> Result<PdfContents, &'static str> {
        if bytes.len() > MAX_BYTES {
            return Err("it is larger than 96 MiB");
        }
        silence_panics();
        let (sender, receiver) = mpsc::sync_channel(1);
        let work = move || {
            let contents = panic::catch_unwind(|| file::read_contents(&bytes));
            // After a timeout the receiver is gone.
            let _ = sender.send(contents.unwrap_or(Err(DAMAGED)));
        };
        let thread = thread::Builder::new()
            .name(THREAD_NAME.to_owned())
            .stack_size(STACK_BYTES);
        if thread.spawn(work).is_err() {
            return Err("no thread could be started to read it");
        }
        match receiver.recv_timeout(TIMEOUT) {
            Ok(contents) => contents,
            Err(mpsc::RecvTimeoutError::Timeout) => Err("reading it takes longer than 20 seconds"),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(DAMAGED),
        }
    }

    const DAMAGED: &str = "it is damaged";

    /// Silences panics in the reader thread; all others are reported as before.
    fn silence_panics() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let report = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                if thread::current().name() != Some(THREAD_NAME) {
                    report(panic);
                }
            }));
        });
    }
}
