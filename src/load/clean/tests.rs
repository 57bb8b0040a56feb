//! Cleaning, tested by examples and by properties.

use super::*;
use proptest::prelude::*;

#[test]
fn clean_text_is_returned_as_it_is() {
    let article = "Zoë’s café — 東京, العربية, 👩‍🚀\n\tA tab. ".repeat(20);
    assert!(matches!(text(&article), Cow::Borrowed(_)));
}

#[test]
fn escape_sequences_are_removed_completely() {
    for (dirty, clean) in [
        ("\u{1b}[31mred\u{1b}[0m", "red"),
        ("a\u{9b}1;2Hb", "ab"),
        ("\u{1b}]0;title\u{7}text", "text"),
        ("\u{1b}]8;;http://x/\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
        ("\u{9d}52;c;ZXZpbA==\u{9c}text", "text"),
        ("\u{1b}Pq#0;2;0\n;0;0#0~~\u{1b}\\text", "text"),
        ("\u{1b}(Bplain\u{1b}#8", "plain"),
        ("\u{1b}7saved\u{1b}8", "saved"),
        ("\u{1b}[?1049hscreen", "screen"),
        ("end \u{1b}", "end "),
    ] {
        assert_eq!(text(dirty), clean, "{dirty:?}");
    }
}

#[test]
fn an_unterminated_sequence_does_not_swallow_the_article() {
    assert_eq!(text("\u{1b}]0;The rest\nis here"), "The rest\nis here");
    assert_eq!(text("\u{1b}PThe rest\nis here"), "The rest\nis here");
    assert_eq!(text("\u{1b}[12;\nnext"), "\nnext");
    let digits = "1".repeat(5000);
    assert!(text(&format!("\u{1b}[{digits}")).len() > 4000);
}

#[test]
fn every_line_ending_becomes_a_line_feed() {
    assert_eq!(
        text("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h"),
        "a\nb\nc\nd\ne\nf\ng\nh"
    );
}

#[test]
fn overstruck_manual_pages_become_plain_letters() {
    assert_eq!(text("N\u{8}NA\u{8}AM\u{8}ME\u{8}E"), "NAME");
    assert_eq!(text("_\u{8}f_\u{8}i_\u{8}l_\u{8}e"), "file");
    assert_eq!(text("x\u{8}_y\u{8}y\u{8}y"), "xy");
    assert_eq!(text("\u{8}a\n\u{8}b"), "a\nb");
}

#[test]
fn reordering_and_invisible_characters_are_dropped() {
    assert_eq!(
        text("a\u{202e}b\u{2066}c\u{200f}d\u{ad}e\u{feff}f\u{e0041}g\u{fff9}h\u{200b}i"),
        "abcdefghi"
    );
}

/// Protects: names in ligatures and full-width letters are those in plain letters; full-width signs stay.
#[test]
fn ligatures_and_full_width_letters_are_written_plainly() {
    for (dirty, clean) in [
        (
            "Geo\u{fb00}rey \u{fb01}nds o\u{fb03}ces, \u{fb02}ies, mu\u{fb04}es",
            "Geoffrey finds offices, flies, muffles",
        ),
        ("\u{fb05}ill be\u{fb06}", "still best"),
        (
            "\u{ff21}\u{ff4e}\u{ff47}ela \u{ff2d}erke\u{ff4c}",
            "Angela Merkel",
        ),
        ("（\u{ff27}\u{ff17}\u{3000}首脳）！", "（G7\u{3000}首脳）！"),
        ("a\u{fb01}\u{1b}[1m\u{fb01}", "afifi"),
    ] {
        assert_eq!(text(dirty), clean);
    }
}

#[test]
fn stacked_marks_are_limited() {
    let stacked = format!("Z{}a", "\u{301}".repeat(50));
    assert_eq!(text(&stacked), format!("Z{}a", "\u{301}".repeat(8)));
    // Characters that are dropped in between do not reset the count.
    let hidden = format!("Z{}", "\u{301}\u{200b}".repeat(50));
    assert_eq!(text(&hidden).chars().count(), 9);
}

#[test]
fn a_cleaned_line_has_no_line_feeds() {
    assert_eq!(line("a\r\nb\tc\u{1b}[2J"), "a b c");
}

/// What clean text must not contain, written independently of the table under test.
fn is_forbidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || [
            '\u{200B}', '\u{200E}', '\u{200F}', '\u{61C}', '\u{AD}', '\u{FEFF}',
        ]
        .contains(&c)
        || ('\u{E0000}'..='\u{E007F}').contains(&c)
}

/// Random text, rich in characters that cleaning removes.
fn dirty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,90}",
        3 => prop::sample::select(vec![
            "\u{1b}", "[", "]", "P", "\\", "\u{7}", "\u{8}", "_", "\r", "\n", "\t", "\u{9b}", "\u{9c}", "\u{9d}", "\u{90}",
            "\u{301}", "\u{301}\u{301}\u{301}\u{301}\u{301}", "\u{200b}", "\u{202e}", "\u{85}", "\u{2028}", "é", "東", "👩‍🚀", "\u{fffe}",
            "31m", "0;", "\u{fb03}", "\u{ff21}", "\u{e0041}", "\0",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn the_shortcut_agrees_with_the_table() {
    for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
        let dirty = DirtyScanner::default().is_dirty(c);
        assert_eq!(dirty, verdict(c) == Verdict::Drop, "{c:?}");
        assert_eq!(
            DirtyScanner { marks: MAX_MARKS }.is_dirty(c),
            verdict(c) != Verdict::Keep,
            "{c:?}"
        );
    }
}

proptest! {
    #[test]
    fn clean_text_holds_nothing_forbidden(dirty in dirty_text()) {
        let clean = text(&dirty);
        prop_assert!(!clean.chars().any(is_forbidden), "{clean:?}");
        let one = line(&dirty);
        prop_assert!(!one.chars().any(char::is_control), "{one:?}");
    }

    #[test]
    fn cleaning_is_idempotent(dirty in dirty_text()) {
        let once = text(&dirty).into_owned();
        let twice = text(&once);
        prop_assert!(matches!(twice, Cow::Borrowed(_)), "{once:?} became {twice:?}");
    }

    #[test]
    fn the_fast_scan_agrees_with_a_slow_one(dirty in dirty_text()) {
        let mut slow = DirtyScanner::default();
        let expected = dirty.char_indices().find(|(_, c)| slow.is_dirty(*c));
        let found = DirtyScanner::default().find_dirty(&dirty);
        prop_assert_eq!(found.map(|found| (found.before.len(), found.c)), expected);
    }
}
