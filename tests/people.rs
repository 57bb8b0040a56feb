//! The people whom the engine finds: one short text for each phenomenon, named after what it protects.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may say so by panicking"
)]

use byline::entities::{self, Kind};
use byline::error::Name;
use byline::load;

/// The people of an article: the listed name of each and its mentions as they stand.
fn people(text: &str) -> Vec<(String, Vec<String>)> {
    let document = load::document(text.as_bytes(), &Name::of("a test")).unwrap();
    let found = entities::read(&document);
    let people = found
        .entities()
        .iter()
        .filter(|entity| entity.kind == Kind::Person);
    people
        .map(|person| {
            let mentions = person.mentions.iter().map(|&at| {
                let mention = found.mentions().get(at).expect("a listed mention");
                document.slice(mention.range.clone()).to_owned()
            });
            (person.name.clone(), mentions.collect())
        })
        .collect()
}

/// Check that `text` speaks of exactly these people, in these words.
#[track_caller]
fn check(text: &str, expected: &[(&str, &[&str])]) {
    let found = people(text);
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(name, mentions)| {
            let mentions = mentions.iter().map(String::as_str).collect();
            (name.as_str(), mentions)
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>)> = expected
        .iter()
        .map(|(name, mentions)| (*name, mentions.to_vec()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_surname_alone_is_the_person_named_in_full() {
    check(
        "Angela Merkel spoke in Berlin on Monday. Merkel said that the talks would go on.",
        &[("Angela Merkel", &["Angela Merkel", "Merkel"])],
    );
}

#[test]
fn a_surname_before_the_full_name_is_the_same_person() {
    check(
        "Mr. Johnson resigned on Monday. Boris Johnson had been prime minister for three years.",
        &[("Boris Johnson", &["Johnson", "Boris Johnson"])],
    );
}

#[test]
fn two_people_of_one_surname_stay_two() {
    check(
        "Hillary Clinton spoke first. Then Bill Clinton thanked the voters. Mrs. Clinton smiled, and Mr. Clinton left.",
        &[
            ("Hillary Clinton", &["Hillary Clinton", "Clinton"]),
            ("Bill Clinton", &["Bill Clinton", "Clinton"]),
        ],
    );
}

#[test]
fn a_misspelt_surname_is_the_person_who_bears_it() {
    check(
        "President Jacques Chirac met reporters in Paris. Mr. Chirak said that he would not resign.",
        &[("Jacques Chirac", &["Jacques Chirac", "Chirak"])],
    );
}

#[test]
fn a_pair_joined_by_a_hyphen_is_two_mentions() {
    check(
        "Barack Obama received Vladimir Putin. The Obama-Putin meeting lasted an hour.",
        &[
            ("Barack Obama", &["Barack Obama", "Obama"]),
            ("Vladimir Putin", &["Vladimir Putin", "Putin"]),
        ],
    );
}

#[test]
fn titles_of_every_kind_stay_outside() {
    check(
        "Mr Palmer met President Barack Obama in Paris.",
        &[("Palmer", &["Palmer"]), ("Barack Obama", &["Barack Obama"])],
    );
    check(
        "Senator Elizabeth Warren wrote to Dr. Anthony Fauci and to Sir Keir Starmer.",
        &[
            ("Elizabeth Warren", &["Elizabeth Warren"]),
            ("Anthony Fauci", &["Anthony Fauci"]),
            ("Keir Starmer", &["Keir Starmer"]),
        ],
    );
}

#[test]
fn a_role_of_several_words_stays_outside() {
    check(
        "District Attorney Cyrus Vance filed the charges on Friday. Vance said no more.",
        &[("Cyrus Vance", &["Cyrus Vance", "Vance"])],
    );
}

#[test]
fn the_possessive_stays_outside_and_particles_inside() {
    check(
        "Ursula von der Leyen's speech pleased Bashar al-Assad.",
        &[
            ("Ursula von der Leyen", &["Ursula von der Leyen"]),
            ("Bashar al-Assad", &["Bashar al-Assad"]),
        ],
    );
}

#[test]
fn a_government_named_after_a_person_marks_the_person() {
    check(
        "Donald Trump spoke on Monday. The Trump administration then left the treaty.",
        &[("Donald Trump", &["Donald Trump", "Trump"])],
    );
}

#[test]
fn a_name_inside_the_name_of_something_else_is_none() {
    check(
        "Donald Trump spoke on Monday in front of Trump Tower.",
        &[("Donald Trump", &["Donald Trump"])],
    );
    check(
        "Shares of Boeing and of Deutsche Bank fell on Tuesday.",
        &[],
    );
}

#[test]
fn a_family_and_a_faith_are_no_person() {
    check("The Kennedys spent the summer at the sea.", &[]);
    check(
        "About sixty European and Arab Sunni countries took part in the strikes.",
        &[],
    );
}

#[test]
fn a_storm_is_no_person_in_the_whole_article() {
    check(
        "Hurricane Katrina struck the coast on Monday. Katrina then moved north, and the winds fell.",
        &[],
    );
}

#[test]
fn an_apposition_introduces_a_person() {
    check(
        "The plan was explained by the Russian ambassador to the UN, Vitaly Churkin.",
        &[("Vitaly Churkin", &["Vitaly Churkin"])],
    );
}

#[test]
fn a_name_ends_at_a_quotation_mark_and_at_the_place_someone_is_of() {
    check(
        "Police named the suspect as Patrick Crusius of Allen, near Dallas.",
        &[("Patrick Crusius", &["Patrick Crusius"])],
    );
}
