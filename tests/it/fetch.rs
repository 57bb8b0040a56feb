//! Fetches pages with the real program from a local server that misbehaves.
//!
//! Protects: what can be read is read, every failure is one sentence that names the failed step, and nothing a server
//! does goes on without end.

use crate::common::program::byline;
use crate::common::server::{Server, answer, path};
use std::io::Write;
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

const TEXT: &[u8] =
    b"The talks\n\nAngela Merkel met Vladimir Putin of Russia in Berlin on Monday.\n";

fn run(arguments: &[&str]) -> Output {
    byline().args(arguments).output().unwrap()
}

/// The program's output for the article at `url`.
#[track_caller]
fn read(url: &str) -> String {
    read_with(byline().arg(url))
}

#[track_caller]
fn read_with(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    assert!(message.is_empty(), "{message}");
    String::from_utf8(output.stdout).unwrap()
}

/// The error message with which the program fails.
#[track_caller]
fn error_of(arguments: &[&str]) -> String {
    failure(&run(arguments))
}

#[track_caller]
fn failure(output: &Output) -> String {
    let message = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(output.stdout.is_empty());
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(
        !message.trim_end().chars().any(char::is_control),
        "{message:?}"
    );
    message
}

/// A server that gives the same response for every path.
fn serving(status: &'static str, headers: &'static str, body: &'static [u8]) -> Server {
    Server::start(move |_, out| answer(out, status, headers, body))
}

#[test]
fn a_plain_text_page_is_read_with_its_url_as_the_source() {
    let server = serving("200 OK", "Content-Type: text/plain\r\n", TEXT);
    let json = read_with(byline().arg("--json").arg(server.at("/talks")));
    assert!(json.contains("Angela Merkel"), "{json}");
    assert!(
        json.contains(&format!("\"source\":\"{}\"", server.at("/talks"))),
        "{json}"
    );
    let head = server.requests().remove(0);
    assert!(head.starts_with("GET /talks HTTP/1.1\r\n"), "{head}");
    assert!(
        head.to_lowercase().contains("accept-encoding: gzip, br"),
        "{head}"
    );
    assert!(head.contains("byline/"), "{head}");
}

#[test]
fn the_user_agent_can_be_set() {
    let server = serving("200 OK", "", TEXT);
    let user_agent = ["--user-agent", "Example 1.0"];
    read_with(byline().args(user_agent).arg(server.at("/")));
    assert!(server.requests()[0].contains("Example 1.0\r\n"));
}

#[test]
fn redirects_are_followed_to_the_final_url() {
    let server = Server::start(|head, out| match path(head) {
        "/a" => answer(out, "301 Moved", "Location: b/c d\u{fc}?e\r\n", b""),
        "/b/c%20d%C3%BC?e" => answer(out, "302 Found", "Location: ../end\r\n", b""),
        "/end" => answer(out, "200 OK", "", TEXT),
        other => panic!("{other}"),
    });
    let json = read_with(byline().arg("--json").arg(server.at("/a")));
    assert!(json.contains(&server.at("/end")), "{json}");
}

#[test]
fn a_redirect_loop_ends() {
    let server = serving("302 Found", "Location: /again\r\n", b"");
    let message = error_of(&[&server.at("/first")]);
    assert!(
        message.contains("more than 10 times") && message.contains("/first"),
        "{message}"
    );
    assert_eq!(server.requests().len(), 11);
}

#[test]
fn a_page_cannot_redirect_to_another_scheme() {
    for to in [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/plain,hello",
        "javascript:1",
        "gopher://a\u{1b}[2J",
    ] {
        let location = format!("Location: {}\r\n", to.replace('\u{1b}', "\\"));
        let server = Server::start(move |_, out| answer(out, "302 Found", &location, b""));
        let message = error_of(&[&server.at("/")]);
        assert!(
            message.contains("redirects to") && message.contains("http and https"),
            "{message}"
        );
    }
}

#[test]
fn a_user_cannot_open_another_scheme() {
    let message = error_of(&["ftp://example.invalid/x"]);
    assert!(
        message.contains("cannot open ftp://example.invalid/x"),
        "{message}"
    );
}

#[test]
fn an_error_status_is_reported_in_words_whatever_the_body() {
    for (status, words) in [
        ("404 Whatever", "404 Not Found; check the address"),
        ("403 No", "403 Forbidden; access is restricted"),
        ("410 x", "410 Gone"),
        (
            "500 x",
            "500 Internal Server Error; the server has a problem",
        ),
        ("503 x", "503 Service Unavailable"),
        ("429 x", "429 Too Many Requests; wait"),
        ("799 x", "799 "),
    ] {
        let server = Server::start(move |_, out| answer(out, status, "", TEXT));
        let message = error_of(&[&server.at("/page")]);
        assert!(
            message.contains(words) && message.contains("/page"),
            "{message}"
        );
    }
}

#[test]
fn compressed_pages_are_decompressed() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(TEXT).unwrap();
    let gzip = packer.finish().unwrap();
    // One uncompressed block and the end marker: the simplest valid Brotli stream.
    let bits = (u32::try_from(TEXT.len()).unwrap() - 1) << 4 | 1 << 20;
    let brotli = [&bits.to_le_bytes()[..3], TEXT, &[3]].concat();
    for (encoding, body) in [("gzip", gzip), ("br", brotli)] {
        let headers = format!("Content-Encoding: {encoding}\r\n");
        let server = Server::start(move |_, out| answer(out, "200 OK", &headers, &body));
        assert!(
            read(&server.at("/")).contains("Angela Merkel"),
            "{encoding}"
        );
    }
}

#[test]
fn a_decompression_bomb_stops_at_the_limit() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let line = b"A bomb that unpacks to very much more than it is.\n".repeat(20_000);
    for _ in 0..200 {
        packer.write_all(&line).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    let server =
        Server::start(move |_, out| answer(out, "200 OK", "Content-Encoding: gzip\r\n", &bomb));
    let message = error_of(&["--max-bytes", "5M", &server.at("/")]);
    assert!(
        message.contains("larger than 5M") && message.contains("--max-bytes"),
        "{message}"
    );
}

#[test]
fn a_page_that_declares_itself_too_large_is_not_read() {
    let server = Server::start(|_, out| {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
        )?;
        out.flush()?;
        thread::sleep(Duration::from_secs(3600));
        Ok(())
    });
    let message = error_of(&["--max-bytes", "500K", &server.at("/")]);
    assert!(message.contains("larger than 500K"), "{message}");
}

#[test]
fn a_page_of_exactly_the_size_limit_is_read() {
    let server = serving("200 OK", "", TEXT);
    let limit = TEXT.len().to_string();
    read_with(byline().args(["--max-bytes", &limit]).arg(server.at("/")));
    let limit = (TEXT.len() - 1).to_string();
    assert!(error_of(&["--max-bytes", &limit, &server.at("/")]).contains("larger than"));
}

#[test]
fn a_slow_response_times_out() {
    let server = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")?;
        loop {
            out.write_all(b"drip ")?;
            out.flush()?;
            thread::sleep(Duration::from_millis(100));
        }
    });
    let message = error_of(&["--timeout", "1", &server.at("/")]);
    assert!(
        message.contains("longer than 1 s;") && message.contains("--timeout"),
        "{message}"
    );
}

#[test]
fn a_silent_server_times_out() {
    let silent = Server::start(|_, _| {
        thread::sleep(Duration::from_secs(3600));
        Ok(())
    });
    let message = error_of(&["--timeout", "1", &silent.at("/")]);
    assert!(message.contains("longer than 1 s;"), "{message}");
}

#[test]
fn a_truncated_body_is_an_error() {
    let server = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")?;
        out.write_all(TEXT)
    });
    let message = error_of(&[&server.at("/")]);
    assert!(message.contains("closed before all"), "{message}");
    let chunked = Server::start(|_, out| {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n"
        )
    });
    let message = error_of(&[&chunked.at("/")]);
    assert!(message.contains("closed before all"), "{message}");
    let nothing = Server::start(|_, _| Ok(()));
    let message = error_of(&[&nothing.at("/")]);
    assert!(message.contains("closed before all"), "{message}");
}

#[test]
fn a_response_that_is_not_http_is_reported() {
    for bytes in [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\u{1b}[2J",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all",
    ] {
        let server = Server::start(move |_, out| out.write_all(bytes.as_bytes()));
        let message = error_of(&[&server.at("/")]);
        assert!(
            message.contains("cannot read the response") || message.contains("closed before"),
            "{message}"
        );
    }
}

#[test]
fn huge_and_endless_headers_are_refused() {
    let long = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nX: ")?;
        for _ in 0..4096 {
            out.write_all(&[b'x'; 1024])?;
        }
        answer(out, "200 OK", "", TEXT)
    });
    error_of(&["--timeout", "20", &long.at("/")]);
    let endless = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\n")?;
        loop {
            write!(out, "X-Header: value\r\n")?;
        }
    });
    error_of(&["--timeout", "20", &endless.at("/")]);
}

#[test]
fn an_empty_page_is_reported() {
    let server = serving("200 OK", "", b"");
    assert!(error_of(&[&server.at("/")]).contains("is empty"));
    let server = Server::start(|_, out| write!(out, "HTTP/1.1 204 No Content\r\n\r\n"));
    assert!(error_of(&[&server.at("/")]).contains("is empty"));
}

#[test]
fn the_charset_of_the_header_is_used() {
    for (charset, body, word) in [
        (
            "iso-8859-2",
            &b"Lech Wa\xb3\xeasa spoke in Gda\xf1sk, Poland."[..],
            "Wałęsa",
        ),
        (
            "\"windows-1251\"",
            b"\xcf\xf3\xf2\xe8\xed spoke of Russia.",
            "Путин",
        ),
        ("shift_jis", b"\x93\xfa\x96\x7b is Japan.", "日本"),
        ("utf-8", "Zoë in Québec".as_bytes(), "Zoë"),
        // A wrong charset, an unknown one, and a byte order mark that contradicts the header.
        ("utf-8", b"Caf\xe9 in France, where it rained.", "Café"),
        ("x-no-such", "Zoë in Québec".as_bytes(), "Zoë"),
        ("iso-8859-1", "\u{feff}Zoë in Québec".as_bytes(), "Zoë"),
    ] {
        let headers = format!("Content-Type: text/plain; x=y; Charset={charset}\r\n");
        let server = Server::start(move |_, out| answer(out, "200 OK", &headers, body));
        let printed = read(&server.at("/"));
        assert!(printed.contains(word), "{charset}: {printed}");
    }
}

#[test]
fn a_binary_file_is_reported_by_its_kind() {
    let server = serving(
        "200 OK",
        "Content-Type: image/png\r\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    );
    let message = error_of(&[&server.at("/cat")]);
    assert!(message.contains("/cat looks like a PNG image"), "{message}");
}

#[test]
fn unknown_hosts_and_refused_connections_are_distinguished() {
    let message = error_of(&["--timeout", "20", "http://no-such-host.invalid/page"]);
    assert!(
        message.contains("cannot find the host no-such-host.invalid"),
        "{message}"
    );
    // Nothing listens there.
    let message = error_of(&["http://127.0.0.1:1/"]);
    assert!(
        message.contains("connection refused by 127.0.0.1:1"),
        "{message}"
    );
}

#[test]
fn an_untrusted_certificate_is_refused() {
    let server = Server::secure(|_, out| answer(out, "200 OK", "", TEXT));
    let message = error_of(&[&format!("https://localhost:{}/", server.port())]);
    assert!(message.contains("certificate of localhost"), "{message}");
    assert!(
        message.contains("not signed by an authority that this system trusts"),
        "{message}"
    );
    assert!(
        server.requests().is_empty(),
        "no request is sent before that"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_certificate_that_the_system_trusts_is_accepted() {
    let authority = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/certificates/authority.pem"
    );
    let server = Server::secure(|_, out| answer(out, "200 OK", "", TEXT));
    let trusting = |host: &str| {
        let mut command = byline();
        command.env("SSL_CERT_FILE", authority);
        command.arg(format!("https://{host}:{}/", server.port()));
        command
    };
    assert!(read_with(&mut trusting("localhost")).contains("Angela Merkel"));
    let message = failure(&trusting("127.0.0.1").output().unwrap());
    assert!(message.contains("it is for another name"), "{message}");
}

#[test]
fn a_server_without_https_is_reported() {
    let server = Server::start(|_, out| answer(out, "400 Bad Request", "", b"no"));
    let message = error_of(&[
        "--timeout",
        "20",
        &format!("https://127.0.0.1:{}/", server.port()),
    ]);
    assert!(
        message.contains("does not speak HTTPS") || message.contains("closed before"),
        "{message}"
    );
}

#[test]
fn a_proxy_from_the_environment_is_used() {
    let proxy = Server::start(|head, out| match path(head) {
        "/" => answer(out, "200 OK", "Content-Type: text/plain\r\n", TEXT),
        other => panic!("{other}"),
    });
    let through = format!("http://127.0.0.1:{}", proxy.port());
    let mut command = byline();
    command
        .env("http_proxy", &through)
        .arg("http://page.invalid/");
    assert!(read_with(&mut command).contains("Angela Merkel"));
    let requests = proxy.requests();
    assert!(
        requests[0].starts_with("CONNECT page.invalid:80 "),
        "{requests:?}"
    );

    let page = serving("200 OK", "", TEXT);
    let mut direct = byline();
    direct
        .env("ALL_PROXY", "http://127.0.0.1:9")
        .env("NO_PROXY", "127.0.0.1");
    assert!(read_with(direct.arg(page.at("/"))).contains("Angela Merkel"));
}

#[test]
fn a_proxy_that_does_not_answer_is_reported_without_its_password() {
    let mut command = byline();
    command.env("ALL_PROXY", "http://me:secret@127.0.0.1:1");
    let message = failure(&command.arg("http://page.invalid/").output().unwrap());
    assert!(
        message.contains("cannot use the proxy 127.0.0.1:1: connection refused"),
        "{message}"
    );
    assert!(!message.contains("secret"), "{message}");
}

#[test]
fn a_password_in_a_url_is_not_shown() {
    let server = serving("404 x", "", b"");
    let url = server.at("/page").replace("http://", "http://me:secret@");
    let message = error_of(&[&url]);
    assert!(
        !message.contains("secret") && message.contains("/page"),
        "{message}"
    );
}

#[test]
fn a_url_without_a_scheme_is_suggested_with_one() {
    let message = error_of(&["example.invalid/page"]);
    assert!(
        message.contains("write https://example.invalid/page"),
        "{message}"
    );
    assert!(!error_of(&["no-such-file.txt"]).contains("https"));
}

/// Protects: a server that overdoes its headers is read, as a browser would.
#[test]
fn careless_headers_are_tolerated() {
    let cookies: String = (0..150)
        .map(|n| format!("Set-Cookie: session{n}={}; Path=/\r\n", "x".repeat(400)))
        .collect();
    for headers in [
        cookies.as_str(),
        "Content-Type: text/plain;\r\n  charset=iso-8859-1\r\n\tx=y\r\n",
        "X-Powered-By: a\x01b\x1b[31m\x7f\r\n",
        "Bad Header Name: x\r\n: no name\r\nno colon\r\n",
        "X-Nul: a\0b\r\n",
    ] {
        let headers = headers.to_owned();
        let server = Server::start(move |_, out| answer(out, "200 OK", &headers, TEXT));
        assert!(read(&server.at("/")).contains("Angela Merkel"));
    }
    let folded = "Content-Type: text/plain;\r\n charset=iso-8859-2\r\n";
    let polish = b"Lech Wa\xb3\xeasa spoke in Gda\xf1sk, Poland.";
    let server = Server::start(move |_, out| answer(out, "200 OK", folded, polish));
    assert!(read(&server.at("/")).contains("Wałęsa"));
    let moved = Server::start(|head, out| match path(head) {
        "/a" => answer(out, "302 Found", "Location:\r\n\t/b\x02\r\n", b""),
        _ => answer(out, "200 OK", "", TEXT),
    });
    assert!(read(&moved.at("/a")).contains("Angela Merkel"));
}

/// Protects: a response may be preceded by an interim one, and arrive byte by byte.
#[test]
fn an_interim_response_and_a_slow_head_are_read() {
    let server = Server::start(|_, out| {
        let early = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", TEXT.len());
        for byte in early
            .bytes()
            .chain(head.bytes())
            .chain(TEXT.iter().copied())
        {
            out.write_all(&[byte])?;
            out.flush()?;
        }
        Ok(())
    });
    assert!(read(&server.at("/")).contains("Angela Merkel"));
}

/// Protects: a server that asks for patience is told in words.
#[test]
fn when_to_come_back_is_told() {
    for (status, headers, words) in [
        (
            "429 x",
            "Retry-After: 120\r\n",
            "; the server asks to come back in 2 minutes",
        ),
        (
            "503 x",
            "Date: Wed, 25 Nov 2026 12:00:00 GMT\r\nRetry-After: Wed, 25 Nov 2026 15:00:00 GMT\r\n",
            "; the server asks to come back in 3 hours",
        ),
        (
            "503 x",
            "Retry-After: \x1bsoon\r\n",
            "; the server has a problem",
        ),
        ("404 x", "Retry-After: 120\r\n", "; check the address"),
    ] {
        let server = Server::start(move |_, out| answer(out, status, headers, b""));
        let message = error_of(&[&server.at("/page")]);
        assert!(message.contains(words), "{message}");
    }
}

/// Protects: an international host is asked for in Punycode and named by its letters, and a port out of range is named.
#[test]
fn international_hosts_and_ports_are_named() {
    let proxy = Server::start(|_, out| answer(out, "404 x", "", b""));
    let through = format!("http://127.0.0.1:{}", proxy.port());
    let mut command = byline();
    command.env("http_proxy", &through);
    let message = failure(&command.arg("http://münchen.example/").output().unwrap());
    assert!(
        message.contains("http://münchen.example/ returned 404"),
        "{message}"
    );
    let requests = proxy.requests();
    assert!(
        requests[0].starts_with("CONNECT xn--mnchen-3ya.example:80 "),
        "{requests:?}"
    );
    let message = error_of(&["--timeout", "20", "http://bücher.invalid/"]);
    assert!(
        message.contains("cannot find the host bücher.invalid"),
        "{message}"
    );
    let message = error_of(&["http://h:99999/"]);
    assert!(
        message.contains("cannot connect to port 99999 of h:"),
        "{message}"
    );
}
