//! Where articles say that their pictures are, and where these stand in the text.

use byline::document::Document;
use byline::error::SafeText;
use byline::load::{self, FileFormat, LoadOptions, RawContent};

/// The document of `text`, which came from `https://example.org/news/a.html`.
fn read(format: FileFormat, text: &str) -> Document {
    let mut raw = RawContent::new(text.as_bytes().to_vec(), SafeText::new("page"));
    raw.declared_format = Some(format);
    raw.url = Some("https://example.org/news/a.html".to_owned());
    load::parse(&raw, &LoadOptions::default()).unwrap()
}

/// The pictures: their addresses, their words, and the text that they stand at; `^` and the beginning of the block after it where
/// there is none.
fn pictures(document: &Document) -> Vec<(&str, &str, String)> {
    let pictures = document.pictures().iter();
    pictures
        .map(|picture| {
            let place = match document.slice(picture.range.clone()) {
                "" => {
                    let rest = document.slice(picture.range.start..document.text().len());
                    format!("^{}", rest.chars().take(9).collect::<String>())
                }
                text => text.to_owned(),
            };
            (&*picture.address, picture.alt.as_str(), place)
        })
        .collect()
}

const PROSE: &str = "Angela Merkel met Vladimir Putin of Russia in Berlin on Monday, and both of them spoke for hours about the \
    winter, the price of gas and the state of the roads between Poland and Germany. Nobody expected much of it.";

/// Protects: the pictures of a page are known, at their captions if they have one, in the size that is large enough, also where a
/// script would load them; icons, faces and counters are not.
#[test]
fn pages_say_where_pictures_are() {
    let page = format!(
        "<!doctype html><title>The talks</title><article><h1>The talks</h1><p>{PROSE}</p>\
        <figure><img src='/img/one.jpg' alt='A lamp on an old table'><figcaption>A lamp on an old table, lit.</figcaption></figure>\
        <p>{PROSE}</p><img src='two.jpg' alt='A second lamp on the floor'><p>{PROSE}</p>\
        <img src='three.jpg'><p>Third: {PROSE}</p>\
        <img src='data:image/gif;base64,R0lG' data-src='lazy.jpg' alt='The lamp that comes late'><p>{PROSE}</p>\
        <img src='s.jpg' srcset='m.jpg 800w, l.jpg 1600w, x.jpg 5000w' alt='The lamp in every size'><p>{PROSE}</p>\
        <img src='dot.gif' width=1 height=1><img class='user-avatar' src='face.jpg' alt='Face of the author'>\
        <img src='javascript:alert(1)' alt='Not a picture at all'><p>{PROSE}</p></article>"
    );
    let document = read(FileFormat::Html, &page);
    let found = pictures(&document);
    let site = |path: &str| format!("https://example.org{path}");
    let addresses: Vec<&str> = found.iter().map(|(address, ..)| *address).collect();
    assert_eq!(
        addresses,
        [
            site("/img/one.jpg"),
            site("/news/two.jpg"),
            site("/news/three.jpg"),
            site("/news/lazy.jpg"),
            site("/news/l.jpg")
        ]
    );
    let places: Vec<&str> = found.iter().map(|(.., place)| place.as_str()).collect();
    assert_eq!(
        places,
        [
            "A lamp on an old table, lit.",
            "[A second lamp on the floor]",
            "^Third: An",
            "[The lamp that comes late]",
            "[The lamp in every size]"
        ]
    );
    assert_eq!(found[0].1, "A lamp on an old table");
}

/// Protects: the pictures of Markdown are known, those of HTML in it too, and one without words stands before what follows it.
#[test]
fn markdown_says_where_pictures_are() {
    let text = "# Lamps\n\nA lamp: ![A lamp on a table](img/a.png \"title\")\n\n![](b.png)\n\nMore words.\n\n\
        <img src='/c.png' alt='Another lamp'>\n\nIn a line <img src='d.png'> of text.\n\n![gone](file:///etc/passwd)\n";
    let document = read(FileFormat::Markdown, text);
    assert_eq!(
        pictures(&document),
        [
            (
                "https://example.org/news/img/a.png",
                "A lamp on a table",
                "A lamp on a table".to_owned()
            ),
            (
                "https://example.org/news/b.png",
                "",
                "^More word".to_owned()
            ),
            (
                "https://example.org/c.png",
                "Another lamp",
                "[Another lamp]".to_owned()
            ),
            (
                "https://example.org/news/d.png",
                "",
                "^In a line".to_owned()
            ),
        ]
    );
}

/// Protects: what the text of an article is does not depend on its pictures.
#[test]
fn pictures_change_no_text() {
    let page = |img: &str| {
        format!(
            "<!doctype html><title>T</title><article><p>{PROSE}</p>{img}<p>{PROSE}</p><p>{PROSE}</p></article>"
        )
    };
    let with = read(FileFormat::Html, &page("<img src='a.png'>"));
    let without = read(FileFormat::Html, &page(""));
    assert_eq!(with.text(), without.text());
    assert_eq!((with.pictures().len(), without.pictures().len()), (1, 0));
}
