//! Patterns: parsing and compiling what the user types, and matching it.

use super::fold;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, Ast, ErrorKind};
use regex_syntax::hir::Hir;
use regex_syntax::hir::translate::TranslatorBuilder;
use std::ops::Range;

/// Upper limit, in bytes, of a compiled regular expression, and of the cache of its lazy DFA.
const MAX_REGEX_BYTES: usize = 4 << 20;

/// A compiled search pattern.
///
/// ```
/// use byline::search::Pattern;
///
/// // Case and accents are ignored unless the pattern has a capital or an accented letter.
/// assert!(Pattern::new("erdogan").is_match("President Erdoğan"));
/// assert!(!Pattern::new("Erdogan").is_match("ERDOGAN"));
///
/// // What is not a valid regular expression is searched for literally.
/// let pattern = Pattern::new("f(x");
/// assert_eq!(pattern.error(), Some("no closing )"));
/// assert!(pattern.is_match("f(x) = 2"));
/// ```
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    error: Option<&'static str>,
    /// `None` if even the literal pattern cannot be compiled; it then matches nowhere.
    pub(super) regex: Option<RegexVariants>,
}

/// The same pattern compiled for two kinds of text: Unicode word boundaries and the accented forms of letters are slow, so text
/// that does not need them is searched without.
#[derive(Debug, Clone)]
pub(super) struct RegexVariants {
    /// For any text.
    pub(super) unicode: Regex,
    /// For text whose letters and digits are all ASCII, whatever its quotation marks and dashes, in which it finds the same
    /// matches; `None` if it cannot be compiled.
    ascii_words: Option<Regex>,
}

impl RegexVariants {
    /// The fastest variant that finds every match in `text`.
    fn fastest_for(&self, text: &str) -> &Regex {
        match &self.ascii_words {
            Some(regex) if has_only_ascii_words(text) => regex,
            _ => &self.unicode,
        }
    }
}

/// Whether every word character (`\w`) of `text` is ASCII. It may return `false` although all are, but never `true` although
/// one is not.
fn has_only_ascii_words(text: &str) -> bool {
    let mut rest = text;
    while let Some(first) = first_after_ascii(rest) {
        let mut letters = rest.get(first..).unwrap_or_default().chars();
        if !letters.next().is_none_or(fold::is_ascii_or_sign) {
            return false;
        }
        rest = letters.as_str();
    }
    true
}

/// The byte at which the first character of `text` begins that is not ASCII. Runs of ASCII are passed at memory speed, since a
/// search for a plain word does little more than this.
fn first_after_ascii(text: &str) -> Option<usize> {
    const BLOCK_BYTES: usize = 32;
    let blocks = text.as_bytes().chunks(BLOCK_BYTES);
    let ascii_bytes = BLOCK_BYTES * blocks.take_while(|block| block.is_ascii()).count();
    let rest = text.as_bytes().get(ascii_bytes..)?;
    let first = rest.iter().position(|byte| !byte.is_ascii())?;
    Some(ascii_bytes + first)
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Compiles `typed` as a regular expression, or as a literal if it is not one.
    pub fn new(typed: &str) -> Self {
        let (error, regex) = match compile(typed) {
            Ok(regex) => (None, Some(regex)),
            Err(error) => (Some(error), compile(&regex_syntax::escape(typed)).ok()),
        };
        Self {
            source: typed.to_owned(),
            error,
            regex,
        }
    }

    /// Compiles `typed` as a literal: no character has a special meaning. Case, accents and blanks are matched as in
    /// [`new`](Self::new).
    pub fn literal(typed: &str) -> Self {
        Self {
            source: typed.to_owned(),
            error: None,
            regex: compile(&regex_syntax::escape(typed)).ok(),
        }
    }

    /// Whether the pattern matches anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.matches(text, 0).next().is_some()
    }

    /// Whether the first match covers all of `text`.
    pub fn is_full_match(&self, text: &str) -> bool {
        self.matches(text, 0).next() == Some(0..text.len())
    }

    /// The pattern as it was typed.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Why the pattern is not a valid regular expression, in a few words; `None` if it is one.
    pub fn error(&self) -> Option<&'static str> {
        self.error
    }

    /// The non-empty matches in `text` that begin at byte `from` or later, in ascending order.
    pub(super) fn matches<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = from;
        let regex = self
            .regex
            .as_ref()
            .map(|variants| variants.fastest_for(text));
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = regex?.find_at(text, at)?;
                at = found.end();
                if !found.is_empty() {
                    return Some(found.range());
                }
                at += text.get(at..)?.chars().next()?.len_utf8();
            }
            None
        })
    }
}

/// Compiles `typed`; the error says in a few words what is wrong with it.
fn compile(typed: &str) -> Result<RegexVariants, &'static str> {
    let parse = |pattern: &str| {
        let ast = ast::parse::Parser::new().parse(pattern);
        ast.map_err(|error| describe_error(error.kind()))
    };
    let ast = parse(typed)?;
    let is_case_sensitive = has_capital(&ast);
    let match_accented = !typed.chars().any(fold::has_accent);
    let pattern = if match_accented {
        fold::add_ligatures(typed, &ast)
    } else {
        typed.to_owned()
    };
    let invalid = "invalid regular expression";
    let hir = TranslatorBuilder::new()
        .case_insensitive(!is_case_sensitive)
        .multi_line(true)
        .build()
        .translate(&pattern, &parse(&pattern)?)
        .map_err(|_unknown_class| invalid)?;
    let hir = fold::widen_pattern(hir, match_accented);
    let build = |hir: &Hir| {
        RegexBuilder::new(&hir.to_string())
            .size_limit(MAX_REGEX_BYTES)
            .dfa_size_limit(MAX_REGEX_BYTES)
            .build()
    };
    let unicode = build(&hir).map_err(|_too_big| "pattern too large")?;
    let ascii_words = build(&fold::restrict_to_ascii_words(hir)).ok();
    Ok(RegexVariants {
        unicode,
        ascii_words,
    })
}

/// Whether a literal or a class of the pattern has a capital letter; escapes such as `\W` do not count.
fn has_capital(ast: &Ast) -> bool {
    struct Capitals(bool);
    impl ast::Visitor for Capitals {
        type Output = bool;
        type Err = ();

        fn finish(self) -> Result<bool, ()> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            if let Ast::Literal(literal) = ast {
                self.0 |= literal.c.is_uppercase();
            }
            Ok(())
        }

        fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
            match item {
                ast::ClassSetItem::Literal(literal) => self.0 |= literal.c.is_uppercase(),
                ast::ClassSetItem::Range(range) => {
                    self.0 |= range.start.c.is_uppercase() || range.end.c.is_uppercase();
                }
                _ => {}
            }
            Ok(())
        }
    }
    ast::visit(ast, Capitals(false)).unwrap_or(false)
}

/// The message about a syntax error of a pattern, in a few words.
fn describe_error(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ClassUnclosed => "no closing ]",
        ErrorKind::ClassRangeInvalid => "range out of order",
        ErrorKind::GroupUnclosed => "no closing )",
        ErrorKind::GroupUnopened => "no opening (",
        ErrorKind::RepetitionMissing => "nothing to repeat",
        ErrorKind::RepetitionCountUnclosed => "no closing }",
        ErrorKind::RepetitionCountInvalid => "repeat count out of order",
        ErrorKind::RepetitionCountDecimalEmpty => "no number in { }",
        ErrorKind::EscapeUnexpectedEof => "nothing after \\",
        ErrorKind::EscapeUnrecognized => "unknown escape after \\",
        ErrorKind::UnsupportedLookAround => "look-around is not supported",
        ErrorKind::UnsupportedBackreference => "back-references are not supported",
        _ => "invalid regular expression",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a character that `has_only_ascii_words` takes for a sign is not a word character to the regex engine either.
    #[test]
    fn signs_are_not_word_characters() {
        let word = Regex::new(r"\w").unwrap();
        assert!(has_only_ascii_words("–") && !has_only_ascii_words("é"));
        for c in (0x80..0x3000).filter_map(char::from_u32) {
            let text = c.to_string();
            assert!(
                !has_only_ascii_words(&text) || !word.is_match(&text),
                "{c:?}"
            );
        }
    }
}
