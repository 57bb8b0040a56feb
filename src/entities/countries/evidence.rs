//! Evidence: whether a candidate means its country.
//!
//! Each function below looks at one thing and returns a weight: above zero for the country, below it against, zero if it
//! has nothing to say. They are independent of each other and are added up; [`ENOUGH`](super::ENOUGH) of it makes a mention.
//! None knows a country's name: what a form may be confused with stands in the table.

mod places;

use super::scene::{Scene, Style};
use super::table::Trap;
use super::words;
use crate::entities::mention::{Code, MentionType};
use crate::entities::tagger::Class;
use crate::entities::tokens::Shape;
use places::{
    homeland, is_held, namesake_town, new_place, one_of_the_states, place, species, waters,
};

/// More than all evidence for the country together.
const NEVER: i32 = -200;

/// All evidence, added up.
pub(super) fn weigh(scene: &Scene<'_>) -> i32 {
    const ALL: [fn(&Scene<'_>) -> i32; 18] = [
        tagged,
        honorific,
        given_name_before,
        longer_name_before,
        longer_name_after,
        surname_after,
        body_of,
        waters,
        new_place,
        species,
        namesake_town,
        one_of_the_states,
        homeland,
        place,
        another_sense,
        command,
        pronoun,
        learnt,
    ];
    prior(scene) + ALL.iter().map(|evidence| evidence(scene)).sum::<i32>()
}

/// What the form and the rest of the article say, before one looks at the neighbours; never more than certain.
fn prior(scene: &Scene<'_>) -> i32 {
    let (form, article) = (scene.candidate.form, scene.article);
    let traps = [
        (Trap::Given, 10),
        (Trap::Surname, 10),
        (Trap::State, 25),
        (Trap::Place, 10),
        (Trap::Word, 15),
        (Trap::Rare, 75),
    ];
    let doubt: i32 = traps
        .iter()
        .filter(|(trap, _)| scene.may_be(*trap))
        .map(|(_, doubt)| doubt)
        .sum();
    let code = article.country(scene.candidate).code;
    let (certainly, told) = (article.certainly(code), article.tells(form.traps.clues()));
    let spoken_of = match certainly {
        _ if told > certainly => 0,
        0 if article.varies(code) && !scene.may_be(Trap::Rare) => 15,
        0 => 0,
        1 | 2 => 35,
        _ => 45,
    };
    // "Réunion" is no other word.
    let accent = if scene.candidate.accented && scene.may_be(Trap::Word) {
        60
    } else {
        0
    };
    let elsewhere = if told > 0 { 40 } else { 0 };
    (95 - doubt + spoken_of + accent - elsewhere - in_america(scene)).min(95)
}

/// How much the article is about the United States, where the form may be one of them.
fn in_america(scene: &Scene<'_>) -> i32 {
    let article = scene.article;
    if !scene.may_be(Trap::State) || scene.is_city() {
        return 0;
    }
    let own = scene.candidate.form.first_word();
    let states = article.tells(words::STATES.iter().filter(|state| *state != own)) > 0;
    let american = article.certainly(Code::new("US")) > 0 && article.breadth() <= 2;
    if states || american { 30 } else { 0 }
}

/// Whether it is somebody's name, by what stands beside it.
pub(super) fn names_a_person(scene: &Scene<'_>) -> bool {
    let inside = scene.inside_tagged(Class::Person);
    let tag = if inside { tagged(scene) } else { 0 };
    (scene.may_be(Trap::Given) || scene.may_be(Trap::Surname))
        && honorific(scene) + given_name_before(scene) + surname_after(scene) + tag <= -45
}

/// What the tagger says.
fn tagged(scene: &Scene<'_>) -> i32 {
    let Some(tag) = scene.tags().first() else {
        return 0;
    };
    // "Dublin-born" is no name, whatever follows.
    if matches!(scene.word_after(1), "-" | "–") {
        return 0;
    }
    let may_be_person = scene.may_be(Trap::Given) || scene.may_be(Trap::Surname);
    match tag.class {
        // Where every word has a capital the tagger sees names too easily.
        Class::Person | Class::Organisation if scene.style != Style::Running => -10,
        Class::Person if scene.inside_tagged(Class::Person) => {
            if may_be_person || scene.is_city() {
                -70
            } else {
                -35
            }
        }
        Class::Person if may_be_person => -20,
        Class::Person => -10,
        Class::Organisation if scene.is_city() && scene.inside_tagged(Class::Organisation) => -30,
        Class::Location | Class::Group => 5,
        Class::Organisation | Class::Misc | Class::Other => 0,
    }
}

/// "Mr. Holland".
fn honorific(scene: &Scene<'_>) -> i32 {
    let honorific = words::HONORIFICS.has(scene.word_before(1));
    match scene.candidate.form.how {
        _ if !honorific => 0,
        MentionType::Demonym if !scene.may_be(Trap::Surname) => 0,
        MentionType::Name | MentionType::Demonym | MentionType::Capital | MentionType::Seat => NEVER,
    }
}

/// "Tom Holland", "J. French".
fn given_name_before(scene: &Scene<'_>) -> i32 {
    let Some(before) = scene.name_before() else {
        return 0;
    };
    let is_initial = before.word.ends_with('.') && before.word.chars().count() == 2;
    let surname = scene.may_be(Trap::Surname);
    if words::GIVEN.has(before.word) || is_initial {
        return if surname { -70 } else { -20 };
    }
    // Which name it is we do not know; a word that is a given name as often as a family name is one after a capital.
    let unknown = surname && scene.may_be(Trap::Given) && scene.style == Style::Running;
    if unknown && !words::OFFICES.has(before.word) {
        if before.opens { -30 } else { -45 }
    } else {
        0
    }
}

/// A capital or a seat after another word with a capital, or after a foreign "of": University College London, Prix de Rome.
fn longer_name_before(scene: &Scene<'_>) -> i32 {
    if scene.is_city() && matches!(scene.word_before(1), "de" | "di" | "du" | "des" | "von") {
        return -50;
    }
    let Some(before) = scene.name_before() else {
        return 0;
    };
    let loose = before.opens
        || scene.style != Style::Running
        || words::OFFICES.has(before.word)
        || before.word.ends_with(|end: char| !end.is_alphanumeric());
    if scene.is_city() && !loose { -60 } else { 0 }
}

/// A capital or a seat before another word with a capital, or a year: Washington Post, Paris Hilton, London 2012. In a
/// headline only the word itself can tell.
fn longer_name_after(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() {
        return 0;
    }
    let after = scene.word_after(1);
    if after.starts_with(|first: char| first.is_uppercase())
        && words::BODIES
            .iter()
            .any(|body| body.eq_ignore_ascii_case(after))
    {
        return -85;
    }
    let year = scene
        .after(1)
        .and_then(|at| scene.article.tokens.get(at))
        .is_some_and(|token| token.shape == Shape::Number && token.end - token.start == 4);
    let name = scene
        .name_after()
        .is_some_and(|after| !words::OFFICES.has(after.word) && !words::HONORIFICS.has(after.word));
    // "In Havana Smith meets": behind the words that open a sentence another phrase begins.
    let opening = scene.before(2).is_none() && matches!(scene.word_before(1), "In" | "From" | "At");
    // "the mayor of London Sadiq Khan".
    let opening = opening || is_held(scene);
    let name = name || after == "&";
    if scene.style == Style::Running && !opening && (year || name) {
        -70
    } else {
        0
    }
}

/// "Jordan Peterson": a word that may be a given name before what may be a family name.
fn surname_after(scene: &Scene<'_>) -> i32 {
    if !scene.may_be(Trap::Given) || scene.is_city() || scene.style != Style::Running {
        return 0;
    }
    let surname = scene
        .name_after()
        .is_some_and(|after| !words::OFFICES.has(after.word) && !words::NATIONAL.has(after.word));
    if surname { -50 } else { 0 }
}

/// "University of London", "Transport for London", "Treaty of Paris".
fn body_of(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() || scene.style != Style::Running {
        return 0;
    }
    let joined = matches!(scene.word_before(1), "of" | "for");
    if joined && words::BODIES.has(scene.word_before(2)) {
        -50
    } else {
        0
    }
}

/// "American Indian": the table names words that, directly before, give another sense.
fn another_sense(scene: &Scene<'_>) -> i32 {
    let before = scene.word_before(1);
    if scene.candidate.form.traps.refuted_by(before) {
        -100
    } else {
        0
    }
}

/// "Polish the brass": a word that begins a sentence and takes an object is a verb.
fn command(scene: &Scene<'_>) -> i32 {
    let object = matches!(
        scene.word_after(1),
        "the" | "your" | "it" | "them" | "up" | "off" | "a" | "an"
    );
    if scene.may_be(Trap::Word)
        && scene.opens()
        && object
        && scene.candidate.form.how == MentionType::Demonym
    {
        -60
    } else {
        0
    }
}

/// "LET US PRAY": among capitals, "US" is the country only where a noun would stand.
fn pronoun(scene: &Scene<'_>) -> i32 {
    let shouted = scene.style == Style::Capitals
        && scene.may_be(Trap::Word)
        && scene.candidate.form.how == MentionType::Name
        && scene.candidate.range.len() == 2;
    let noun = scene.opens() || matches!(scene.word_before(1), "THE" | "," | "-" | "IN");
    if shouted && !noun { -60 } else { 0 }
}

/// What the article's other mentions have taught: a word that was a person's name once is one again, unless it stands
/// as a place.
fn learnt(scene: &Scene<'_>) -> i32 {
    let word = scene
        .article
        .text
        .get(scene.candidate.range.clone())
        .unwrap_or_default();
    let is_place = place(scene) + homeland(scene) > 0;
    if scene.article.is_name(word) && !is_place {
        -50
    } else {
        0
    }
}
