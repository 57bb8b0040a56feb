//! Tests of the HTML page: it is well-formed whatever the article contains, contains nothing active, and has readable colours.

use super::*;
use crate::document::{Builder, Document, InlineStyle, Language};
use crate::entities;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn page(document: &Document) -> String {
    let mut out = Vec::new();
    let entities = &entities::read(document);
    write(AnnotatedDocument { document, entities }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Protects: the source link uses the full URL even if only its beginning is shown, and never includes a password.
#[test]
fn a_long_source_url_is_linked_in_full() {
    let long = format!("https://example.org/{}?end=1", "a/".repeat(150));
    let shown: String = long.chars().take(200).chain(['…']).collect();
    let document = |address: &str| {
        let mut builder = Builder::new(&shown);
        builder.push("Ann Lee spoke.");
        builder.end(BlockKind::Paragraph);
        page(
            &builder
                .finish()
                .with_browse_target(BrowseTarget::from_url(address)),
        )
    };
    let secret = long.replace("https://", "https://me:secret@");
    for address in [&long, &secret] {
        let page = document(address);
        assert!(page.contains(&format!("href=\"{long}\">{shown}</a>")));
        assert!(!page.contains("secret"));
    }
    assert!(!document("https://other.example/").contains("other.example"));
}

/// A tag: its name, its attributes, and whether it ends an element.
type TestTag = (String, BTreeMap<String, String>, bool);

/// Parses the tags of a page, which must be written strictly, with all text between them escaped.
fn tags(page: &str) -> Vec<TestTag> {
    let mut tags = Vec::new();
    let mut rest = page
        .strip_prefix("<!DOCTYPE html>\n")
        .expect("a page of HTML 5");
    while let Some((text, tag)) = rest.split_once('<') {
        assert!(!text.contains('>'), "text is escaped: {text}");
        let (tag, after) = tag.split_once('>').expect("tags are closed");
        let ends = tag.starts_with('/');
        let tag = tag.trim_start_matches('/').trim_end_matches('/');
        let (name, mut rest_of_tag) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while let Some((key, value)) = rest_of_tag.trim_start().split_once("=\"") {
            let (value, more) = value.split_once('"').expect("values are quoted");
            let before = attributes.insert(key.to_owned(), value.to_owned());
            assert!(before.is_none(), "{key} twice in {tag}");
            rest_of_tag = more;
        }
        assert!(rest_of_tag.trim().is_empty(), "{tag}");
        rest = after;
        if name == "style" && !ends {
            rest = &after[after.find("</style>").expect("styles end")..];
        }
        let single = matches!(name, "meta" | "br" | "hr" | "path" | "circle");
        if !single {
            tags.push((name.to_owned(), attributes, ends));
        } else if name != "br" && name != "hr" {
            assert!(
                name == "meta" || page.contains(&format!("<{tag}/>")),
                "{tag}"
            );
        }
    }
    tags
}

/// Asserts that elements nest, ids are unique, every link leads to an id or to an allowed URL, and nothing is active.
fn check(page: &str) {
    let (mut open, mut ids, mut links): (Vec<String>, _, _) =
        (Vec::new(), BTreeSet::new(), Vec::new());
    for (name, attributes, ends) in tags(page) {
        if ends {
            assert_eq!(open.pop().as_ref(), Some(&name), "{open:?}");
            continue;
        }
        let banned = ["script", "img", "iframe", "object", "form", "link", "base"];
        assert!(!banned.contains(&name.as_str()), "{name}");
        assert!(name != "a" || !open.contains(&name), "a link in a link");
        let within = open.last().map_or("", String::as_str);
        match name.as_str() {
            "li" => assert!(matches!(within, "ol" | "ul"), "li in {within}"),
            "ol" | "ul" if within == "ol" || within == "ul" => panic!("{name} in {within}"),
            "tr" => assert!(matches!(within, "thead" | "tbody"), "tr in {within}"),
            _ => {}
        }
        for (key, value) in &attributes {
            assert!(
                !key.starts_with("on") && key != "src" && key != "style",
                "{key}"
            );
            match key.as_str() {
                "id" => assert!(ids.insert(value.clone()), "{value} twice"),
                "href" if value.starts_with('#') => {
                    links.push(value.trim_start_matches('#').to_owned());
                }
                "href" => {
                    assert!(linkable(value).is_some(), "{value}");
                    assert_eq!(attributes.get("rel").map(String::as_str), Some("noopener"));
                }
                _ => {}
            }
        }
        open.push(name);
    }
    assert!(open.is_empty(), "{open:?}");
    for link in links {
        assert!(ids.contains(&link), "#{link} leads nowhere");
    }
}

fn article() -> Document {
    let mut builder = Builder::new("https://example.org/a?b=1&c=2");
    builder.meta_mut().title = Some("Talks <b>in</b> \"Oslo\"".to_owned());
    builder.meta_mut().authors = vec!["By A & B".to_owned()];
    builder.push("Talks <b>in</b> \"Oslo\"");
    builder.end(BlockKind::Title);
    let start = builder.begin();
    builder.push("Angela Merkel met ");
    let name = builder.len();
    builder.push("Vladimir Putin");
    builder.add_link(name, "https://example.org/putin?a=1&b=2");
    builder.push(" of Russia");
    builder.add_style(start, InlineStyle::Strong);
    builder.push(". Putin said that Merkel ");
    let bad = builder.len();
    builder.push("agreed");
    builder.add_link(bad, "javascript:alert(1)");
    builder.push(".");
    builder.end(BlockKind::Paragraph);
    builder.finish()
}

/// Protects: the structure of the page, the links from mention to mention, and mentions inside links.
#[test]
fn mentions_link_to_the_next_mention() {
    let page = page(&article());
    check(&page);
    assert!(page.contains("<title>Talks &lt;b&gt;in&lt;/b&gt; &quot;Oslo&quot;</title>"));
    assert!(page.contains("<p class=\"about\">By A &amp; B</p>"));
    let linked = "<a class=\"out\" rel=\"noopener\" href=\"https://example.org/putin?a=1&amp;b=2\"><mark id=\"m";
    assert!(page.contains(linked), "{page}");
    assert!(page.contains(
        "title=\"Vladimir Putin, 1 of 2\">Vladimir Putin</mark></a><a class=\"on\" href=\"#m"
    ));
    assert!(page.contains("title=\"Angela Merkel, 1 of 2\"><strong>Angela Merkel</strong></a>"));
    assert!(!page.contains("javascript"));
    assert!(page.contains("From <a rel=\"noopener\" href=\"https://example.org/a?b=1&amp;c=2\">"));
    for wanted in [
        "class=\"land\"",
        "class=\"lit\"",
        "<circle ",
        "<title>Russia: 1 mention · capital Moscow",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    let policy = "content=\"default-src 'none'; style-src 'unsafe-inline'";
    assert!(page.contains(policy));
}

/// Protects: a local path, which is private, does not appear in the page.
#[test]
fn a_local_path_is_not_shown() {
    let mut builder = Builder::new("/home/ada/secret.txt");
    builder.push("It rained.");
    builder.end(BlockKind::Paragraph);
    let page = page(&builder.finish());
    check(&page);
    assert!(!page.contains("secret"));
    assert!(page.contains("0 people") && page.contains("None mentioned."));
}

/// Protects: nested lists, paragraphs in items, tables, quotations, and the language become the right elements.
#[test]
fn blocks_become_the_right_elements() {
    let mut builder = Builder::new("test");
    builder.meta_mut().language = Some(Language {
        code: "deu",
        name: "German",
    });
    let item = |marker: &str, depth| BlockKind::ListItem {
        marker: marker.to_owned(),
        depth,
    };
    let row = |heading| BlockKind::TableRow {
        columns: 2,
        heading,
        is_first: heading,
    };
    for (words, kind, quotes) in [
        ("Chapter", BlockKind::Heading(1), 0),
        ("one", item("1.", 0), 0),
        ("below", item("  ", 0), 0),
        ("inner", item("•", 1), 0),
        ("box", item("[x]", 1), 0),
        ("two", item("2.", 0), 0),
        ("deep", item("•", 3), 0),
        ("Said\nshe", BlockKind::Verse, 2),
        ("quoted item", item("•", 0), 1),
        ("Land\nWho", row(true), 0),
        ("Oslo\n<3", row(false), 0),
        ("if (a < b) {\n}", BlockKind::Code, 0),
        ("A picture", BlockKind::Caption, 0),
        ("", BlockKind::Rule, 0),
    ] {
        builder.set_quote_depth(quotes);
        builder.push(words);
        builder.end(kind);
    }
    let page = page(&builder.finish());
    check(&page);
    for wanted in [
        "<html lang=\"de\">",
        "<h2>Chapter</h2>",
        "<ol>\n<li value=\"1\">one<p>below</p><ul>\n<li>inner</li>\n<li class=\"own\"><span class=\"marker\">[x]</span> box</li>\n</ul>\n</li>\n<li value=\"2\">two<ul>\n<li>deep</li>\n</ul>\n</li>\n</ol>",
        "<blockquote>\n<blockquote>\n<p class=\"verse\">Said<br>she</p>\n</blockquote>\n<ul>\n<li>quoted item</li>\n</ul>\n</blockquote>",
        "<thead>\n<tr><th>Land</th><th>Who</th></tr>\n</thead>\n<tbody>\n<tr><td>",
        "</td><td>&lt;3</td></tr>\n</tbody>",
        "<pre><code>if (a &lt; b) {\n}</code></pre>",
        "<figcaption>A picture</figcaption>",
        "<hr>",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
}

/// Documents with blocks of every kind and with styles and links that overlap.
fn any_document() -> impl Strategy<Value = Document> {
    let piece = (0..9_usize, 0..7_usize);
    let block = (
        0..11_usize,
        0..4_u8,
        0..3_u8,
        proptest::collection::vec(piece, 1..7),
    );
    proptest::collection::vec(block, 1..9).prop_map(|blocks| {
        let mut builder = Builder::new("<x>");
        for (kind, depth, quotes, pieces) in blocks {
            builder.set_quote_depth(quotes);
            let mut starts = Vec::new();
            for (word, style) in pieces {
                starts.push(builder.begin().max(builder.len()));
                let words = [
                    "Angela Merkel ",
                    "Norway",
                    "\n",
                    "<a> & ",
                    "'\"",
                    "Mr. Putin of Russia ",
                    "x ",
                    "é",
                    "Oslo ",
                ];
                builder.push(words[word]);
                // Some begin far back, so that they overlap.
                let from = starts[(starts.len() - 1) / (style + 1)];
                match style {
                    0 => builder.add_style(from, InlineStyle::Emphasis),
                    1 => builder.add_style(from, InlineStyle::Strong),
                    2 => builder.add_style(from, InlineStyle::Code),
                    3 => builder.add_link(from, "https://example.org/\"<"),
                    4 => builder.add_link(from, "javascript:x"),
                    5 => builder.add_style(from, InlineStyle::Struck),
                    _ => {}
                }
            }
            let marker = ["•", "7.", "  ", "<i>"][usize::from(quotes + depth) % 4].to_owned();
            if kind == 5 {
                builder.end(BlockKind::Caption);
                builder.end(BlockKind::Rule);
                continue;
            }
            builder.end(match kind {
                0 => BlockKind::Title,
                1 => BlockKind::Heading(depth + 1),
                2 => BlockKind::Code,
                3 => BlockKind::Verse,
                4 => BlockKind::Caption,
                6 | 7 => BlockKind::ListItem { marker, depth },
                8 => BlockKind::TableRow {
                    columns: 3,
                    heading: depth == 0,
                    is_first: depth == 0,
                },
                _ => BlockKind::Paragraph,
            });
        }
        builder.finish()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]
    /// Protects: the page is well-formed and contains the text of the article, whatever ranges overlap.
    #[test]
    fn overlapping_ranges_give_a_well_formed_page(document in any_document()) {
        let page = page(&document);
        check(&page);
        let without_space = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(article_text(&page), without_space(document.text()));
    }
}

/// The text of the article on a page, without white space and without text that the page adds.
fn article_text(page: &str) -> String {
    let (_, article) = page.split_once("<article dir=\"auto\">").unwrap();
    let (article, _) = article.split_once("</article>").unwrap();
    let own = "(?s)<p class=\"ways\">.*?</p>|<span class=\"marker\">.*?</span>|<[^>]*>|\\s";
    let text = regex::Regex::new(own).unwrap().replace_all(article, "");
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let plain = |text: String, (safe, sign): (&str, &str)| text.replace(safe, sign);
    signs.into_iter().fold(text.into_owned(), plain)
}

/// The colours of one colour scheme in the style sheet, by name.
fn colours(scheme: &str) -> BTreeMap<&str, [f64; 3]> {
    let channel = |hex: &str, at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    let rules = scheme
        .split([';', '{', '}'])
        .filter_map(|rule| rule.trim().split_once(":#"));
    rules
        .filter(|(_, hex)| hex.len() == 6)
        .map(|(name, hex)| (name, [0, 2, 4].map(|at| channel(hex, at))))
        .collect()
}

/// The contrast ratio of two colours as defined by WCAG.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// Protects: all text is readable in the light and the dark scheme, on every background that it may have.
#[test]
fn colours_have_enough_contrast() {
    let (light, rest) = STYLE
        .split_once("@media (prefers-color-scheme:dark)")
        .unwrap();
    let (dark, _) = rest.split_once("}}").unwrap();
    for scheme in [light, dark] {
        let colours = colours(scheme);
        for (text, backgrounds) in [
            (
                "--foreground",
                &["--background", "--code", "--lit", "--here"][..],
            ),
            ("--quiet", &["--background"]),
            ("--person", &["--background", "--lit"]),
            ("--country", &["--background", "--lit"]),
            ("--link", &["--background"]),
        ] {
            for background in backgrounds {
                let contrast = contrast(colours[text], colours[background]);
                assert!(contrast >= 4.5, "{text} on {background}: {contrast:.2}");
            }
        }
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains("</"));
}
