//! Widens a search pattern: plain letters also match their accented forms, and keyboard signs their typographic forms.
//!
//! Widening only adds alternatives, so whatever the pattern matched before still matches. The module also derives the
//! faster variants of a pattern for text without accented letters.

use crate::folding::{COMBINING_MARKS, accented_letters, fold_letter};
use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Signs of the keyboard, and the typographic ones that each of them also matches.
const SIGNS: [(char, &str); 3] = [('\'', "’‘ʼ"), ('"', "“”„«»"), ('-', "‐‑–")];

/// For each plain letter, pair of letters or sign, the characters of its case that it also matches.
static VARIANTS: LazyLock<BTreeMap<String, Vec<char>>> = LazyLock::new(|| {
    let mut variants = BTreeMap::<String, Vec<char>>::new();
    for (sign, others) in SIGNS {
        variants.insert(sign.to_string(), others.chars().collect());
    }
    for letter in accented_letters() {
        let plain = with_case_of(letter, fold_letter(letter).collect());
        variants.entry(plain).or_default().push(letter);
    }
    variants
});

/// The folded letters `plain` in the case of `letter`.
fn with_case_of(letter: char, plain: String) -> String {
    if letter.is_uppercase() {
        return plain.to_ascii_uppercase();
    }
    plain
}

/// Whether `letter` is an accented letter, in either case, or a combining mark.
pub(super) fn has_accent(letter: char) -> bool {
    !letter.is_ascii() && fold_letter(letter).all(|plain| plain.is_ascii_alphabetic())
}

/// The pattern `typed`, whose syntax tree is `ast`, with every two letters to which another one folds, like ae, matching that one
/// too.
pub(super) fn add_ligatures(typed: &str, ast: &Ast) -> String {
    struct Pair {
        bytes: Range<usize>,
        ligatures: String,
    }
    struct Pairs(Vec<Pair>);
    impl ast::Visitor for Pairs {
        type Output = Vec<Pair>;
        type Err = ();

        fn finish(self) -> Result<Vec<Pair>, ()> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            let Ast::Concat(sequence) = ast else {
                return Ok(());
            };
            for pair in sequence.asts.windows(2) {
                if let [Ast::Literal(first), Ast::Literal(second)] = pair
                    && let Some(ligatures) = ligatures(first.c, second.c)
                {
                    let bytes = first.span.start.offset..second.span.end.offset;
                    self.0.push(Pair { bytes, ligatures });
                }
            }
            Ok(())
        }
    }
    let mut pairs = ast::visit(ast, Pairs(Vec::new())).unwrap_or_default();
    pairs.sort_by_key(|pair| pair.bytes.start);
    let mut widened = String::new();
    let mut copied = 0;
    for Pair { bytes, ligatures } in pairs {
        // The second letter of a pair may begin another one, which is left out then.
        if let Some(before) = typed.get(copied..bytes.start) {
            let pair = typed.get(bytes.clone()).unwrap_or_default();
            widened.extend([before, "(?:", pair, "|[", &ligatures, "])"]);
            copied = bytes.end;
        }
    }
    widened + typed.get(copied..).unwrap_or_default()
}

/// The letters that fold to `first` and `second`, in the case of `first`.
fn ligatures(first: char, second: char) -> Option<String> {
    let pair: String = [first, second].into_iter().flat_map(fold_letter).collect();
    let pair = with_case_of(first, pair);
    let letters = VARIANTS.get(&pair).filter(|_| pair.len() == 2)?;
    Some(letters.iter().collect())
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

/// The characters that running text uses often besides ASCII, none of which is a letter or a digit: the no-break space, and
/// general punctuation, arrows, technical symbols, box drawing, shapes and dingbats.
const COMMON_SIGNS: [(char, char); 4] = [
    ('\u{a0}', '\u{a0}'),
    ('\u{2010}', '\u{203e}'),
    ('\u{2190}', '\u{23ff}'),
    ('\u{2500}', '\u{27bf}'),
];

/// Whether `c` is ASCII or one of the signs that running text uses often. No such sign is a word character (`\w`).
pub(super) fn is_ascii_or_sign(c: char) -> bool {
    let mut signs = COMMON_SIGNS.iter();
    c.is_ascii() || signs.any(|&(first, last)| (first..=last).contains(&c))
}

/// The part of `hir` that can match in text of which [`is_ascii_or_sign`] holds. There it finds the same, and much faster, since
/// its word boundaries need no Unicode tables and its letters have no accented forms.
pub(super) fn restrict_to_ascii_words(hir: Hir) -> Hir {
    let ascii = ClassUnicodeRange::new('\0', '\x7f');
    let signs = COMMON_SIGNS.map(|(first, last)| ClassUnicodeRange::new(first, last));
    let known = ClassUnicode::new([ascii].into_iter().chain(signs));
    map_leaves(hir, &|leaf| match leaf {
        HirKind::Look(look) => Hir::look(ascii_boundary(look)),
        HirKind::Class(Class::Unicode(mut class)) => {
            class.intersect(&known);
            Hir::class(Class::Unicode(class))
        }
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
            // What can never match, any number of times, is nothing; without it the letters around are one literal, which is
            // searched at memory speed.
            let never = matches!(repetition.sub.kind(), HirKind::Class(class) if class.is_empty());
            if never && repetition.min == 0 {
                return Hir::empty();
            }
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
    if !accents || !VARIANTS.contains_key(&typed.to_string()) {
        return Hir::literal(typed.to_string().into_bytes());
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
    for (plain, variants) in VARIANTS.iter() {
        let mut letters = plain.chars();
        let (Some(plain), None) = (letters.next(), letters.next()) else {
            continue;
        };
        if contains(&class, plain) {
            has_letters |= plain.is_alphabetic();
            for letter in variants {
                class.push(ClassUnicodeRange::new(*letter, *letter));
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
