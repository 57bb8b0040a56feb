//! A local server that answers as a test wants it to, however badly.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Answers a request: gets the head of the request and the connection to write to.
type Answer = dyn Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync;

/// A server that runs until the test ends.
pub(crate) struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that answers every request with `answer`.
    pub(crate) fn start(
        answer: impl Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::accept(Arc::new(answer), |stream, answer, requests| {
            let mut reader = stream.try_clone()?;
            let mut request = head(&mut reader)?;
            requests.lock().unwrap().push(request.clone());
            // For a proxy request, the server is also the other end of the tunnel.
            if request.starts_with("CONNECT ") {
                write!(&stream, "HTTP/1.1 200 Connected\r\n\r\n")?;
                request = head(&mut reader)?;
            }
            answer(&request, &mut &stream)
        })
    }

    /// The same over TLS, with a certificate signed only by the tests' own authority.
    pub(crate) fn secure(
        answer: impl Fn(&str, &mut dyn Write) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
        let chain = CertificateDer::from_pem_slice(include_bytes!(
            "../../fixtures/certificates/server.pem"
        ))
        .unwrap();
        let key =
            PrivateKeyDer::from_pem_slice(include_bytes!("../../fixtures/certificates/server.key"))
                .unwrap();
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(
            rustls::crypto::ring::default_provider(),
        ))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
        let config = Arc::new(config);
        Self::accept(Arc::new(answer), move |stream, answer, requests| {
            let session = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut secure = rustls::StreamOwned::new(session, stream);
            let head = head(&mut secure)?;
            requests.lock().unwrap().push(head.clone());
            answer(&head, &mut secure)?;
            secure.conn.send_close_notify();
            secure.flush()
        })
    }

    fn accept(
        answer: Arc<Answer>,
        serve: impl Fn(TcpStream, &Answer, &Mutex<Vec<String>>) -> std::io::Result<()>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (serve, log) = (Arc::new(serve), requests.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (serve, answer, log) = (serve.clone(), answer.clone(), log.clone());
                // Some tests are about a client that disconnects, so errors are ignored.
                thread::spawn(move || drop(serve(stream, &*answer, &log)));
            }
        });
        Self { port, requests }
    }

    /// The URL of `path`.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The heads of the requests received so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// Reads the head of a request, up to its blank line.
fn head(stream: &mut impl Read) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 64 << 10 {
        if stream.read(&mut byte)? == 0 {
            break;
        }
        head.push(byte[0]);
        // A TLS handshake: no head will follow.
        if head == [0x16] {
            let _ = stream.read(&mut [0; 4096])?;
            break;
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// The path of a request.
pub(crate) fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// Writes a complete response with these headers, each with its line ending, and this body.
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
