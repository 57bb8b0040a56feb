//! Reads standard input in the background, so that its text can be shown while the pipe is still open.
//!
//! A thread of its own reads the bytes, because reading a pipe blocks until the program at its other end writes. What
//! has arrived so far is parsed again each time there is more, but for no more than a fifth of the time, however slowly
//! or fast the bytes arrive.

use super::source::{MAX_BYTES, os_reason, read_limited};
use super::{
    Content, FileFormat, LoadOptions, ProgressFn, RawContent, Source, decode, display_name, feed,
    language, parse, plain_document, sniff,
};
use crate::document::Document;
use crate::error::{Error, SafeText, WebError};
use encoding_rs::UTF_8;
use std::io::{self, ErrorKind, Read};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long to wait for more before what has arrived is shown.
const MIN_PAUSE: Duration = Duration::from_millis(200);

/// Showing a text pauses the next time for as long as it took, times this.
const PAUSE_FACTOR: u32 = 4;

/// Number of bytes that tell whether the input is text.
const SNIFF_LEN: usize = 64 << 10;

/// Bytes that arrive from a pipe. Cheap to clone; every clone is the same input.
#[derive(Debug, Clone)]
pub struct PipedInput(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    received: Mutex<Received>,
    /// Notified when more has arrived, and at the end.
    changed: Condvar,
}

/// What has arrived.
#[derive(Debug, Default)]
struct Received {
    bytes: Vec<u8>,
    has_ended: bool,
    /// Why reading failed, if it did.
    failure: Option<SafeText>,
}

/// Called with the text that has arrived so far; returns whether to go on.
pub type TextFn<'a> = &'a dyn Fn(Document) -> bool;

impl PipedInput {
    /// Starts to read standard input.
    pub fn stdin() -> Self {
        Self::start(io::stdin())
    }

    /// Starts to read `reader` to its end.
    pub fn start(reader: impl Read + Send + 'static) -> Self {
        let input = Self(Arc::default());
        let shared = input.clone();
        let read = move || shared.read(reader);
        let thread = thread::Builder::new().name("input".to_owned()).spawn(read);
        if let Err(error) = thread {
            input.end(Some(SafeText::new(os_reason(&error))));
        }
        input
    }

    fn read(&self, mut reader: impl Read) {
        let mut chunk = vec![0; 64 << 10];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return self.end(None),
                Ok(count) => {
                    let mut received = self.lock();
                    received.bytes.extend(chunk.iter().take(count));
                    let is_full = received.bytes.len() as u64 > MAX_BYTES;
                    drop(received);
                    self.0.changed.notify_all();
                    if is_full {
                        return self.end(None);
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return self.end(Some(SafeText::new(os_reason(&error)))),
            }
        }
    }

    fn end(&self, failure: Option<SafeText>) {
        let mut received = self.lock();
        (received.has_ended, received.failure) = (true, failure);
        drop(received);
        self.0.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Received> {
        let received = self.0.received.lock();
        received.unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the end of the input, but no longer than `timeout`; returns whether it has ended.
    pub fn wait_for_end(&self, timeout: Duration) -> bool {
        let is_open = |received: &mut Received| !received.has_ended;
        let waited = self
            .0
            .changed
            .wait_timeout_while(self.lock(), timeout, is_open);
        waited.unwrap_or_else(PoisonError::into_inner).0.has_ended
    }

    /// Waits until there are more than `seen` bytes, until the end, or until `timeout`. Returns how many there are, and whether
    /// the input has ended.
    fn wait_for_more(&self, seen: usize, timeout: Duration) -> (usize, bool) {
        let is_waiting =
            |received: &mut Received| !received.has_ended && received.bytes.len() <= seen;
        let waited = self
            .0
            .changed
            .wait_timeout_while(self.lock(), timeout, is_waiting);
        let received = waited.unwrap_or_else(PoisonError::into_inner).0;
        (received.bytes.len(), received.has_ended)
    }

    /// All bytes of the input, which has ended; taken out of it.
    ///
    /// # Errors
    /// If there are none, too many, or they are not text.
    pub(super) fn take_content(&self, options: &LoadOptions) -> Result<RawContent, Error> {
        let name = display_name(&Source::Stdin);
        let mut received = self.lock();
        let bytes = mem::take(&mut received.bytes);
        if let Some(why) = received.failure.take() {
            return Err(Error::ReadFailed { name, why });
        }
        drop(received);
        match read_limited(bytes.as_slice(), bytes.len() as u64, options.format, &name) {
            Err(Error::Empty(_)) => Err(Error::EmptyStdin),
            read => read.map(|bytes| RawContent::new(bytes, name)),
        }
    }

    /// The text of what has arrived so far, up to the end of its last line. `None` if it is not plain text in UTF-8 or in the
    /// chosen encoding.
    fn text_so_far(&self, options: &LoadOptions) -> Option<Document> {
        let received = self.lock();
        let end = memchr::memrchr(b'\n', &received.bytes)?;
        let bytes = received.bytes.split_at(end).0.to_vec();
        drop(received);
        let name = display_name(&Source::Stdin);
        let raw = RawContent::new(bytes, name);
        let is_text = raw.resolve_format(options) == FileFormat::Plain
            && sniff::detect_binary(decode::head(&raw.bytes, SNIFF_LEN), options.format).is_none();
        let encoding = options.encoding.unwrap_or(UTF_8);
        let is_readable = encoding != UTF_8 || std::str::from_utf8(&raw.bytes).is_ok();
        if !is_text || !is_readable || decode::detect_utf16(&raw.bytes).is_some() {
            return None;
        }
        let text = decode::decode_bytes(&raw.bytes, Some(encoding));
        let document = plain_document(&text, &raw.name).ok()?;
        let language = language::detect_language(&document);
        let document = document.with_language(language);
        Some(document.with_format(FileFormat::Plain.name()))
    }
}

/// Opens all of `input`. Until it has ended, `on_progress` is called with the number of bytes so far, and `on_text` with the
/// text so far if it is plain text; each text begins with the one before, unless what follows changes how it is parsed.
///
/// # Errors
/// If it is empty, is not text, or was cancelled.
pub fn open_piped(
    input: &PipedInput,
    options: &LoadOptions,
    on_progress: ProgressFn<'_>,
    on_text: TextFn<'_>,
) -> Result<Content, Error> {
    let cancelled = || WebError::Cancelled(display_name(&Source::Stdin)).into();
    let (mut seen, mut shown) = (0, 0);
    let mut next_show = Instant::now();
    loop {
        let until_show = next_show.saturating_duration_since(Instant::now());
        // Wakes up now and then, to notice that it was cancelled.
        let timeout = if seen > shown { until_show } else { MIN_PAUSE };
        let (length, has_ended) = input.wait_for_more(seen, timeout);
        if !on_progress(length as u64) {
            return Err(cancelled());
        }
        seen = length;
        if has_ended {
            break;
        }
        let began = Instant::now();
        if seen > shown && began >= next_show {
            shown = seen;
            if input
                .text_so_far(options)
                .is_some_and(|text| !on_text(text))
            {
                return Err(cancelled());
            }
            next_show = Instant::now() + MIN_PAUSE.max(began.elapsed() * PAUSE_FACTOR);
        }
    }
    let raw = input.take_content(options)?;
    if raw.resolve_format(options) == FileFormat::Feed {
        return feed::parse_feed(&raw, options).map(Content::Feed);
    }
    parse(&raw, options).map(Content::Article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A pipe that holds what the test sends, and ends when the sender is dropped.
    struct Pipe(Receiver<&'static [u8]>);

    impl Read for Pipe {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let sent = self.0.recv().unwrap_or_default();
            into[..sent.len()].copy_from_slice(sent);
            Ok(sent.len())
        }
    }

    fn pipe() -> (Sender<&'static [u8]>, PipedInput) {
        let (sender, receiver) = channel();
        (sender, PipedInput::start(Pipe(receiver)))
    }

    /// Opens an input that gets each of `pieces` only after the text before has been shown; returns the texts shown, and the
    /// complete one.
    fn open(pieces: &[&'static [u8]]) -> (Vec<String>, String) {
        let (sender, input) = pipe();
        let (first, rest) = pieces.split_first().unwrap();
        sender.send(first).unwrap();
        let pending = RefCell::new((Some(sender), rest.to_vec()));
        let shown = RefCell::new(Vec::new());
        let on_text = |document: Document| {
            shown.borrow_mut().push(document.text().to_owned());
            let (sender, rest) = &mut *pending.borrow_mut();
            if rest.is_empty() {
                sender.take();
            } else {
                sender.as_ref().unwrap().send(rest.remove(0)).unwrap();
            }
            true
        };
        let opened = open_piped(&input, &LoadOptions::default(), &|_| true, &on_text);
        let Content::Article(document) = opened.unwrap() else {
            panic!("an article");
        };
        (shown.into_inner(), document.text().to_owned())
    }

    /// Protects: complete lines are shown while the pipe is open, and all of the text at the end.
    #[test]
    fn text_is_shown_while_the_pipe_is_open() {
        let pieces: [&[u8]; 3] = [
            b"Angela Merkel met\nnobody in Ber",
            b"lin.\n\nThen she went",
            b" home.\n\nThe \xc3\xa9nd.\n\xc3",
        ];
        let (shown, all) = open(&pieces);
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert!(
            shown[0].contains("Merkel met") && !shown[0].contains("Ber"),
            "{shown:?}"
        );
        assert!(
            shown[1].contains("Berlin.") && !shown[1].contains("Then"),
            "{shown:?}"
        );
        assert!(shown[2].ends_with("The énd."), "{shown:?}");
        assert!(all.contains("Then she went home."), "{all}");
    }

    /// Protects: markup, binary data and other encodings are not shown before their end, and the end is waited for.
    #[test]
    fn what_is_not_plain_text_is_shown_at_its_end() {
        for bytes in [
            &b"<!DOCTYPE html><title>A page</title>\n<p>Words of the page"[..],
            b"%PDF-1.7\n\n",
            b"\xff\xfea\0\n\0",
            b"Caf\xe9\n in France, where it rained.\n",
        ] {
            let (sender, input) = pipe();
            sender.send(bytes).unwrap();
            while input.wait_for_more(0, MIN_PAUSE).0 == 0 {}
            assert!(input.text_so_far(&LoadOptions::default()).is_none());
            assert!(!input.wait_for_end(Duration::ZERO));
            drop(sender);
            while !input.wait_for_end(MIN_PAUSE) {}
            let raw = input.take_content(&LoadOptions::default()).unwrap();
            assert_eq!(raw.bytes, bytes);
        }
    }

    /// Protects: no input is told as such, and a load that is cancelled ends although the pipe stays open.
    #[test]
    fn empty_and_cancelled_inputs_end() {
        let (sender, input) = pipe();
        let cancel = open_piped(&input, &LoadOptions::default(), &|_| false, &|_| true);
        assert!(matches!(cancel, Err(Error::Web(WebError::Cancelled(_)))));
        sender.send(b"Words.\n").unwrap();
        let cancel = open_piped(&input, &LoadOptions::default(), &|_| true, &|_| false);
        assert!(matches!(cancel, Err(Error::Web(WebError::Cancelled(_)))));
        let nothing = PipedInput::start(io::empty());
        let empty = open_piped(&nothing, &LoadOptions::default(), &|_| true, &|_| true);
        assert!(matches!(empty, Err(Error::EmptyStdin)));
    }
}
