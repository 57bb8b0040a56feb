//! Widens a search pattern: plain letters also match their accented forms, and keyboard signs their typographic forms.
//!
//! Widening only adds alternatives, so whatever the pattern matched before still matches. The module also derives the
//! faster variants of a pattern for text without accented letters.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

/// Each plain lower-case letter or sign, and the characters that it also matches.
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

/// The first and the last of the combining diacritical marks, which follow the letter that they belong to.
const COMBINING_MARKS: (char, char) = ('\u{300}', '\u{36f}');

/// Whether `letter` is an accented letter of the table, in either case, or a combining mark.
pub(super) fn has_accent(letter: char) -> bool {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    (COMBINING_MARKS.0..=COMBINING_MARKS.1).contains(&letter)
        || ACCENTED
            .iter()
            .any(|(plain, accented)| plain.is_alphabetic() && accented.contains(lower))
}

/// Makes every blank of `hir` match any run of white space, and, if `accents`, every plain letter its accented forms too.
pub(super) fn widen_pattern(hir: Hir, accents: bool) -> Hir {
    map_leaves(hir, &|leaf| match leaf {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(letters) => Hir::concat(letters.chars().map(|c| expand_char(c, accents)).collect()),
            Err(_) => Hir::literal(literal.0),
        },
        HirKind::Class(Class::Unicode(class)) if accents => expand_class(class),
        leaf => rebuild_leaf(leaf),
    })
}

/// The part of `hir` that can match in ASCII text. There it finds the same, and much faster, since its word boundaries need
/// no Unicode tables.
pub(super) fn restrict_to_ascii(hir: Hir) -> Hir {
    map_leaves(hir, &|leaf| match leaf {
        HirKind::Look(look) => Hir::look(ascii_boundary(look)),
        HirKind::Literal(literal) if !literal.0.is_ascii() => Hir::fail(),
        HirKind::Class(Class::Unicode(mut class)) => {
            class.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7f')]));
            Hir::class(Class::Unicode(class))
        }
        leaf => rebuild_leaf(leaf),
    })
}

/// `hir` with ASCII word boundaries. In text whose letters and digits are all ASCII it finds the same, and much faster.
pub(super) fn with_ascii_boundaries(hir: Hir) -> Hir {
    map_leaves(hir, &|leaf| match leaf {
        HirKind::Look(look) => Hir::look(ascii_boundary(look)),
        leaf => rebuild_leaf(leaf),
    })
}

/// Applies `change` to every leaf of `hir`, that is, to every part without parts of its own.
fn map_leaves(hir: Hir, change: &dyn Fn(HirKind) -> Hir) -> Hir {
    let map_parts = |parts: Vec<Hir>| {
        let changed = parts.into_iter().map(|part| map_leaves(part, change));
        changed.collect()
    };
    match hir.into_kind() {
        HirKind::Repetition(mut repetition) => {
            *repetition.sub = map_leaves(*repetition.sub, change);
            Hir::repetition(repetition)
        }
        HirKind::Capture(mut capture) => {
            *capture.sub = map_leaves(*capture.sub, change);
            Hir::capture(capture)
        }
        HirKind::Concat(parts) => Hir::concat(map_parts(parts)),
        HirKind::Alternation(parts) => Hir::alternation(map_parts(parts)),
        leaf => change(leaf),
    }
}

/// Turns a leaf back into an `Hir` without changing it.
fn rebuild_leaf(leaf: HirKind) -> Hir {
    match leaf {
        HirKind::Look(look) => Hir::look(look),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        // The other kinds are not leaves and never come here.
        _ => Hir::empty(),
    }
}

/// The ASCII counterpart of a Unicode word boundary; other assertions stay as they are.
fn ascii_boundary(look: Look) -> Look {
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

/// What one literal character of the pattern matches.
fn expand_char(typed: char, accents: bool) -> Hir {
    if typed == ' ' {
        return repeat_class(white_space_class(), 1);
    }
    let plain = Hir::literal(typed.to_string().into_bytes());
    let has_accented_forms = |(plain, _): &(char, &str)| plain.eq_ignore_ascii_case(&typed);
    if !accents || !ACCENTED.iter().any(has_accented_forms) {
        return plain;
    }
    expand_class(ClassUnicode::new([ClassUnicodeRange::new(typed, typed)]))
}

/// Adds to `class` the accented forms of its letters, and allows combining marks after them.
fn expand_class(mut class: ClassUnicode) -> Hir {
    let contains = |class: &ClassUnicode, letter: char| {
        let mut ranges = class.iter();
        ranges.any(|range| range.start() <= letter && letter <= range.end())
    };
    let mut has_letters = false;
    for (plain, accented) in ACCENTED {
        let upper = plain.to_ascii_uppercase();
        if contains(&class, plain) {
            has_letters |= plain.is_alphabetic();
            for c in accented.chars() {
                class.push(ClassUnicodeRange::new(c, c));
            }
        }
        if upper != plain && contains(&class, upper) {
            has_letters = true;
            let dotted = (upper == 'I').then_some('İ');
            for c in accented.chars().filter_map(single_uppercase).chain(dotted) {
                class.push(ClassUnicodeRange::new(c, c));
            }
        }
    }
    let allows_marks = has_letters && !contains(&class, COMBINING_MARKS.0);
    let class = Hir::class(Class::Unicode(class));
    if !allows_marks {
        return class;
    }
    let marks = ClassUnicode::new([ClassUnicodeRange::new(COMBINING_MARKS.0, COMBINING_MARKS.1)]);
    Hir::concat(vec![class, repeat_class(marks, 0)])
}

/// The upper-case form of a letter, if it is a single character and not ASCII.
fn single_uppercase(lower: char) -> Option<char> {
    let mut upper = lower.to_uppercase();
    let first = upper.next().filter(|upper| !upper.is_ascii())?;
    upper.next().is_none().then_some(first)
}

fn repeat_class(class: ClassUnicode, min: u32) -> Hir {
    Hir::repetition(regex_syntax::hir::Repetition {
        min,
        max: None,
        greedy: true,
        sub: Box::new(Hir::class(Class::Unicode(class))),
    })
}

/// The characters with the Unicode property `White_Space`.
fn white_space_class() -> ClassUnicode {
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
