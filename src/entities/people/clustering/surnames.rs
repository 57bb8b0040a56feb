//! Surnames that look like full names: "Van Roekel" in an article on Deb Van Roekel.

use super::super::super::id_vec::IdVec;
use super::super::super::token_view::TokenView;
use super::super::super::tokens::{TokenId, TokenRange};
use super::super::lists::lists;
use super::super::person_name::may_be_given_name;
use super::{Name, NameId};
use crate::entities::hashing::HashSet;

/// The most tokens of such a surname: "Van Roekel-Smit".
const MAX_TOKENS: usize = 4;

/// Where a name of two words begins with a particle that is also a given name ("Van Dyke", "Al Zaabi") and the article has a
/// longer name with that end, takes it for the surname alone.
pub(super) fn recognise_particles(view: &TokenView<'_>, names: &mut IdVec<NameId, Name<'_>>) {
    let folded = |tokens: TokenRange| {
        let words: Vec<_> = tokens.into_iter().map(|at| view.folded(at)).collect();
        words.join(" ")
    };
    let may_be_surname = |name: &Name<'_>| match name.parsed.words.as_slice() {
        [first, _] => may_be_given_name(first),
        _ => false,
    };
    let mut surnames: HashSet<String> = HashSet::default();
    for name in names.iter().filter(|name| may_be_surname(name)) {
        surnames.insert(folded(name.span.tokens));
    }
    if surnames.is_empty() {
        return;
    }
    let mut ends: HashSet<String> = HashSet::default();
    for TokenRange { start, end } in names.iter().map(|name| name.span.tokens) {
        let begins = |at: &TokenId| lists().is_particle(&view.folded(*at));
        let first = (start + 1).max(end.saturating_sub(MAX_TOKENS));
        let particles = first.until(end).into_iter().filter(begins);
        ends.extend(particles.map(|at| folded(at.until(end))));
    }
    for name in names.iter_mut() {
        if may_be_surname(name) && ends.contains(&folded(name.span.tokens)) {
            name.parsed.begin_with_particle();
        }
    }
}
