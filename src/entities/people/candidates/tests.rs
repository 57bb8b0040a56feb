//! Where names begin and end, with given tags. Each row fails without the step that it is about.

use super::super::evidence::WEIGHTS;
use super::super::given_tags::TaggedText;

/// The people in a text with given tags, separated by bars.
fn people(marked: &str) -> String {
    TaggedText::parse(marked).unwrap().people(&WEIGHTS)
}

/// Protects: what stands before a name is not taken for part of it.
#[test]
fn words_before_a_name_are_left_out() {
    for (text, expected) in [
        ("{P95 Dear Hakim}, thank you.", "Hakim"),
        (
            "In {L95 Moscow} {-90/60 Sergei Landsberg}, 43, slept.",
            "Sergei Landsberg",
        ),
        (
            "{-90/60 Beekeeper Gunapala Herath}, 43, slept.",
            "Gunapala Herath",
        ),
        (
            "{-90/60 Hydrologist Gunapala Herath}, 43, slept.",
            "Gunapala Herath",
        ),
        ("Then {-90/60 Don Mel} laughed. He slept.", "Mel"),
        ("Then {-90/60 Sheikh Bashir} laughed. He slept.", "Bashir"),
        ("SEN. {P60 WARREN}: No.\n\nIt rained.", "WARREN"),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

/// Protects: names that the tagger joined are parted.
#[test]
fn joined_names_are_parted() {
    for (text, expected) in [
        (
            "They saw {P95 Anna Velt; Teva Morlan} there.",
            "Anna Velt | Teva Morlan",
        ),
        (
            "Cooks: {P95 Dulani, Ranjith} and others.",
            "Dulani | Ranjith",
        ),
        ("{P95 Merkel, Angela}\n\nIt rained.", "Merkel, Angela"),
        ("The {P95 Trump–Kim} summit began.", "Trump | Kim"),
        (
            "{P95 Anna Velt Joins Teva Morlan} at the Old Mill",
            "Anna Velt | Teva Morlan",
        ),
        ("{P95 Anna Rivers} Speaks at Mill in North", "Anna Rivers"),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

/// Protects: the parts of a name that other signs divide stay together.
#[test]
fn divided_names_are_joined() {
    for (text, expected) in [
        ("They saw {P95 Bok}-soon there.", "Bok-soon"),
        (
            "They saw {P95 Arjun} s/o {P95 Thangavelu} there.",
            "Arjun s/o Thangavelu",
        ),
        (
            "They saw {P95 Md}. {P95 Ashiqur Rahman} there.",
            "Md. Ashiqur Rahman",
        ),
        ("They saw {P80 Hirokazu}-sensei there.", "Hirokazu"),
        ("BY {P95 ELON} {-90/10 MUSK}\n\nIt rained.", "ELON MUSK"),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

/// Protects: an office shortened to capitals is no part of a name, and speaks for the one after it.
#[test]
fn shortened_offices_are_titles() {
    for (text, expected) in [
        ("Then {P95 DIG Walid Hossain} laughed.", "Walid Hossain"),
        ("Then {-90/40 MP} {-90/40 Orlo} slept.", "Orlo"),
        ("{-90/40 ASI} {-90/40 Orlo} said: He slept.", "Orlo"),
        ("{O95 ASI} {P60 Orlo} said: He slept.", "Orlo"),
        ("A new {-90/40 MP} {-90/40 BACKS} it.", ""),
        ("Then {P95 SP Orlo} laughed.", "SP Orlo"),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

/// Protects: a name that ends in a number does not make a person of the pronoun.
#[test]
fn the_pronoun_is_no_name() {
    assert_eq!(
        people(
            "They saw {P95 Pech Azen I} there.\n\nThen {-90/40 I} slept, and {-90/40 I} said: Stop."
        ),
        "Pech Azen I"
    );
}
