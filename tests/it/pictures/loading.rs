//! Loading pictures: every format, every source, and what is refused.

use crate::common::book::{CONTAINER, MIMETYPE, archive, chapter, package};
use crate::common::server::{Server, answer, path};
use byline::document::Picture;
use byline::load::{self, LoadOptions, Source};
use flate2::Crc;
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/pictures")
        .join(name)
}

/// Loads the picture at `address`, of an article that says nothing about it.
fn open(address: &str) -> Result<Picture, String> {
    open_from(address, &Source::Sample)
}

fn open_from(address: &str, article: &Source) -> Result<Picture, String> {
    load::open_picture(address, article, &LoadOptions::default(), &|_| true)
        .map_err(|error| error.to_string())
}

/// Loads a file with these bytes.
fn open_bytes(bytes: &[u8]) -> Result<Picture, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture");
    fs::write(&path, bytes).unwrap();
    open(&format!("file://{}", path.display()))
}

/// Whether `found` is nearly `expected`: JPEG and lossy WebP change colours a little.
fn is_near(found: [u8; 3], expected: [u8; 3]) -> bool {
    found
        .iter()
        .zip(expected)
        .all(|(one, other)| one.abs_diff(other) < 12)
}

/// Protects: every kind of every format is decoded, in its true colours; what is transparent is white, and an animation is its
/// first picture.
#[test]
fn every_format_is_decoded() {
    let (red, blue, white, black) = ([255, 0, 0], [0, 0, 255], [255; 3], [0; 3]);
    for (name, left, right) in [
        ("rgb.png", red, blue),
        ("palette.png", red, blue),
        ("transparent.png", red, white),
        ("grey.png", black, white),
        ("deep.png", white, white),
        ("baseline.jpg", red, blue),
        ("progressive.jpg", red, blue),
        ("grey.jpg", black, white),
        ("cmyk.jpg", red, blue),
        ("lossy.webp", red, blue),
        ("transparent.webp", red, white),
        ("plain.gif", red, blue),
        ("animated.gif", red, blue),
    ] {
        let picture = open(&format!("file://{}", fixture(name).display())).unwrap();
        assert_eq!((picture.width(), picture.height()), (32, 24), "{name}");
        let found = (picture.pixel(2, 12), picture.pixel(29, 12));
        assert!(
            is_near(found.0, left) && is_near(found.1, right),
            "{name}: {found:?}"
        );
    }
}

/// Protects: a photograph stands upright, however the camera was held.
#[test]
fn photographs_stand_upright() {
    let picture = open(&format!("file://{}", fixture("turned.jpg").display())).unwrap();
    assert_eq!((picture.width(), picture.height()), (24, 32));
    let (top, bottom) = (picture.pixel(12, 2), picture.pixel(12, 29));
    assert!(is_near(top, [255, 0, 0]) && is_near(bottom, [0, 0, 255]));
}

/// Protects: a picture that is cut off or damaged anywhere gives a sentence or a picture, and never a panic.
#[test]
fn damaged_pictures_are_refused() {
    for entry in fs::read_dir(fixture("")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for end in 0..bytes.len() {
            if let Err(message) = open_bytes(&bytes[..end]) {
                assert!(message.starts_with("cannot show picture: "), "{message}");
            }
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            let _ = open_bytes(&damaged);
        }
    }
}

/// The head of a PNG file of this size, with its sum.
fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend(width.to_be_bytes());
    chunk.extend(height.to_be_bytes());
    chunk.extend([8, 6, 0, 0, 0]);
    let mut sum = Crc::new();
    sum.update(&chunk);
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec();
    file.extend(&chunk);
    file.extend(sum.sum().to_be_bytes());
    file
}

/// Protects: a small file that claims to be a huge picture is refused before memory is taken for it.
#[test]
fn decompression_bombs_are_refused() {
    let mut png = png_head(60_000, 60_000);
    png.extend(b"\0\0\0\0IDAT\0\0\0\0");
    let mut gif = b"GIF89a\xff\xff\xff\xff\0\0\0".to_vec();
    gif.extend(b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x4c\x01\0;");
    let mut jpeg = fs::read(fixture("baseline.jpg")).unwrap();
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == b"\xff\xc0")
        .unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    let mut webp = fs::read(fixture("lossy.webp")).unwrap();
    let size = webp
        .windows(3)
        .position(|bytes| bytes == b"\x9d\x01\x2a")
        .unwrap();
    webp[size + 3..size + 7].copy_from_slice(&[0xff, 0x3f, 0xff, 0x3f]);
    for (name, bytes) in [("png", png), ("gif", gif), ("jpeg", jpeg), ("webp", webp)] {
        let message = open_bytes(&bytes).unwrap_err();
        assert_eq!(
            message, "cannot show picture: it has more than 50 million pixels",
            "{name}"
        );
    }
    let none = open_bytes(&png_head(0, 9)).unwrap_err();
    assert_eq!(none, "cannot show picture: it is damaged");
}

/// Protects: what is no picture is refused with the reason, whatever its name.
#[test]
fn what_is_no_picture_is_named() {
    for (bytes, why) in [
        (
            &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
            "it is an SVG drawing, which byline cannot draw",
        ),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg/>",
            "it is an SVG drawing, which byline cannot draw",
        ),
        (
            b"<!doctype html><title>Not found</title>",
            "there is a page in its place",
        ),
        (
            b"\0\0\0\x1cftypavif",
            "it is an AVIF, HEIC or video file, which byline cannot read",
        ),
        (b"BM words", "it is not a PNG, JPEG, GIF or WebP picture"),
        (b"", "it is empty"),
    ] {
        assert_eq!(
            open_bytes(bytes).unwrap_err(),
            format!("cannot show picture: {why}")
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.png");
    fs::File::create(&large)
        .unwrap()
        .set_len((20 << 20) + 1)
        .unwrap();
    let address = |path: &Path| format!("file://{}", path.display());
    for (address, message) in [
        (
            address(&large),
            "cannot show large.png: it is larger than 20 MiB",
        ),
        (
            address(&folder.path().join("gone.png")),
            "cannot show gone.png: there is no such file",
        ),
        (
            "file:///dev/zero".to_owned(),
            "cannot show zero: it is not a file",
        ),
        (
            "data:image/png;base64,%%%".to_owned(),
            "cannot show the picture in the page: it is damaged",
        ),
        (
            "data:image/png".to_owned(),
            "cannot show the picture in the page: it is damaged",
        ),
        (
            "book:a/b.png".to_owned(),
            "cannot show b.png: the book came from a pipe and is no longer there",
        ),
    ] {
        assert_eq!(open(&address).unwrap_err(), message);
    }
}

/// Protects: names in messages cannot act on the terminal, and say nothing secret.
#[test]
fn names_in_messages_are_harmless() {
    for (address, name) in [
        (
            "https://me:secret@example.org/a/b%20c.png?key=1",
            "b c.png of example.org",
        ),
        ("https://example.org", "the picture of example.org"),
        ("file:///tmp/%1b%5b2Jx.png", "x.png"),
        ("book:a/b\u{202e}.png", "b.png"),
        ("data:image/png;base64,AAAA", "the picture in the page"),
    ] {
        assert_eq!(load::picture_name(address).to_string(), name);
    }
    let long = load::picture_name(&format!("file:///{}", "x".repeat(4000)));
    assert_eq!(long.as_str().len(), 60);
}

/// Protects: a picture within the address itself is shown, with or without base64.
#[test]
fn pictures_in_addresses_are_loaded() {
    let bytes = fs::read(fixture("rgb.png")).unwrap();
    let coded = base64_of(&bytes);
    let escaped: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    for address in [
        format!("data:image/png;base64,{coded}"),
        format!(
            "DATA:image/png;charset=x;BASE64,{}",
            coded.trim_end_matches('=')
        ),
        format!(
            "data:image/png;base64,{}",
            coded.replace('+', "%2B").replace('/', "%2f")
        ),
        format!("data:image/png,{escaped}"),
    ] {
        let picture = open(&address).unwrap();
        assert_eq!(picture.pixel(1, 1), [255, 0, 0]);
    }
}

/// `bytes` in base64.
fn base64_of(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::new();
    for group in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..group.len()].copy_from_slice(group);
        let number = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let index = number >> (18 - 6 * place) & 63;
            coded.push(if place > group.len() {
                '='
            } else {
                char::from(LETTERS[index as usize])
            });
        }
    }
    coded
}

/// Protects: a picture of a book is read from the book, by the address that its chapter gives, and nothing outside it is.
#[test]
fn pictures_of_books_are_loaded() {
    let manifest = "<item id='one' href='text/one.xhtml' media-type='application/xhtml+xml'/>";
    let body = "<p>Words of a chapter.</p><img src='../pictures/a%20red.png' alt='A red square'/>\
        <img src='../../../../etc/passwd'/><p>More words.</p>";
    let png = fs::read(fixture("rgb.png")).unwrap();
    let bytes = archive(&[
        MIMETYPE,
        CONTAINER,
        (
            "OEBPS/book.opf",
            package(manifest, "<itemref idref='one'/>").as_bytes(),
        ),
        ("OEBPS/text/one.xhtml", chapter(body).as_bytes()),
        ("OEBPS/pictures/a red.png", &png),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.epub");
    fs::write(&path, bytes).unwrap();
    let source = Source::Path(path);
    let document = load::open(&source, &LoadOptions::default()).unwrap();
    let addresses: Vec<&str> = document.pictures().iter().map(|it| &*it.address).collect();
    assert_eq!(
        addresses,
        ["book:OEBPS/pictures/a red.png", "book:etc/passwd"]
    );
    assert_eq!(
        open_from(addresses[0], &source).unwrap().pixel(1, 1),
        [255, 0, 0]
    );
    let missing = open_from(addresses[1], &source).unwrap_err();
    assert_eq!(missing, "cannot show passwd: its file is missing");
}

/// Protects: a picture of an e-mail is read from the part with its `Content-ID`, whatever characters that has.
#[test]
fn pictures_of_mail_are_loaded() {
    let png = base64_of(&fs::read(fixture("rgb.png")).unwrap());
    let mail = format!(
        "From: Ada Abelsen <ada@example.org>\r\nSubject: The new boat\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/html\r\n\r\n\
         <p>This is the boat that we have bought.</p><img src=\"CID:boat%2Bsea@example.org\" alt=\"A red boat\">\
         <img src=\"cid:gone@example.org\">\r\n\
         --b\r\nContent-Type: image/png\r\nContent-ID: <boat+sea@example.org>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{png}\r\n--b--\r\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("boat.eml");
    fs::write(&path, mail).unwrap();
    let source = Source::Path(path);
    let document = load::open(&source, &LoadOptions::default()).unwrap();
    assert!(document.text().contains("[A red boat]"));
    let addresses: Vec<&str> = document.pictures().iter().map(|it| &*it.address).collect();
    let [boat, gone] = *addresses else {
        panic!("{addresses:?}")
    };
    assert_eq!(open_from(boat, &source).unwrap().pixel(1, 1), [255, 0, 0]);
    assert_eq!(
        open_from(gone, &source).unwrap_err(),
        "cannot show the picture in the e-mail: the e-mail has no such part"
    );
    assert_eq!(
        open_from(boat, &Source::Stdin).unwrap_err(),
        "cannot show the picture in the e-mail: the e-mail came from a pipe and is no longer there"
    );
}

/// Protects: a picture on the web is fetched whatever its media type, with a limit on its bytes; errors name it, and it can be
/// cancelled.
#[test]
fn pictures_on_the_web_are_fetched() {
    let png = fs::read(fixture("rgb.png")).unwrap();
    let server = Server::start(move |request, out| match path(request) {
        // Many servers send anything as a page.
        "/a.png" => answer(out, "200 OK", "Content-Type: text/html\r\n", &png),
        "/page" => answer(out, "200 OK", "", b"<!doctype html><p>Log in"),
        "/moved" => answer(out, "302 Found", "Location: /a.png\r\n", b""),
        "/file" => answer(out, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/large" => write!(out, "HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n"),
        "/endless" => {
            write!(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            loop {
                out.write_all(&[7; 1 << 12])?;
            }
        }
        _ => answer(out, "404 Not Found", "", b""),
    });
    let url = |path: &str| server.at(path);
    assert_eq!(open(&url("/a.png")).unwrap().pixel(1, 1), [255, 0, 0]);
    assert_eq!(open(&url("/moved")).unwrap().pixel(1, 1), [255, 0, 0]);
    let page = open(&url("/page")).unwrap_err();
    assert!(page.ends_with(": there is a page in its place"), "{page}");
    for (path, words) in [
        ("/gone.png", "gone.png"),
        ("/large", "20M"),
        ("/endless", "20M"),
        ("/file", "file:///etc/passwd"),
    ] {
        let message = open(&url(path)).unwrap_err();
        assert!(
            message.contains(words) && message.lines().count() == 1,
            "{message}"
        );
    }
    let calls = Cell::new(0);
    let stop = |_| {
        calls.set(calls.get() + 1);
        calls.get() < 4
    };
    let cancelled = load::open_picture(
        &url("/endless"),
        &Source::Sample,
        &LoadOptions::default(),
        &stop,
    );
    assert!(cancelled.is_err());
    assert!(calls.get() < 9);
}
