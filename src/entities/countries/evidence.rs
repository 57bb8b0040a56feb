//! Evidence: whether a candidate means its country.
//!
//! Each function below looks at one thing and returns a weight: above zero for the country, below it against, zero if it
//! has nothing to say. They are independent of each other and are added up; [`ENOUGH`](super::ENOUGH) of it makes a mention.
//! None knows a country's name: what a form may be confused with stands in the table.

use super::scene::{Scene, Style};
use super::table::Trap;
use super::words;
use crate::entities::mention::How;
use crate::entities::tagger::Class;
use crate::entities::tokens::Shape;

/// More than all evidence for the country together.
const NEVER: i32 = -200;

/// All evidence but what is learnt from the other candidates.
pub(super) fn weigh(scene: &Scene<'_>) -> i32 {
    const ALL: [fn(&Scene<'_>) -> i32; 17] = [
        tagged,
        honorific,
        given_name_before,
        longer_name_before,
        longer_name_after,
        body_after,
        surname_after,
        body_of,
        waters,
        new_place,
        species,
        namesake_town,
        one_of_the_states,
        homeland,
        place,
        command,
        pronoun,
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
    let spoken_of = article.speaks_of(article.country(scene.candidate).code);
    let elsewhere = article.tells(form.traps.clues());
    let in_america = scene.may_be(Trap::State)
        && !scene.is_city()
        && article.tells(
            words::STATES
                .into_iter()
                .filter(|state| *state != "Georgia"),
        );
    let weight =
        95 - doubt + if spoken_of { 35 } else { 0 } + if scene.candidate.accented { 40 } else { 0 }
            - if elsewhere { 40 } else { 0 }
            - if in_america { 30 } else { 0 };
    weight.min(95)
}

/// What the tagger says.
fn tagged(scene: &Scene<'_>) -> i32 {
    let Some(tag) = scene.tags().first() else {
        return 0;
    };
    let may_be_person = scene.may_be(Trap::Given) || scene.may_be(Trap::Surname);
    match tag.class {
        Class::Person if scene.inside_tagged(Class::Person) => {
            if may_be_person || scene.is_city() {
                -70
            } else {
                -35
            }
        }
        Class::Person if may_be_person => -30,
        Class::Person => -10,
        Class::Organisation if scene.is_city() && scene.inside_tagged(Class::Organisation) => -30,
        Class::Location | Class::Group => 10,
        Class::Organisation | Class::Misc | Class::Other => 0,
    }
}

/// "Mr. Holland".
fn honorific(scene: &Scene<'_>) -> i32 {
    let honorific = words::HONORIFICS.contains(&scene.word_before(1));
    match scene.candidate.form.how {
        _ if !honorific => 0,
        How::Demonym if !scene.may_be(Trap::Surname) => 0,
        How::Name | How::Demonym | How::Capital | How::Seat => NEVER,
    }
}

/// "Tom Holland", "J. French".
fn given_name_before(scene: &Scene<'_>) -> i32 {
    let Some(before) = scene.name_before() else {
        return 0;
    };
    let is_initial = before.word.ends_with('.') && before.word.chars().count() == 2;
    let surname = scene.may_be(Trap::Surname);
    if words::GIVEN.contains(&before.word) || is_initial {
        return if surname { -70 } else { -20 };
    }
    // Which name it is we do not know; a word that is a given name as often as a family name is one after a capital.
    let unknown = surname && scene.may_be(Trap::Given) && scene.style == Style::Running;
    if unknown && !words::OFFICES.contains(&before.word) {
        if before.opens { -20 } else { -45 }
    } else {
        0
    }
}

/// A capital or a seat after another word with a capital: University College London.
fn longer_name_before(scene: &Scene<'_>) -> i32 {
    let Some(before) = scene.name_before() else {
        return 0;
    };
    let loose = before.opens
        || scene.style != Style::Running
        || words::OFFICES.contains(&before.word)
        || before.word.ends_with(|end: char| !end.is_alphanumeric());
    if scene.is_city() && !loose { -50 } else { 0 }
}

/// A capital or a seat before another word with a capital, or a year: Washington Post, Paris Hilton, London 2012.
fn longer_name_after(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() || scene.style != Style::Running {
        return 0;
    }
    let year = scene
        .after(1)
        .and_then(|at| scene.article.tokens.get(at))
        .is_some_and(|token| token.shape == Shape::Number && token.end - token.start == 4);
    let name = scene
        .name_after()
        .is_some_and(|after| !words::OFFICES.contains(&after.word));
    if year || name { -60 } else { 0 }
}

/// The same in a headline, where only the word itself can tell.
fn body_after(scene: &Scene<'_>) -> i32 {
    let body = words::BODIES
        .iter()
        .any(|body| body.eq_ignore_ascii_case(scene.word_after(1)));
    if scene.is_city() && scene.style != Style::Running && body {
        -60
    } else {
        0
    }
}

/// "Jordan Peterson": a word that may be a given name before what may be a family name.
fn surname_after(scene: &Scene<'_>) -> i32 {
    if !scene.may_be(Trap::Given) || scene.is_city() || scene.style != Style::Running {
        return 0;
    }
    let surname = scene.name_after().is_some_and(|after| {
        !words::OFFICES.contains(&after.word) && !words::NATIONAL.contains(&after.word)
    });
    if surname { -50 } else { 0 }
}

/// "University of London", "Transport for London", "Treaty of Paris".
fn body_of(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() || scene.style != Style::Running {
        return 0;
    }
    let joined = matches!(scene.word_before(1), "of" | "for");
    let body = scene.before(2).filter(|_| joined).is_some_and(|at| {
        let word = scene.article.word(at);
        let opens = scene.before(3).is_none();
        scene
            .article
            .tokens
            .get(at)
            .is_some_and(|token| token.shape == Shape::Title)
            && (words::BODIES.contains(&word) || !opens)
            && !words::OFFICES.contains(&word)
            && !words::SMALL.contains(&word.to_lowercase().as_str())
            && scene.article.candidate_at(at).is_none()
    });
    if body { -50 } else { 0 }
}

/// "Gulf of Mexico", "Norwegian Sea", "the Jordan river".
fn waters(scene: &Scene<'_>) -> i32 {
    let before = scene.word_before(1) == "of" && words::WATERS.contains(&scene.word_before(2));
    let after = scene.word_after(1);
    let river = after == "river" && scene.candidate.form.how == How::Name;
    if before || river || words::WATERS.contains(&after) {
        NEVER
    } else {
        0
    }
}

/// "New Amsterdam", "Fort Jordan", "Saint Helena" where the form is Helena alone.
fn new_place(scene: &Scene<'_>) -> i32 {
    let before = scene.word_before(1);
    let named = words::NEW.contains(&before)
        && scene.candidate.form.how != How::Demonym
        && scene.name_before().is_some();
    if named { NEVER } else { 0 }
}

/// "American bison", "Brazil nut", "German Shepherd".
fn species(scene: &Scene<'_>) -> i32 {
    let after = scene.word_after(1).to_lowercase();
    if words::SPECIES.contains(&after.as_str()) && !scene.is_city() {
        NEVER
    } else {
        0
    }
}

/// "Paris, Texas", "Lebanon, Ohio"; not "Mexico, Texas and California".
fn namesake_town(scene: &Scene<'_>) -> i32 {
    let in_a_state = scene.word_after(1) == ","
        && scene.after(2).is_some_and(|at| {
            let country = scene.candidate.form.country;
            words::is_state(scene.word_after(2), scene.word_after(3))
                && scene
                    .article
                    .candidate_at(at)
                    .is_none_or(|next| next.form.country != country)
        });
    let listed = matches!(scene.word_after(3), "and" | "or" | "&");
    let town = matches!(scene.candidate.form.how, How::Name | How::Capital);
    if in_a_state && town && !listed && !scene.may_be(Trap::State) {
        NEVER
    } else {
        0
    }
}

/// "Florida, Georgia, Kansas", "Seattle, Washington,", "the state of Georgia".
fn one_of_the_states(scene: &Scene<'_>) -> i32 {
    if !scene.may_be(Trap::State) {
        return 0;
    }
    let is_join = |word: &str| matches!(word, "," | "and" | "or" | ";" | "&");
    let own = scene.candidate.form.first_word();
    let is_other = |word: &str| word != own && words::STATES.contains(&word);
    let listed = (is_join(scene.word_before(1)) && is_other(scene.word_before(2)))
        || (is_join(scene.word_after(1))
            && is_other(scene.word_after(2))
            && scene.word_after(3) != ".");
    let state = scene.word_after(1).eq_ignore_ascii_case("state")
        || (scene.word_before(1) == "of" && scene.word_before(2).eq_ignore_ascii_case("state"));
    // A city before and the sentence going on behind a second comma: "in Tacoma, Washington, on".
    let city = scene.word_before(1) == ","
        && matches!(scene.word_after(1), "," | "." | "")
        && scene.before(2).is_some_and(|at| {
            let title = scene
                .article
                .tokens
                .get(at)
                .is_some_and(|token| token.shape == Shape::Title);
            let word = scene.article.word(at);
            title && !words::DATES.contains(&word) && scene.article.candidate_at(at).is_none()
        });
    if state {
        NEVER
    } else if listed {
        -60
    } else if city {
        -30
    } else {
        0
    }
}

/// "Victoria, Seychelles", "the capital, Kingston".
fn homeland(scene: &Scene<'_>) -> i32 {
    if !scene.is_city() {
        return 0;
    }
    let code = scene.candidate.form.country.code;
    let country = scene.word_after(1) == ","
        && scene
            .after(2)
            .and_then(|at| scene.article.candidate_at(at))
            .is_some_and(|next| next.form.country.code == code);
    let capital = scene
        .around(3)
        .any(|at| scene.article.word(at) == "capital");
    match (country, capital) {
        (true, _) => 60,
        (false, true) => 30,
        (false, false) => 0,
    }
}

/// "in Jordan", "from Jordan": one is in a place; "King of Jordan".
fn place(scene: &Scene<'_>) -> i32 {
    if scene.candidate.form.how == How::Demonym {
        return 0;
    }
    match scene.word_before(1) {
        "in" | "In" | "into" | "from" | "From" | "across" | "Across" | "throughout" | "outside" => {
            20
        }
        "to" | "near" | "visit" | "via" | "towards" => 10,
        "of" if words::OFFICES.contains(&scene.word_before(2)) => 20,
        _ => 0,
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
        && scene.candidate.form.how == How::Demonym
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
        && scene.candidate.form.how == How::Name
        && scene.candidate.range.len() == 2;
    let noun = scene.opens() || matches!(scene.word_before(1), "THE" | "," | "-" | "IN");
    if shouted && !noun { -60 } else { 0 }
}

/// What the article's other mentions have taught: a word that was a person's name once is one again, unless it stands
/// as a place.
pub(super) fn learnt(scene: &Scene<'_>) -> i32 {
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
