//! Generates hostile pages, which are too large to store as fixtures.

/// Every kind of hostile page with its name. Sizes are divided by `shrink`.
#[expect(clippy::too_many_lines, reason = "it is a list")]
pub(crate) fn pages(shrink: usize) -> Vec<(&'static str, String)> {
    let n = |full: usize| (full / shrink).max(2);
    let nest = |tag: &str, count: usize| {
        format!(
            "{}text{}",
            format!("<{tag}>").repeat(count),
            format!("</{tag}>").repeat(count)
        )
    };
    let numbered =
        |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let prose = "Some words, with commas, and enough of them to count as an article. ";
    let mut pages = vec![
        ("deep div", nest("div", n(100_000))),
        ("deep div, open", "<div>".repeat(n(100_000)) + "text"),
        ("deep span", nest("span", n(100_000))),
        ("deep b", "<b>".repeat(n(50_000)) + "text"),
        ("deep font", nest("font", n(50_000))),
        ("deep blockquote", nest("blockquote", n(20_000))),
        ("deep ul", "<ul><li>".repeat(n(20_000)) + "text"),
        ("deep table", "<table><tr><td>".repeat(n(5_000)) + "text"),
        (
            "deep div in table",
            "<table>".to_owned() + &"<div>".repeat(n(50_000)) + "text",
        ),
        ("deep template", nest("template", n(50_000))),
        ("deep svg", format!("<svg>{}", nest("g", n(50_000)))),
        ("deep math", format!("<math>{}", nest("mrow", n(50_000)))),
        ("deep select", "<select><option>".repeat(n(50_000)) + "text"),
        ("deep object", nest("object", n(50_000))),
        ("deep p in button", "<button><p>".repeat(n(20_000)) + "text"),
        ("links", "<a>".repeat(n(200_000)) + "text"),
        ("links with text", "<a href=x>word ".repeat(n(200_000))),
        ("crossed styles", "<b><i>x</b>y</i>".repeat(n(100_000))),
        (
            "reopened styles",
            numbered(400, &|i| format!("<b id={i}>")) + &"<p>x".repeat(n(100_000)),
        ),
        ("attributes", {
            let many = numbered(n(50_000), &|i| format!(" a{i}=\"{i}\""));
            format!("<p{many}>text</p><p>more text")
        }),
        (
            "endless attributes",
            "<p".to_owned() + &numbered(n(2_000_000), &|i| format!(" a{i}")),
        ),
        (
            "attributes with slashes",
            "<p/".to_owned() + &numbered(n(1_000_000), &|i| format!("a{i}/")),
        ),
        (
            "attribute of 20 MB",
            format!("<p title=\"{}\">text</p>", "x y ".repeat(n(5_000_000))),
        ),
        (
            "name of 20 MB",
            format!("<{}>text", "x".repeat(n(20_000_000))),
        ),
        (
            "comment of 20 MB",
            format!("<!--{}-->text", "- ".repeat(n(10_000_000))),
        ),
        (
            "script of 20 MB",
            format!("text<script>{}</script>", "a<b && c ".repeat(n(2_000_000))),
        ),
        (
            "text of 20 MB",
            prose.repeat(n(20_000_000) / prose.len() + 1),
        ),
        (
            "paragraphs of 20 MB",
            format!("<p>{prose}</p>").repeat(n(20_000_000) / (prose.len() + 7) + 1),
        ),
        ("breaks of 20 MB", "<br>".repeat(n(5_000_000)) + "text"),
        ("breaks with words", "word<br>".repeat(n(1_000_000))),
        ("references of 20 MB", "&amp;".repeat(n(4_000_000))),
        ("unclosed references", "&".repeat(n(5_000_000)) + "text"),
        ("less-than signs", "<".repeat(n(20_000_000)) + "text"),
        ("open tags", "<p<p<p ".repeat(n(2_000_000)) + "text"),
        ("end tags", "</div>".repeat(n(2_000_000)) + "text"),
        ("500k paragraphs", "<p>a".repeat(n(500_000))),
        (
            "100k rows",
            format!(
                "<table>{}</table>",
                "<tr><td>a</td><td>b</td></tr>\n".repeat(n(100_000))
            ),
        ),
        (
            "wide rows",
            format!(
                "<table>{}</table>",
                "<tr><td colspan=1000 rowspan=65534>a".repeat(n(100_000))
            ),
        ),
        (
            "one row",
            format!("<table><tr>{}", "<td>cell".repeat(n(500_000))),
        ),
        ("text in tables", "<table>x".repeat(n(20_000))),
        ("items", "<li>item".repeat(n(300_000))),
        ("headings", "<h2>Related</h2>".repeat(n(100_000))),
        (
            "definitions",
            format!("<dl>{}", "<dt>a<dd>b".repeat(n(100_000))),
        ),
        (
            "figures",
            "<figure><img alt=\"a b c\"><figcaption>d</figcaption></figure>".repeat(n(50_000)),
        ),
        ("rules", "<hr>".repeat(n(1_000_000)) + "text"),
        (
            "notes",
            format!("<p>{}", "w<sup><a href=#a>1</a></sup>".repeat(n(100_000))),
        ),
        (
            "quotes",
            format!(
                "<p>{}",
                "<q>".repeat(n(400)) + &"<q>x</q>".repeat(n(200_000))
            ),
        ),
        (
            "tabs",
            format!("<pre>{}", "\t".repeat(n(5_000_000)) + "text"),
        ),
        (
            "combining marks",
            format!("<p>a{}", "\u{301}".repeat(n(2_000_000))),
        ),
        (
            "combining marks in tags",
            format!("<p>a{}", "<b>\u{301}</b>".repeat(n(100_000))),
        ),
        (
            "soft hyphens",
            format!("<p>{}", "a\u{ad}<b>b</b>".repeat(n(200_000))),
        ),
        (
            "escape sequences",
            format!("<p>{}", "&#27;]0;x&#7;<b>y</b>".repeat(n(200_000))),
        ),
        ("nul", "<p>a\0b".repeat(n(200_000))),
        (
            "classes",
            "<p class=byline>By x</p><p class=date>2024</p>".repeat(n(100_000)),
        ),
        (
            "json",
            format!(
                "<script type=application/ld+json>{}</script>text",
                "[".repeat(n(1_000_000))
            ),
        ),
        (
            "metas",
            "<meta name=author content=x>".repeat(n(200_000)) + "text",
        ),
        ("titles", "<title>x</title><h1>x</h1>".repeat(n(100_000))),
        ("framesets", "<frameset><frame src=x>".repeat(n(100_000))),
        (
            "noscript",
            format!("<noscript>{}</noscript>", "<p>a".repeat(n(100_000))),
        ),
        (
            "hidden",
            format!("<div hidden>{}</div>", "<p>a".repeat(n(100_000))),
        ),
        (
            "unclosed",
            "<div><p><ul><li><b><table><tr><td><a href=x>y".repeat(n(100_000)),
        ),
        (
            "deeply nested text",
            format!(
                "{}{}",
                "<div class=a>".repeat(400),
                format!("<p>{prose}</p>").repeat(n(5_000_000) / prose.len())
            ),
        ),
        (
            "divs in divs",
            format!(
                "<div>{}</div>",
                "<div><div><div>a, b</div></div></div>".repeat(n(50_000))
            ),
        ),
        (
            "plaintext",
            "<plaintext>".to_owned() + &"<p>x".repeat(n(500_000)),
        ),
        (
            "video address in text",
            "<p>text<iframe src=\"日youtube.com\"></iframe><object>日youtube.com</object>"
                .to_owned(),
        ),
    ];
    let noise: String = {
        let words = [
            "<div>",
            "</div>",
            "<p>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<ul>",
            "<li>",
            "<b>",
            "</b>",
            "<a href=x>",
            "</a>",
            "<pre>",
            "</pre>",
            "<sup>",
            "<q>",
            "<br>",
            "&amp;",
            "&#0;",
            "word ",
            "\u{202e}",
            "é",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<figure>",
            "<figcaption>",
            "<blockquote>",
            "</blockquote>",
            "<h1>",
            "<img alt='a b'>",
            "<svg>",
            "<template>",
            "</template>",
            "<select>",
            "<ruby>",
            "<rt>",
            "<noscript>",
            "\0",
            "\t",
            "<",
        ];
        let mut state = 7_u32;
        (0..n(1_000_000))
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                words[(state >> 16) as usize % words.len()]
            })
            .collect()
    };
    pages.push(("noise", noise));
    pages
}
