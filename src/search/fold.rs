//! What a letter that is typed may stand for: itself with any accent, and signs that no keyboard has.
//!
//! Owns the table, and the widening of a pattern by it. Promises that what matched before still matches.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

/// Small letters, and the same with accents.
const ACCENTED: [(char, &str); 23] = [
    ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęěẹẻẽếềểễệ"),
    ('g', "ĝğġģǧ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįıǐỉị"),
    ('j', "ĵ"),
    ('k', "ķǩ"),
    ('l', "ĺļľŀł"),
    ('m', "ṃ"),
    ('n', "ñńņňŉ"),
    ('o', "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűųưǔụủứừửữự"),
    ('w', "ŵẃẅ"),
    ('y', "ýÿŷỳỵỷỹ"),
    ('z', "źżž"),
    ('\'', "’‘ʼ"),
    ('"', "“”„«»"),
    ('-', "‐‑–"),
];

/// Accents that stand behind their letter as characters of their own.
const MARKS: (char, char) = ('\u{300}', '\u{36f}');

/// Whether `letter` is one of the table's letters with an accent, or an accent.
pub(super) fn has_accent(letter: char) -> bool {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    (MARKS.0..=MARKS.1).contains(&letter)
        || ACCENTED
            .iter()
            .any(|(plain, with)| plain.is_alphabetic() && with.contains(small))
}

/// `hir` with a blank for any white space, and, if `accents`, with every letter for itself with any accent.
pub(super) fn widen(hir: Hir, accents: bool) -> Hir {
    with_leaves(hir, &|leaf| match leaf {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(letters) => Hir::concat(letters.chars().map(|c| letter(c, accents)).collect()),
            Err(_) => Hir::literal(literal.0),
        },
        HirKind::Class(Class::Unicode(class)) if accents => of_class(class),
        leaf => as_it_is(leaf),
    })
}

/// What of `hir` can match in a text of ASCII alone: the same there, and much quicker, since word edges need no tables.
pub(super) fn in_ascii(hir: Hir) -> Hir {
    with_leaves(hir, &|leaf| match leaf {
        HirKind::Look(look) => Hir::look(plain_edge(look)),
        HirKind::Literal(literal) if !literal.0.is_ascii() => Hir::fail(),
        HirKind::Class(Class::Unicode(mut class)) => {
            class.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7f')]));
            Hir::class(Class::Unicode(class))
        }
        leaf => as_it_is(leaf),
    })
}

/// `hir` for a text whose only letters and digits are those of ASCII, whatever its signs: the same there, and much quicker.
pub(super) fn with_plain_edges(hir: Hir) -> Hir {
    with_leaves(hir, &|leaf| match leaf {
        HirKind::Look(look) => Hir::look(plain_edge(look)),
        leaf => as_it_is(leaf),
    })
}

/// `hir` with every part that has no parts of its own as `change` has it.
fn with_leaves(hir: Hir, change: &dyn Fn(HirKind) -> Hir) -> Hir {
    let all = |parts: Vec<Hir>| {
        let changed = parts.into_iter().map(|part| with_leaves(part, change));
        changed.collect()
    };
    match hir.into_kind() {
        HirKind::Repetition(mut repetition) => {
            *repetition.sub = with_leaves(*repetition.sub, change);
            Hir::repetition(repetition)
        }
        HirKind::Capture(mut capture) => {
            *capture.sub = with_leaves(*capture.sub, change);
            Hir::capture(capture)
        }
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)),
        leaf => change(leaf),
    }
}

/// A part that has none of its own, as it is.
fn as_it_is(leaf: HirKind) -> Hir {
    match leaf {
        HirKind::Look(look) => Hir::look(look),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        // The others have parts, and never come here.
        _ => Hir::empty(),
    }
}

/// An edge of words where no letter has an accent.
fn plain_edge(look: Look) -> Look {
    match look {
        Look::WordUnicode => Look::WordAscii,
        Look::WordUnicodeNegate => Look::WordAsciiNegate,
        Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndUnicode => Look::WordEndAscii,
        Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
        Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
        look => look,
    }
}

/// What one letter that is typed stands for.
fn letter(letter: char, accents: bool) -> Hir {
    if letter == ' ' {
        return repeated(white_space(), 1);
    }
    let plain = Hir::literal(letter.to_string().into_bytes());
    let has_forms = |(plain, _): &(char, &str)| plain.eq_ignore_ascii_case(&letter);
    if !accents || !ACCENTED.iter().any(has_forms) {
        return plain;
    }
    of_class(ClassUnicode::new([ClassUnicodeRange::new(letter, letter)]))
}

/// A class of letters, each with any accent.
fn of_class(mut class: ClassUnicode) -> Hir {
    let has = |class: &ClassUnicode, letter: char| {
        let mut ranges = class.iter();
        ranges.any(|range| range.start() <= letter && letter <= range.end())
    };
    let mut letters = false;
    for (plain, accented) in ACCENTED {
        let great = plain.to_ascii_uppercase();
        if has(&class, plain) {
            letters |= plain.is_alphabetic();
            for c in accented.chars() {
                class.push(ClassUnicodeRange::new(c, c));
            }
        }
        if great != plain && has(&class, great) {
            letters = true;
            let dotted = (great == 'I').then_some('İ');
            for c in accented.chars().filter_map(one_great).chain(dotted) {
                class.push(ClassUnicodeRange::new(c, c));
            }
        }
    }
    let marks = letters && !has(&class, MARKS.0);
    let class = Hir::class(Class::Unicode(class));
    if !marks {
        return class;
    }
    let any = ClassUnicode::new([ClassUnicodeRange::new(MARKS.0, MARKS.1)]);
    Hir::concat(vec![class, repeated(any, 0)])
}

/// The capital of a small letter, where it is one letter of its own.
fn one_great(small: char) -> Option<char> {
    let mut great = small.to_uppercase();
    let first = great.next().filter(|great| !great.is_ascii())?;
    great.next().is_none().then_some(first)
}

fn repeated(class: ClassUnicode, least: u32) -> Hir {
    Hir::repetition(regex_syntax::hir::Repetition {
        min: least,
        max: None,
        greedy: true,
        sub: Box::new(Hir::class(Class::Unicode(class))),
    })
}

/// What Unicode calls white space.
fn white_space() -> ClassUnicode {
    let ranges = [
        ('\t', '\r'),
        (' ', ' '),
        ('\u{85}', '\u{85}'),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
    ];
    ClassUnicode::new(ranges.map(|(from, to)| ClassUnicodeRange::new(from, to)))
}
