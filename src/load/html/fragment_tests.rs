//! What the one walk makes of the markup in letters, books and Markdown.

use super::*;
use crate::document::BlockKind;
use std::fmt::Write as _;

fn read(markup: &str) -> String {
    let mut builder = Builder::new("test");
    write_fragment(markup, FragmentOptions::default(), &mut builder);
    let document = builder.finish();
    let mut shown = String::new();
    for block in document.blocks() {
        let text = document.slice(block.range.clone()).replace('\n', "/");
        let kind = match &block.kind {
            BlockKind::ListItem { marker, depth } => format!("{depth}{marker}"),
            BlockKind::Heading(level) => format!("H{level}"),
            BlockKind::TableRow {
                columns, heading, ..
            } => {
                format!("R{columns}{}", if *heading { "h" } else { "" })
            }
            other => format!("{other:?}").chars().take(1).collect(),
        };
        let quote = ">".repeat(usize::from(block.quote_depth));
        write!(shown, "{kind}{quote}|{text} ").unwrap();
    }
    for inline in document.inlines() {
        let text = document.slice(inline.range.clone());
        write!(shown, "{:?}={text} ", inline.style).unwrap();
    }
    for link in document.links() {
        let text = document.slice(link.range.clone());
        write!(shown, "{text}->{} ", link.target).unwrap();
    }
    shown
}

/// Protects: each element becomes the block that it stands for.
#[test]
fn elements_become_blocks() {
    for (markup, shown) in [
        ("<h2> A\n b </h2><p>c<p>d</p>e", "H2|A b P|c P|d P|e "),
        (
            "<ul><li>a<li>b<ol start=3><li>c</ol></ul>",
            "0•|a 0•|b 13.|c ",
        ),
        (
            "<ol><li><p>a</p><p>b</p></li><li>c</li></ol>",
            "01.|a 0  |b 02.|c ",
        ),
        (
            "<blockquote><p>a</p><blockquote>b</blockquote></blockquote>",
            "P>|a P>>|b ",
        ),
        ("<pre>\n a\n\tb</pre>", "C| a/    b "),
        ("<p>a<br/>b<br/>c</p>", "V|a/b/c "),
        ("a<br><br>b", "P|a P|b "),
        ("x<hr/>y", "P|x R| P|y "),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>1</p><p>2</p></td><td>3</td></tr></table>",
            "R2h|a/b R2|1 2/3 ",
        ),
        (
            "<table><tr><td><ul><li>x</ul></td><td>y</table>",
            "0•|x P|y ",
        ),
        (
            "<figure><img alt='A ship'/><figcaption>At sea</figcaption></figure>",
            "C|At sea ",
        ),
        ("<p><img alt='W'/>hen</p><img alt='cover.jpg'/>", "P|When "),
        ("m<sup>2</sup> H<sub>2</sub>O", "P|m² H₂O "),
        ("<p>x<a epub:type='noteref' href='#n'>1</a></p>", "P|x[1] "),
        (
            "<head><title>no</title></head><script>if (a<b) {}</script>yes",
            "P|yes ",
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "P|a 0–|b Strong=a "),
    ] {
        assert_eq!(read(markup), shown, "{markup}");
    }
}

/// Protects: styles and links cover their words without the spaces around them, and continue over the end of a block.
#[test]
fn styles_and_links_cover_exactly_their_words() {
    assert_eq!(read("a <em> b </em> c"), "P|a b c Emphasis=b ");
    assert_eq!(
        read("<b><p>a</p><p>b</p></b><a href='https://x.org'>c</a><a href='#d'>d</a>"),
        "P|a P|b P|cd Strong=a Strong=b c->https://x.org "
    );
    assert_eq!(read("<a href='JavaScript:x'>y</a>"), "P|y ");
}

/// Protects: nested equal styles count once, so their cost does not multiply with the number of blocks.
#[test]
fn nested_equal_styles_count_once() {
    let mut builder = Builder::new("test");
    let markup = ["<b>".repeat(200), "<p>x</p>".repeat(500)].concat();
    write_fragment(&markup, FragmentOptions::default(), &mut builder);
    assert_eq!(builder.finish().inlines().len(), 500);
}

/// Protects: markup with unclosed or deeply nested elements is read to its end.
#[test]
fn hostile_markup_is_read_to_its_end() {
    for piece in [
        "<div>",
        "<ul><li>",
        "<blockquote>",
        "<table>",
        "<table><tr><td>",
        "<em>",
        "<a href=https://x>",
        "</p>",
        "<p>a",
        "<br>",
        "<sup>1",
        "<pre>",
        "&#27;]0;",
        "<td>",
        "<li>x",
    ] {
        let shown = read(&(piece.repeat(20_000) + "the end"));
        assert!(shown.contains("the end"), "{piece}");
    }
}

/// Protects: in XHTML an element that ends with its start tag has no content, whatever HTML makes of it.
#[test]
fn elements_of_xhtml_end_where_they_say() {
    let markup = "<html><head><title/><script src='a.js'/></head><body><p><a id='x'/>One <b/>two</p><div/><p>Three</p></body></html>";
    let mut builder = Builder::new("test");
    let options = FragmentOptions {
        is_xhtml: true,
        ..FragmentOptions::default()
    };
    write_fragment(markup, options, &mut builder);
    let document = builder.finish();
    assert_eq!(document.text(), "One two\n\nThree");
    assert!(document.inlines().is_empty());
}
