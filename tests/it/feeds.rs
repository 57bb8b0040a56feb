//! Feeds: what the list shows of each article, and that a hostile feed costs no more time than its size.

use crate::common::program::printed;
use byline::document::Feed;
use byline::load::{self, Content, FileFormat, LoadOptions, Source};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/feeds")
        .join(name)
}

fn feed(path: &Path, options: &LoadOptions) -> Result<Feed, String> {
    match load::open_content(&Source::Path(path.to_owned()), options, &|_| true) {
        Ok(Content::Feed(feed)) => Ok(feed),
        Ok(Content::Article(_)) => Err("an article".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Parses `text` as a feed.
fn parse_feed(text: &str) -> Result<Feed, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed");
    std::fs::write(&path, text).unwrap();
    let format = Some(FileFormat::Feed);
    feed(
        &path,
        &LoadOptions {
            format,
            ..LoadOptions::default()
        },
    )
}

/// Title, date and URL of each article.
fn rows(feed: &Feed) -> Vec<(&str, &str, &str)> {
    feed.items
        .iter()
        .map(|item| {
            (
                item.title.as_str(),
                item.date.as_deref().unwrap_or_default(),
                item.url.as_deref().unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn an_rss_2_feed_is_parsed() {
    let feed = feed(&fixture("rss2.xml"), &LoadOptions::default()).unwrap();
    assert_eq!(feed.title, "The Skerry Courier & Post");
    assert_eq!(
        rows(&feed),
        [
            (
                "Talks in Lisbon end ’well’, says Solheim",
                "2026-11-25",
                "https://courier.example/2026/talks?a=1&b=2"
            ),
            (
                "The whole story",
                "2026-11-24",
                "https://courier.example/whole"
            ),
            (
                "Only words, no title and no link: a note about Portugal.",
                "",
                ""
            ),
            ("A link that leads elsewhere", "", ""),
        ]
    );
    assert_eq!(feed.items[0].lead, "Ingrid Solheim of Norway was pleased …");
    let complete: Vec<bool> = feed
        .items
        .iter()
        .map(|i| i.body.as_ref().is_some_and(|b| b.is_complete))
        .collect();
    assert_eq!(complete, [false, true, false, false]);
}

#[test]
fn an_atom_feed_is_parsed() {
    let feed = feed(&fixture("atom.xml"), &LoadOptions::default()).unwrap();
    assert_eq!(feed.title, "Notes & queries");
    assert_eq!(
        rows(&feed),
        [
            (
                "Relative < absolute",
                "2026-11-19",
                "https://notes.example/blog/one"
            ),
            (
                "In its own markup",
                "2026-11-18",
                "https://notes.example/two"
            ),
        ]
    );
    assert_eq!(feed.items[0].lead, "Of links & their ends.");
    assert!(
        feed.items[1]
            .body
            .as_ref()
            .unwrap()
            .text
            .contains("<b>Japan</b>")
    );
}

#[test]
fn a_sloppy_rss_1_feed_in_another_encoding_is_parsed() {
    let feed = feed(&fixture("rdf.xml"), &LoadOptions::default()).unwrap();
    assert_eq!(feed.title, "Café news");
    assert_eq!(
        rows(&feed),
        [
            (
                "From Orléans, France",
                "2003-06-10",
                "https://old.example/1"
            ),
            ("The second", "", "https://old.example/2"),
        ]
    );
}

#[test]
fn a_complete_article_in_the_feed_opens_without_a_network() {
    let feed = feed(&fixture("rss2.xml"), &LoadOptions::default()).unwrap();
    for (item, words) in [(1, "Angela Merkel"), (2, "a note about Portugal")] {
        let document =
            load::open_feed_item(&feed, item, &LoadOptions::default(), &|_| true).unwrap();
        assert!(document.text().contains(words), "{}", document.text());
    }
    let untitled = load::open_feed_item(&feed, 2, &LoadOptions::default(), &|_| true).unwrap();
    assert_eq!(
        untitled.text().matches("Portugal").count(),
        1,
        "its first words are not repeated as a title"
    );
    let error = load::open_feed_item(&feed, 3, &LoadOptions::default(), &|_| true).unwrap_err();
    assert!(error.to_string().contains("is only a title"), "{error}");
}

/// Protects: offline, the text that a feed includes can be read although the page cannot be opened, and is not taken
/// for the whole article.
#[test]
fn the_text_in_the_feed_is_read_if_the_page_does_not_open() {
    // Nothing listens there.
    let url = "http://127.0.0.1:1/page".to_owned();
    let mut feed = feed(&fixture("rss2.xml"), &LoadOptions::default()).unwrap();
    feed.items[2].url = Some(url);
    let document = load::open_feed_item(&feed, 2, &LoadOptions::default(), &|_| true).unwrap();
    assert!(document.text().contains("a note about Portugal"));
    let notice = document.meta().notice.as_deref().unwrap_or_default();
    assert!(notice.contains("could not be opened"), "{notice}");
    feed.items[2].body = None;
    let nothing = load::open_feed_item(&feed, 2, &LoadOptions::default(), &|_| true).unwrap_err();
    assert!(
        nothing.to_string().contains("connection refused"),
        "{nothing}"
    );
}

#[test]
fn a_truncated_feed_keeps_the_items_before_the_break() {
    let whole = std::fs::read_to_string(fixture("rss2.xml")).unwrap();
    let mut max_items = 0;
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        if let Ok(feed) = parse_feed(&whole[..end]) {
            assert!(feed.items.len() >= max_items, "{end}");
            max_items = feed.items.len();
        }
    }
    assert_eq!(max_items, 4);
    for none in ["<html><body>no feed</body></html>", "words", "<x/>", "<rss"] {
        assert!(
            parse_feed(none).unwrap_err().contains("as a feed"),
            "{none}"
        );
    }
    assert!(
        parse_feed("<rss><channel></channel></rss>")
            .unwrap()
            .items
            .is_empty()
    );
}

#[test]
fn hostile_feeds_end_and_yield_only_clean_text() {
    let item = "<item><title>T\u{1b}[2J&#27;[31m\u{202e}&#x202e;</title><link>https://x.example/\u{1b}]0;a</link>\
                <pubDate>\u{1b}[1m</pubDate><description>&#155;31m words</description></item>";
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">".to_owned();
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g"])
    {
        bomb += &format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10));
    }
    bomb += "]><rss><channel><title>&h;</title><item><title>&h;&h;</title></item></channel></rss>";
    let mut hostile = vec![
        format!("<rss><channel><title>\u{1b}[2J</title>{item}</channel></rss>"),
        bomb,
        format!("<rss><channel>{}", "<item>".repeat(200_000)),
        format!("<rss><channel><item>{}", "<title>".repeat(300_000)),
        format!(
            "<rss><channel><item><description>{}",
            "<div>".repeat(300_000)
        ),
        format!(
            "<rss><channel><item><title>{}</title></item>",
            "x".repeat(8 << 20)
        ),
        format!(
            "<rss><channel><item><title>{}</title></item>",
            "&#".repeat(1 << 20)
        ),
        format!(
            "<rss><channel><item><title>{}</title></item>",
            "&lt;".repeat(1 << 20)
        ),
        format!(
            "<rss><channel><item {}/></channel></rss>",
            "a='b' ".repeat(50_000)
        ),
        format!(
            "<feed><entry><link {}/></entry></feed>",
            "a='b' ".repeat(50_000)
        ),
        format!("<rss><channel>{}</channel></rss>", item.repeat(20_000)),
        "<rss><channel><item><title><![CDATA[".to_owned(),
        "</rss></channel><rss></item><item>".to_owned(),
    ];
    hostile.push(format!(
        "<feed><entry><content type='xhtml'>{}",
        "é<b>".repeat(2 << 20)
    ));
    let (count, mut items) = (hostile.len(), 0);
    for (nth, text) in hostile.into_iter().enumerate() {
        let feed = parse_feed(&text).unwrap_or_else(|error| panic!("{nth} of {count}: {error}"));
        items += feed.items.len();
        assert!(feed.items.len() <= 2000);
        let is_unsafe = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        for item in &feed.items {
            let shown = [
                &item.title,
                &item.lead,
                item.date.as_ref().unwrap_or(&item.title),
            ];
            for text in shown.into_iter().chain(&item.url) {
                assert!(!text.chars().any(is_unsafe), "{text:?}");
            }
            assert!(item.title.chars().count() <= 301);
        }
        assert!(feed.title.chars().count() <= 201 && !feed.title.chars().any(is_unsafe));
        load::feed_document(&feed);
    }
    assert!(items > 77, "{items}");
}

/// What the program prints for a feed, with these arguments.
fn printed_feed(arguments: &[&str]) -> String {
    let path = fixture("rss2.xml");
    printed(&[arguments, &[path.to_str().unwrap()]].concat())
}

#[test]
fn piped_output_of_a_feed_is_its_list() {
    let text = printed_feed(&[]);
    assert!(
        text.starts_with("The Skerry Courier & Post\n\nTalks in Lisbon"),
        "{text}"
    );
    assert!(
        text.contains("\n2026-11-25\nhttps://courier.example/2026/talks?a=1&b=2\n"),
        "{text}"
    );
    let json = printed_feed(&["--json"]);
    assert!(
        json.starts_with("{\"feed\":\"The Skerry Courier & Post\",\"source\":"),
        "{json}"
    );
    assert!(json.contains("\"items\":[{\"title\":\"Talks in Lisbon end ’well’, says Solheim\",\"date\":\"2026-11-25\""), "{json}");
    let people = printed_feed(&["--people"]);
    assert!(people.contains("Solheim"), "{people}");
}

/// Protects: all of HTML's names of characters are known in titles, leads and addresses.
#[test]
fn every_named_character_is_read() {
    let feed = parse_feed(
        r#"<rss version="2.0"><channel><title>F&eacute;</title><item>
        <title>Milo&scaron; &Zcaron;i&zcaron;ka</title><link>https://example.org/?a=1&amp;b=2</link>
        <description>&lt;p&gt;in &amp;Omega;-town&lt;/p&gt;</description></item></channel></rss>"#,
    )
    .unwrap();
    assert_eq!(feed.title, "Fé");
    assert_eq!(
        rows(&feed),
        [("Miloš Žižka", "", "https://example.org/?a=1&b=2")]
    );
    assert_eq!(feed.items[0].lead, "in Ω-town");
}

/// Protects: relative addresses in a file are those of the channel's page.
#[test]
fn relative_addresses_belong_to_the_page_of_the_channel() {
    let feed = parse_feed(
        "<rss version='2.0'><channel><title>F</title><link>https://example.org/blog/</link>\
         <item><title>One</title><link>/post/1</link></item>\
         <item><title>Two</title><link>2</link></item></channel></rss>",
    )
    .unwrap();
    assert_eq!(
        rows(&feed),
        [
            ("One", "", "https://example.org/post/1"),
            ("Two", "", "https://example.org/blog/2")
        ]
    );
}

/// Protects: a feed in JSON is recognised by its content and shows the same fields.
#[test]
fn a_json_feed_is_parsed() {
    let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Skerry",
        "home_page_url": "https://example.org/", "items": [
        {"id": "1", "url": "/1", "title": "The quays", "date_published": "2026-11-25T10:00:00Z",
         "content_html": "<p>Ann <b>Lee</b> spoke.</p>"},
        {"id": "2", "content_text": "No title here"}, {}]}"#;
    let raw = load::RawContent::new(text.as_bytes().to_vec(), byline::error::SafeText::new("a"));
    assert_eq!(
        raw.resolve_format(&LoadOptions::default()),
        FileFormat::Feed
    );
    let feed = parse_feed(text).unwrap();
    assert_eq!(feed.title, "The Skerry");
    assert_eq!(
        rows(&feed),
        [
            ("The quays", "2026-11-25", "https://example.org/1"),
            ("No title here", "", "")
        ]
    );
    assert_eq!(feed.items[0].lead, "Ann Lee spoke.");
    assert!(parse_feed(r#"{"version": "2", "items": []}"#).is_err());
}

/// Protects: a list of feeds can be chosen from.
#[test]
fn an_opml_file_lists_its_feeds() {
    let feed = parse_feed(
        r#"<opml version="2.0"><head><title>My feeds</title></head><body><outline text="News">
        <outline type="rss" text="One &amp; all" xmlUrl="https://example.org/rss"/>
        <outline type="rss" title="Two" xmlUrl="https://example.org/atom"></outline>
        <outline text="A note"/></outline></body></opml>"#,
    )
    .unwrap();
    assert_eq!(feed.title, "My feeds");
    assert_eq!(
        rows(&feed),
        [
            ("One & all", "", "https://example.org/rss"),
            ("Two", "", "https://example.org/atom")
        ]
    );
}

/// Protects: a feed is recognised behind a declaration that defines names, with a prefix, and in UTF-16.
#[test]
fn unusual_beginnings_are_recognised() {
    let format = |bytes: Vec<u8>| {
        let raw = load::RawContent::new(bytes, byline::error::SafeText::new("a"));
        raw.resolve_format(&LoadOptions::default())
    };
    let declared = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x \"y\"> ]><rss version='2.0'>";
    let prefixed = "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>";
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain("<rss version='2.0'>".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [declared.into(), prefixed.into(), wide] {
        assert_eq!(format(bytes), FileFormat::Feed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Protects: no corrupted feed crashes the program, and each of its articles opens or reports why not.
    #[test]
    fn a_corrupted_feed_is_read_or_refused(
        which in 0..3_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let name = ["rss2.xml", "atom.xml", "rdf.xml"][which];
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        for (from, to, byte) in cuts {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            match byte % 3 {
                0 => bytes[from] = byte,
                1 => {
                    let piece: Vec<u8> = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.splice(from..from, piece);
                }
                _ => drop(bytes.drain(from..(from + usize::from(byte)).min(bytes.len()))),
            }
            bytes.truncate(100_000);
            bytes.push(b'>');
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed");
        std::fs::write(&path, &bytes).unwrap();
        let format = Some(FileFormat::Feed);
        if let Ok(feed) = feed(&path, &LoadOptions { format, ..LoadOptions::default() }) {
            load::feed_document(&feed);
            for (index, item) in feed.items.iter().enumerate() {
                // Nothing is fetched in this test.
                if item.url.is_none() {
                    let _ = load::open_feed_item(&feed, index, &LoadOptions::default(), &|_| true);
                }
            }
        }
    }
}

/// Protects: titles and texts that Atom 0.3 has in base64 are read, in whatever encoding, and others are left alone.
#[test]
fn titles_in_base64_are_decoded() {
    let entry = |title: &str| format!("<entry>{title}<link href='https://example.org/1'/></entry>");
    let feed = parse_feed(&format!(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'>\
         <title mode='base64' type='text/plain'>VGhlIGZlZWQ=</title>{}{}{}{}</feed>",
        entry(
            "<title type='text/html' mode='base64'>\n VGFsa3MgaW4gPGI+TGlz\n Ym9uPC9iPg==\n</title>"
        ),
        entry("<title mode='base64'>Q2Fm6SBpbiBQYXJpcywgRnJhbmNl</title>"),
        entry("<title mode='escaped'>VGhlIGZlZWQ=</title>"),
        entry("<title mode='base64'>no base64!</title>"),
    ))
    .unwrap();
    assert_eq!(feed.title, "The feed");
    let titles: Vec<&str> = feed.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Talks in Lisbon",
            "Café in Paris, France",
            "VGhlIGZlZWQ=",
            "no base64!"
        ]
    );
}

/// Protects: a page knows the first feed that it announces, whatever its address is relative to, and nothing else as one.
#[test]
fn a_page_knows_the_feed_that_it_announces() {
    let feed_url = |head: &str, url: Option<&str>| {
        let page = format!(
            "<!DOCTYPE html><html><head><title>T</title>{head}</head><body><p>Words.</p></body></html>"
        );
        let mut raw =
            load::RawContent::new(page.into_bytes(), byline::error::SafeText::new("page"));
        raw.url = url.map(str::to_owned);
        load::parse(&raw, &LoadOptions::default())
            .unwrap()
            .meta()
            .feed_url
            .clone()
    };
    let page = Some("https://example.org/news/today.html");
    for (head, url, expected) in [
        (
            "<link rel=alternate type=application/rss+xml href='/feed.xml'><link rel=alternate type=application/atom+xml href='/comments.xml'>",
            page,
            Some("https://example.org/feed.xml"),
        ),
        (
            "<base href='https://cdn.example.org/a/'><link rel='ALTERNATE home' type='application/atom+xml; charset=utf-8' href=feed.atom>",
            page,
            Some("https://cdn.example.org/a/feed.atom"),
        ),
        (
            "<link rel=canonical href='https://example.org/a'><link rel=alternate type=application/feed+json href='feed.json'>",
            None,
            Some("https://example.org/feed.json"),
        ),
        (
            "<link rel=alternate type=application/json href='/wp-json/1'>",
            page,
            None,
        ),
        ("<link rel=alternate hreflang=de href='/de'>", page, None),
        (
            "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>",
            page,
            None,
        ),
        (
            "<link rel=alternate type=application/rss+xml href='/feed.xml'>",
            None,
            None,
        ),
    ] {
        assert_eq!(feed_url(head, url).as_deref(), expected, "{head}");
    }
}
