//! Hostile texts, generated because they are large.

/// Repeats `piece` to twenty megabytes, divided by `shrink`.
fn fill(piece: &str, shrink: usize) -> Vec<u8> {
    piece
        .repeat(20_000_000 / shrink / piece.len() + 1)
        .into_bytes()
}

/// Every kind of hostile text with its file name; sizes are divided by `shrink`.
pub(crate) fn texts(shrink: usize) -> Vec<(String, Vec<u8>)> {
    let prose = "Some words, with commas, and enough of them to count as an article. ";
    let repeated = [
        ("prose.txt", prose),
        ("letters.txt", "a "),
        ("capitals.txt", "A "),
        ("names.txt", "John Smith said. "),
        ("names-alone.txt", "the John "),
        ("countries.txt", "France "),
        ("hyphens.txt", "A-"),
        ("stops.txt", ". "),
        ("marks.txt", ",;"),
        ("line-feeds.txt", "\n"),
        ("short-lines.txt", "a\n"),
        ("short-paragraphs.txt", "a\n\n"),
        ("items.txt", "- a\n"),
        ("quotations.txt", "> "),
        ("one-word.txt", "a"),
        ("ideographs.txt", "中文。"),
        ("cyrillic.txt", "Владимир Путин сказал. "),
        ("arabic.txt", "مرحبا بالعالم "),
        ("accents.txt", "e\u{301}"),
        ("escapes.txt", "\u{1b}[31mred\u{1b}[0m "),
        ("backspaces.txt", "x\u{8}x"),
        ("initials.txt", "J."),
        ("addresses.txt", "a.b-c@d.e "),
    ];
    let mut texts: Vec<(String, Vec<u8>)> = repeated
        .iter()
        .map(|(name, piece)| ((*name).to_owned(), fill(piece, shrink)))
        .collect();
    let mut add = |name: &str, bytes: Vec<u8>| texts.push((name.to_owned(), bytes));
    let distinct: String = (0..1_000_000 / shrink)
        .map(|n| {
            let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
            let word: String = [n, n / 26, n / 676, n / 17_576]
                .map(letter)
                .iter()
                .collect();
            format!("Mr X{word}ov spoke. ")
        })
        .collect();
    add("names-all-different.txt", distinct.into_bytes());
    let utf16: Vec<u8> = fill(prose, 2 * shrink)
        .iter()
        .flat_map(|&byte| [byte, 0])
        .collect();
    add("utf-16.txt", [b"\xff\xfe".as_slice(), &utf16].concat());
    add("utf-16-halves.txt", {
        let halves = b"\xd8\x00".repeat(10_000_000 / shrink);
        [b"\xfe\xff".as_slice(), &halves].concat()
    });
    add("latin-1.txt", b"\xe9 \xe0 \xfc ".repeat(3_000_000 / shrink));
    add(
        "shift-jis.txt",
        b"\x93\xfa\x96{\x8c\xea\n".repeat(2_800_000 / shrink),
    );
    add(
        "broken-utf-8.txt",
        b"abc \xff\xfe\x80 ".repeat(2_500_000 / shrink),
    );
    let notes: String = (0..250_000 / shrink)
        .map(|n| format!("[^{n}]: a\n\n"))
        .collect();
    add("notes.md", notes.into_bytes());
    for (name, piece) in [
        ("stars.md", "*a "),
        ("links.md", "[a](b) "),
        ("brackets.md", "["),
        ("program.md", "`a"),
        ("rows.md", "|c|d|\n|-|-|\n"),
        ("deep-quotations.md", ">"),
    ] {
        add(name, fill(piece, 8 * shrink));
    }
    add(
        "mail-in-mail.eml",
        (0..20_000 / shrink)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n"))
            .fold(
                "From: a@b\nSubject: x\nMIME-Version: 1.0\n".to_owned(),
                |all, part| all + &part,
            )
            .into_bytes(),
    );
    add(
        "mail-of-headers.eml",
        [
            b"From: a@b\n".to_vec(),
            fill("Subject: x\n", shrink),
            b"\ntext".to_vec(),
        ]
        .concat(),
    );
    texts
}
