//! A server on this machine alone, that answers as a test wants it to, however badly.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a page is served with: the head of the request, and the connection to answer on.
type Answer = dyn Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync;

/// A server that goes on until the test ends.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that answers every request by `answer`.
    pub(crate) fn start(
        answer: impl Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::accept(Arc::new(answer), |stream, answer, asked| {
            let mut reading = stream.try_clone()?;
            let mut asks = head(&mut reading)?;
            asked.lock().unwrap().push(asks.clone());
            // As a proxy: the other end of the tunnel is here, too.
            if asks.starts_with("CONNECT ") {
                write!(&stream, "HTTP/1.1 200 Connected\r\n\r\n")?;
                asks = head(&mut reading)?;
            }
            answer(&asks, &mut &stream)
        })
    }

    /// The same, behind TLS with a certificate that only the tests' own authority has signed.
    pub(crate) fn secure(
        answer: impl Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
        let chain = CertificateDer::from_pem_slice(include_bytes!("server.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("server.key")).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(
            rustls::crypto::ring::default_provider(),
        ))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
        let config = Arc::new(config);
        Self::accept(Arc::new(answer), move |stream, answer, asked| {
            let session = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut secure = rustls::StreamOwned::new(session, stream);
            let head = head(&mut secure)?;
            asked.lock().unwrap().push(head.clone());
            answer(&head, &mut secure)?;
            secure.conn.send_close_notify();
            secure.flush()
        })
    }

    fn accept(
        answer: Arc<Answer>,
        talk: impl Fn(TcpStream, &Answer, &Mutex<Vec<String>>) -> std::io::Result<()>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (talk, noted) = (Arc::new(talk), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (talk, answer, noted) = (talk.clone(), answer.clone(), noted.clone());
                // A client that goes away is what some tests are about.
                thread::spawn(move || drop(talk(stream, &*answer, &noted)));
            }
        });
        Self { port, asked }
    }

    /// The address of `path`.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The heads of the requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// The head of a request, to its blank line.
fn head(stream: &mut impl Read) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 64 << 10 {
        if stream.read(&mut byte)? == 0 {
            break;
        }
        head.push(byte[0]);
        // The greeting of TLS: no head will come.
        if head == [0x16] {
            let _ = stream.read(&mut [0; 4096])?;
            break;
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// The path that is asked for.
pub(crate) fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// A whole answer with these headers, each with its line end, and this body.
pub(crate) fn answer(
    out: &mut dyn Write,
    status: &str,
    headers: &str,
    body: &[u8],
) -> std::io::Result<()> {
    let length = body.len();
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    )?;
    out.write_all(body)?;
    out.flush()
}
