use super::*;

/// Protects: links resolve as they do in a browser, and only to the web or to mail.
#[test]
fn links_are_resolved_as_browsers_do() {
    let base = BaseUrl::new(Some("https://example.org/news/a/storm.html?p=2#top"), None);
    for (link, expected) in [
        ("https://a.org/x", Some("https://a.org/x")),
        ("HTTP://a.org", Some("http://a.org")),
        ("//b.org/y", Some("https://b.org/y")),
        ("/root", Some("https://example.org/root")),
        ("next.html", Some("https://example.org/news/a/next.html")),
        (
            "../b/./c?q=../z",
            Some("https://example.org/news/b/c?q=../z"),
        ),
        ("../../../..", Some("https://example.org/")),
        ("?p=3", Some("https://example.org/news/a/storm.html?p=3")),
        (
            "#note",
            Some("https://example.org/news/a/storm.html?p=2#note"),
        ),
        ("mailto:a@b.org", Some("mailto:a@b.org")),
        ("a b.html", Some("https://example.org/news/a/a%20b.html")),
        (" \n/x\ty ", Some("https://example.org/xy")),
        ("javascript:alert(1)", None),
        ("JAVA\tSCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("", None),
    ] {
        assert_eq!(base.resolve(link).as_deref(), expected, "{link:?}");
    }
}

/// Protects: a picture is looked for where a browser would, beside a saved page first; nothing else becomes its address.
#[test]
fn pictures_are_resolved() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::write(root.join("here.png"), "x").unwrap();
    let page = root.join("page.html");
    let file = |name: &str| Some(format!("file://{}/{name}", root.display()));
    let web = |url: &str| Some(url.to_owned());
    let saved = BaseUrl::new(Some("https://example.org/a/b"), None).of_file(Some(&page));
    let local = BaseUrl::default().of_file(Some(&page));
    let book = BaseUrl::of_chapter("OEBPS/text/one.xhtml");
    for (base, link, address) in [
        (&saved, "here.png", file("here.png")),
        (&saved, "gone.png", web("https://example.org/a/gone.png")),
        (&local, "./gone%20a.png", file("gone%20a.png")),
        (&local, "/root.png", None),
        (
            &local,
            "//example.org/a.png",
            web("https://example.org/a.png"),
        ),
        (&local, "file:///etc/passwd", None),
        (&local, "book:x", None),
        (&local, "cid:x", None),
        (&local, "mailto:a@example.org", None),
        (
            &book,
            "../images/a%20b.png",
            web("book:OEBPS/images/a b.png"),
        ),
        (&book, "../../../../etc/passwd", web("book:etc/passwd")),
        (&book, "file:///etc/passwd", None),
        (
            &book,
            "https://example.org/a.png",
            web("https://example.org/a.png"),
        ),
        (
            &local,
            "data:image/png;base64,AA\n AA",
            web("data:image/png;base64,AAAA"),
        ),
        (&local, "data:text/html,x", None),
        (&local, "data:image/png,\u{1b}[2J", None),
        (&local, "data:image/png,\u{e9}", None),
    ] {
        assert_eq!(base.resolve_picture(link), address, "{link:?}");
    }
}

#[test]
fn without_a_page_url_only_absolute_links_resolve() {
    let base = BaseUrl::new(None, None);
    assert_eq!(base.resolve("/a"), None);
    assert_eq!(base.resolve("#a"), None);
    assert_eq!(
        base.resolve("//a.org/b").as_deref(),
        Some("https://a.org/b")
    );
    let based = BaseUrl::new(None, Some("https://a.org/b/"));
    assert_eq!(based.resolve("c").as_deref(), Some("https://a.org/b/c"));
    let moved = BaseUrl::new(Some("https://a.org/b/c"), Some("/d/"));
    assert_eq!(moved.resolve("e").as_deref(), Some("https://a.org/d/e"));
}
