//! Makes the heads of careless servers readable: 150 cookies, folded lines, control characters in a value.
//!
//! The HTTP library rejects a response for any of these, browsers do not. A connection made by [`HeadFilter`] passes on the
//! head of each response with the headers that matter here alone, each in one line; the body passes through unchanged.

use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport,
};

/// The headers that this program, or the library for it, looks at.
const KEPT_HEADERS: [&str; 8] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "location",
    "retry-after",
    "transfer-encoding",
];

/// The longest head, in bytes.
const MAX_HEAD_BYTES: usize = 256 << 10;

/// Size of the buffers, in bytes.
const BUFFER_BYTES: usize = 128 << 10;

/// Wraps connections so that the heads of responses are tidied.
#[derive(Debug)]
pub(super) struct HeadFilter;

impl<In: Transport> Connector<In> for HeadFilter {
    type Out = FilteredConnection<In>;

    fn connect(
        &self,
        _details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(|inner| FilteredConnection {
            inner,
            buffers: LazyBuffers::new(BUFFER_BYTES, BUFFER_BYTES),
            head: Some(Vec::new()),
        }))
    }
}

/// A connection whose responses have tidy heads.
#[derive(Debug)]
pub(super) struct FilteredConnection<In> {
    inner: In,
    /// What the library writes and reads.
    buffers: LazyBuffers,
    /// What has arrived of the head; `None` once it has been passed on.
    head: Option<Vec<u8>>,
}

impl<In: Transport> FilteredConnection<In> {
    /// Passes `bytes` on, of which there are no more than fit.
    fn pass_on(&mut self, bytes: &[u8]) -> usize {
        let free = self.buffers.input_append_buf();
        let count = bytes.len().min(free.len());
        for (to, from) in free.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.buffers.input_appended(count);
        count
    }

    /// Takes what has arrived of a head, and passes it on when it is complete.
    fn read_head(&mut self, mut head: Vec<u8>) -> Result<(), Error> {
        // The end may have begun in what came before.
        let before = head.len();
        head.extend_from_slice(self.inner.buffers().input());
        let end = end_of_head(&head, before.saturating_sub(3));
        if end.unwrap_or(head.len()) > MAX_HEAD_BYTES {
            return Err(Error::LargeResponseHeader(head.len(), MAX_HEAD_BYTES));
        }
        let consumed = end.unwrap_or(head.len()) - before;
        self.inner.buffers().input_consume(consumed);
        head.truncate(before + consumed);
        if end.is_none() {
            self.head = Some(head);
            return Ok(());
        }
        // Another head follows an interim one, such as "103 Early Hints".
        self.head = is_interim(&head).then(Vec::new);
        let tidy = tidy_head(&head);
        if self.pass_on(&tidy) < tidy.len() {
            return Err(Error::LargeResponseHeader(head.len(), BUFFER_BYTES));
        }
        Ok(())
    }
}

impl<In: Transport> Transport for FilteredConnection<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let mut rest = self.buffers.output().split_at(amount).0;
        while !rest.is_empty() {
            let out = self.inner.buffers().output();
            let count = rest.len().min(out.len());
            for (to, from) in out.iter_mut().zip(rest) {
                *to = *from;
            }
            self.inner.transmit_output(count, timeout)?;
            rest = rest.split_at(count).1;
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let has_more = self.inner.maybe_await_input(timeout)?;
        if let Some(head) = self.head.take() {
            if has_more {
                self.read_head(head)?;
                return Ok(true);
            }
            // A head that breaks off, or no response at all: the library reports it.
            return Ok(self.pass_on(&head) > 0);
        }
        if !has_more {
            return Ok(false);
        }
        let arrived = self.inner.buffers().input().to_vec();
        let count = self.pass_on(&arrived);
        self.inner.buffers().input_consume(count);
        Ok(count > 0)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// The offset after the blank line that ends a head, looked for from the offset `from`.
fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let (before, rest) = bytes.split_at(from.min(bytes.len()));
    memchr::memchr_iter(b'\n', rest).find_map(|at| {
        let (_, after) = rest.split_at(at + 1);
        let end = before.len() + at + 1;
        match after {
            [b'\n', ..] => Some(end + 1),
            [b'\r', b'\n', ..] => Some(end + 2),
            _ => None,
        }
    })
}

/// Whether `head` is that of an interim response, whose status begins with 1.
fn is_interim(head: &[u8]) -> bool {
    let mut words = head.split(|byte| *byte == b' ').skip(1);
    words.next().is_some_and(|status| status.starts_with(b"1"))
}

/// `head` with its first line as it is, and of its headers only those that are needed.
fn tidy_head(head: &[u8]) -> Vec<u8> {
    let mut lines = head
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    let mut tidy = lines.next().unwrap_or_default().to_vec();
    // Whether the header before is kept, to which a folded line belongs.
    let mut is_kept = false;
    for line in lines {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if is_kept {
                tidy.push(b' ');
                push_value(&mut tidy, line);
            }
            continue;
        }
        let colon = memchr::memchr(b':', line).unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let name = name.trim_ascii().to_ascii_lowercase();
        is_kept = KEPT_HEADERS.iter().any(|kept| kept.as_bytes() == name) && !value.is_empty();
        if is_kept {
            tidy.extend_from_slice(b"\r\n");
            tidy.extend_from_slice(&name);
            tidy.extend_from_slice(b": ");
            push_value(&mut tidy, value.strip_prefix(b":").unwrap_or(value));
        }
    }
    tidy.extend_from_slice(b"\r\n\r\n");
    tidy
}

/// Adds the value of a header without control characters.
fn push_value(tidy: &mut Vec<u8>, value: &[u8]) {
    let mut visible = value.to_vec();
    visible.retain(|byte| !byte.is_ascii_control());
    tidy.extend_from_slice(visible.trim_ascii());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidy(head: &str) -> String {
        String::from_utf8(tidy_head(head.as_bytes())).unwrap()
    }

    /// Protects: what is needed stays, in one line each, and everything else goes.
    #[test]
    fn heads_are_tidied() {
        let cookies = "Set-Cookie: a=b\r\n".repeat(150);
        assert_eq!(
            tidy(&format!(
                "HTTP/1.1 200 OK\r\n{cookies}Content-Type : text/html;\r\n\t charset=utf-8\r\n\
                 X-Folded: a\r\n b\r\nno header at all\r\nLOCATION:\x01 /b\x1b[2Jc \r\nDate\r\n\r\n"
            )),
            "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\nlocation: /b[2Jc\r\n\r\n"
        );
        assert_eq!(tidy("HTTP/1.0 404 no\n\n"), "HTTP/1.0 404 no\r\n\r\n");
    }

    /// Protects: the end of a head is found at the first blank line, whatever its line ends.
    #[test]
    fn the_end_of_a_head_is_found() {
        for (bytes, from, end) in [
            ("a\r\n\r\nb", 0, Some(5)),
            ("a\n\nb\n\n", 0, Some(3)),
            ("a\r\nb\r\n", 0, None),
            ("a\r\n\r\n", 2, Some(5)),
            ("", 0, None),
        ] {
            assert_eq!(end_of_head(bytes.as_bytes(), from), end, "{bytes:?}");
        }
        assert!(is_interim(b"HTTP/1.1 103 Early Hints\r\n\r\n"));
        assert!(!is_interim(b"HTTP/1.1 200 OK\r\n\r\n"));
    }
}
