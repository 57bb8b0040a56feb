//! Addresses, with the real program and a server on this machine that misbehaves. Protects: what can be read is read, what
//! cannot be is told in one sentence with the step that failed, and nothing a server does goes on without end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "fetch/server.rs"]
mod server;

use server::{Server, answer, path};
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

const TEXT: &[u8] =
    b"The talks\n\nAngela Merkel met Vladimir Putin of Russia in Berlin on Monday.\n";

/// The program without the settings of whoever runs the tests.
fn byline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    for name in ["COLUMNS", "NO_COLOR", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
        command.env_remove(name);
    }
    // Nobody's own corrections and history count here.
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    byline().args(arguments).output().unwrap()
}

/// What is printed of the article at `address`.
#[track_caller]
fn read(address: &str) -> String {
    read_with(byline().arg(address))
}

#[track_caller]
fn read_with(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.is_empty(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

/// The sentence with which the program ends.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    sentence(&run(arguments))
}

#[track_caller]
fn sentence(output: &Output) -> String {
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(output.stdout.is_empty());
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(!told.trim_end().chars().any(char::is_control), "{told:?}");
    told
}

/// A server that answers every path with the same.
fn serving(status: &'static str, headers: &'static str, body: &'static [u8]) -> Server {
    Server::start(move |_, out| answer(out, status, headers, body))
}

#[test]
fn a_page_of_plain_text_is_read_and_its_address_is_its_source() {
    let server = serving("200 OK", "Content-Type: text/plain\r\n", TEXT);
    let json = read_with(byline().arg("--json").arg(server.at("/talks")));
    assert!(json.contains("Angela Merkel"), "{json}");
    assert!(
        json.contains(&format!("\"source\":\"{}\"", server.at("/talks"))),
        "{json}"
    );
    let head = server.asked().remove(0);
    assert!(head.starts_with("GET /talks HTTP/1.1\r\n"), "{head}");
    assert!(
        head.to_lowercase().contains("accept-encoding: gzip, br"),
        "{head}"
    );
    assert!(head.contains("byline/"), "{head}");
}

#[test]
fn the_program_calls_itself_what_a_person_says() {
    let server = serving("200 OK", "", TEXT);
    let named = ["--user-agent", "Somebody 1.0"];
    read_with(byline().args(named).arg(server.at("/")));
    assert!(server.asked()[0].contains("Somebody 1.0\r\n"));
}

#[test]
fn redirects_are_followed_to_the_final_address() {
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
fn a_loop_of_redirects_ends() {
    let server = serving("302 Found", "Location: /again\r\n", b"");
    let told = refused(&[&server.at("/first")]);
    assert!(
        told.contains("more than 10 times") && told.contains("/first"),
        "{told}"
    );
    assert_eq!(server.asked().len(), 11);
}

#[test]
fn a_page_cannot_lead_to_a_file() {
    for to in [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/plain,hello",
        "javascript:1",
        "gopher://a\u{1b}[2J",
    ] {
        let location = format!("Location: {}\r\n", to.replace('\u{1b}', "\\"));
        let server = Server::start(move |_, out| answer(out, "302 Found", &location, b""));
        let told = refused(&[&server.at("/")]);
        assert!(
            told.contains("leads on to") && told.contains("http and https"),
            "{told}"
        );
    }
}

#[test]
fn a_person_cannot_open_another_scheme_either() {
    let told = refused(&["ftp://example.invalid/x"]);
    assert!(
        told.contains("ftp://example.invalid/x is not an address of the web"),
        "{told}"
    );
}

#[test]
fn the_status_is_told_in_words_whatever_the_body_says() {
    for (status, words) in [
        ("404 Whatever", "404 Not Found; check the address"),
        ("403 No", "403 Forbidden; it is not open"),
        ("410 x", "410 Gone"),
        (
            "500 x",
            "500 Internal Server Error; the server is in trouble",
        ),
        ("503 x", "503 Service Unavailable"),
        ("429 x", "429 Too Many Requests; wait"),
        ("799 x", "799 "),
    ] {
        let server = Server::start(move |_, out| answer(out, status, "", TEXT));
        let told = refused(&[&server.at("/page")]);
        assert!(told.contains(words) && told.contains("/page"), "{told}");
    }
}

#[test]
fn packed_pages_are_unpacked() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(TEXT).unwrap();
    let gzip = packer.finish().unwrap();
    // One stored block, and the end: the simplest Brotli there is.
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
fn a_bomb_stops_at_the_limit() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let line = b"A bomb that unpacks to very much more than it is.\n".repeat(20_000);
    for _ in 0..200 {
        packer.write_all(&line).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    let server =
        Server::start(move |_, out| answer(out, "200 OK", "Content-Encoding: gzip\r\n", &bomb));
    let told = refused(&["--max-bytes", "5M", &server.at("/")]);
    assert!(
        told.contains("larger than 5M") && told.contains("--max-bytes"),
        "{told}"
    );
}

#[test]
fn a_page_that_announces_too_much_is_not_read() {
    let server = Server::start(|_, out| {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
        )?;
        out.flush()?;
        thread::sleep(Duration::from_secs(3600));
        Ok(())
    });
    let told = refused(&["--max-bytes", "500K", &server.at("/")]);
    assert!(told.contains("larger than 500K"), "{told}");
}

#[test]
fn a_page_as_large_as_the_limit_is_read() {
    let server = serving("200 OK", "", TEXT);
    let limit = TEXT.len().to_string();
    read_with(byline().args(["--max-bytes", &limit]).arg(server.at("/")));
    let limit = (TEXT.len() - 1).to_string();
    assert!(refused(&["--max-bytes", &limit, &server.at("/")]).contains("larger than"));
}

#[test]
fn a_slow_drip_ends() {
    let server = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")?;
        loop {
            out.write_all(b"drip ")?;
            out.flush()?;
            thread::sleep(Duration::from_millis(100));
        }
    });
    let told = refused(&["--timeout", "1", &server.at("/")]);
    assert!(
        told.contains("longer than 1 s;") && told.contains("--timeout"),
        "{told}"
    );
}

#[test]
fn a_server_that_says_nothing_ends_too() {
    let silent = Server::start(|_, _| {
        thread::sleep(Duration::from_secs(3600));
        Ok(())
    });
    let told = refused(&["--timeout", "1", &silent.at("/")]);
    assert!(told.contains("longer than 1 s;"), "{told}");
}

#[test]
fn a_body_that_is_cut_short_is_no_article() {
    let server = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")?;
        out.write_all(TEXT)
    });
    let told = refused(&[&server.at("/")]);
    assert!(told.contains("ended before all"), "{told}");
    let chunked = Server::start(|_, out| {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n"
        )
    });
    let told = refused(&[&chunked.at("/")]);
    assert!(told.contains("ended before all"), "{told}");
    let nothing = Server::start(|_, _| Ok(()));
    let told = refused(&[&nothing.at("/")]);
    assert!(told.contains("ended before all"), "{told}");
}

#[test]
fn an_answer_that_is_no_http_is_told() {
    for bytes in [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\u{1b}[2J",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all",
    ] {
        let server = Server::start(move |_, out| out.write_all(bytes.as_bytes()));
        let told = refused(&[&server.at("/")]);
        assert!(
            told.contains("cannot be read") || told.contains("ended before"),
            "{told}"
        );
    }
}

#[test]
fn huge_headers_are_refused_and_many_are_not_endless() {
    let long = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\nX: ")?;
        for _ in 0..4096 {
            out.write_all(&[b'x'; 1024])?;
        }
        answer(out, "200 OK", "", TEXT)
    });
    refused(&["--timeout", "20", &long.at("/")]);
    let endless = Server::start(|_, out| {
        write!(out, "HTTP/1.1 200 OK\r\n")?;
        loop {
            write!(out, "X-Header: value\r\n")?;
        }
    });
    refused(&["--timeout", "20", &endless.at("/")]);
}

#[test]
fn an_empty_page_is_told() {
    let server = serving("200 OK", "", b"");
    assert!(refused(&[&server.at("/")]).contains("is empty"));
    let server = Server::start(|_, out| write!(out, "HTTP/1.1 204 No Content\r\n\r\n"));
    assert!(refused(&[&server.at("/")]).contains("is empty"));
}

#[test]
fn the_charset_of_the_header_decides() {
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
        // A header that is wrong, and one that names nothing.
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
fn what_is_no_text_is_named() {
    let server = serving(
        "200 OK",
        "Content-Type: image/png\r\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    );
    let told = refused(&[&server.at("/cat")]);
    assert!(told.contains("/cat looks like a PNG image"), "{told}");
}

#[test]
fn hosts_that_are_not_there_are_told_apart() {
    let told = refused(&["--timeout", "20", "http://no-such-host.invalid/page"]);
    assert!(
        told.contains("no host is called no-such-host.invalid"),
        "{told}"
    );
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let told = refused(&[&format!("http://127.0.0.1:{port}/")]);
    assert!(
        told.contains(&format!("127.0.0.1:{port} refuses the connection")),
        "{told}"
    );
}

#[test]
fn a_certificate_that_nobody_signed_is_refused() {
    let server = Server::secure(|_, out| answer(out, "200 OK", "", TEXT));
    let told = refused(&[&format!("https://localhost:{}/", server.port())]);
    assert!(told.contains("certificate of localhost"), "{told}");
    assert!(told.contains("nobody whom this system trusts"), "{told}");
    assert!(server.asked().is_empty(), "nothing is asked before that");
}

#[test]
#[cfg(target_os = "linux")]
fn a_certificate_that_the_system_trusts_is_trusted() {
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fetch/authority.pem");
    let server = Server::secure(|_, out| answer(out, "200 OK", "", TEXT));
    let trusting = |host: &str| {
        let mut command = byline();
        command.env("SSL_CERT_FILE", authority);
        command.arg(format!("https://{host}:{}/", server.port()));
        command
    };
    assert!(read_with(&mut trusting("localhost")).contains("Angela Merkel"));
    let told = sentence(&trusting("127.0.0.1").output().unwrap());
    assert!(told.contains("it is for another name"), "{told}");
}

#[test]
fn https_at_a_server_without_it_is_told() {
    let server = Server::start(|_, out| answer(out, "400 Bad Request", "", b"no"));
    let told = refused(&[
        "--timeout",
        "20",
        &format!("https://127.0.0.1:{}/", server.port()),
    ]);
    assert!(
        told.contains("does not speak https there") || told.contains("ended before"),
        "{told}"
    );
}

#[test]
fn a_proxy_from_the_environment_is_asked() {
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
    let asked = proxy.asked();
    assert!(
        asked[0].starts_with("CONNECT page.invalid:80 "),
        "{asked:?}"
    );

    let page = serving("200 OK", "", TEXT);
    let mut direct = byline();
    direct
        .env("ALL_PROXY", "http://127.0.0.1:9")
        .env("NO_PROXY", "127.0.0.1");
    assert!(read_with(direct.arg(page.at("/"))).contains("Angela Merkel"));
}

#[test]
fn a_proxy_that_does_not_answer_is_named_without_its_password() {
    let mut command = byline();
    command.env("ALL_PROXY", "http://me:secret@127.0.0.1:1");
    let told = sentence(&command.arg("http://page.invalid/").output().unwrap());
    assert!(told.contains("the proxy 127.0.0.1:1 refuses"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn a_password_in_an_address_is_not_shown() {
    let server = serving("404 x", "", b"");
    let address = server.at("/page").replace("http://", "http://me:secret@");
    let told = refused(&[&address]);
    assert!(!told.contains("secret") && told.contains("/page"), "{told}");
}

#[test]
fn a_page_without_its_scheme_is_proposed_with_one() {
    let told = refused(&["example.invalid/page"]);
    assert!(
        told.contains("write https://example.invalid/page"),
        "{told}"
    );
    assert!(!refused(&["no-such-file.txt"]).contains("https"));
}
