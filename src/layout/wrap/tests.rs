//! Tests of `wrap`.

use super::*;
use proptest::prelude::*;

fn lines(text: &str, width: usize) -> Vec<&str> {
    wrap(text, width, WrapMode::PLAIN)
        .into_iter()
        .map(|line| &text[line.range])
        .collect()
}

/// Protects: prose is wrapped into even lines, not greedily.
#[test]
fn lines_are_even_rather_than_greedy() {
    let text = "To be, or not to be: that is the question";
    assert_eq!(
        lines(text, 10),
        ["To be,", "or not to", "be: that", "is the", "question"]
    );
}

#[test]
fn a_word_longer_than_the_line_is_cut_between_grapheme_clusters() {
    assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert_eq!(lines("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 4), ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]);
}

#[test]
fn ideographs_break_anywhere_except_before_a_full_stop() {
    assert_eq!(lines("漢字漢字。漢字", 8), ["漢字漢", "字。漢字"]);
}

#[test]
fn compounds_break_after_their_hyphen() {
    assert_eq!(
        lines("the Franco-German summit", 11),
        ["the Franco-", "German", "summit"]
    );
}

#[test]
fn detached_punctuation_never_starts_a_line() {
    assert_eq!(
        lines("possible cooperation .", 20),
        ["possible", "cooperation ."]
    );
}

#[test]
fn a_line_feed_always_ends_a_line() {
    assert_eq!(lines("one\n\ntwo", 20), ["one", "", "two"]);
}

#[test]
fn verbatim_text_keeps_its_spaces_and_lines() {
    let text = "  if x:\n    return";
    let got: Vec<&str> = wrap(text, 4, WrapMode::Verbatim)
        .into_iter()
        .map(|line| &text[line.range])
        .collect();
    assert_eq!(got, ["  if x:", "    return"]);
}

/// Protects: words are hyphenated at soft hyphens or by the rules of English, and the hyphen fits on the line.
#[test]
fn long_words_are_hyphenated() {
    let drawn = |text: &str, width, soft: &[usize], english| -> Vec<String> {
        wrap(
            text,
            width,
            WrapMode::Prose(Hyphenation {
                soft_hyphens: soft,
                english,
            }),
        )
        .into_iter()
        .map(|line| {
            let hyphen = if line.hyphen { "-" } else { "" };
            format!("{}{hyphen}", &text[line.range])
        })
        .collect()
    };
    assert_eq!(
        drawn("the uncharacteristically unceremonious", 20, &[], true),
        ["the uncharacteristi-", "cally unceremonious"]
    );
    assert_eq!(
        drawn("Rechtsschutzversicherungen", 20, &[6, 12], false),
        ["Rechtsschutz-", "versicherungen"]
    );
}

proptest! {
    /// Protects: no line is too wide, and only white space is dropped between lines, whatever the text and the mode.
    #[test]
    fn no_line_is_too_wide_and_only_white_space_is_dropped(
        text in "([ \n漢é👍🏽/.-]|[a-z]{1,12}){0,60}",
        width in 2usize..40,
        soft in proptest::collection::vec(0usize..300, 0..8),
        english in any::<bool>(),
    ) {
        let mut soft: Vec<usize> = soft.into_iter().filter(|at| text.is_char_boundary(*at)).collect();
        soft.sort_unstable();
        soft.dedup();
        for fill in [WrapMode::PLAIN, WrapMode::Prose(Hyphenation { soft_hyphens: &soft, english }), WrapMode::Verbatim] {
            let wrapped = wrap(&text, width, fill);
            let mut end = 0;
            for WrappedLine { range, hyphen } in wrapped {
                prop_assert!(range.start >= end);
                prop_assert!(text[end..range.start].chars().all(|c| c == ' ' || c == '\n'));
                let line = &text[range.clone()];
                let single = measure::graphemes(line).count() == 1;
                prop_assert!(fill == WrapMode::Verbatim || single || measure::cells(line) + usize::from(hyphen) <= width);
                end = range.end;
            }
            prop_assert!(text[end..].chars().all(|c| c == ' ' || c == '\n'));
        }
    }
}
