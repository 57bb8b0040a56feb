//! What stands between two names and says whether they are one person's: "known as", "born", "and".

use super::super::super::id_vec::{Id, IdVec};
use super::super::alias_phrase::is_alias_of;
use super::antecedents::{NamePart, PersonId, Referent};
use super::full_names::FormId;
use super::name_match::is_alias_word;
use super::{Clustering, NameId};
use crate::entities::hashing::HashSet;

impl Clustering<'_> {
    /// The person that the text just named, if it says that this is another name: "Joko Widodo, known as Jokowi", "Jokowi, as
    /// the president is known".
    pub(super) fn find_by_alias(&self, name: NameId) -> Option<Referent> {
        let tokens = self.names[name].span.tokens;
        if let Some(full) = self.names.as_slice().get(name.index() + 1)
            && is_alias_of(self.view, tokens.end, full.span.tokens)
            && let Some(person) = full.person
        {
            return Some(Referent {
                person,
                part: NamePart::First,
            });
        }
        let before = NameId::from_index(name.index().checked_sub(1)?);
        let named = &self.names[before];
        let is_alias = is_alias_of(self.view, named.span.tokens.end, tokens);
        let person = named.person.filter(|_| is_alias)?;
        Some(Referent {
            person,
            part: NamePart::First,
        })
    }

    /// The pairs of forms that "and" joins somewhere: "John Adams and John Quincy Adams" are two people.
    pub(super) fn coordinated_forms(
        &self,
        form_of: &[Option<FormId>],
    ) -> HashSet<(FormId, FormId)> {
        let names = self.names.as_slice();
        let mut apart = HashSet::default();
        for (pair, forms) in names.windows(2).zip(form_of.windows(2)) {
            if let ([first, second], [Some(a), Some(b)]) = (pair, forms)
                && first.span.tokens.end + 1 == second.span.tokens.start
                && matches!(self.view.word(first.span.tokens.end), "and" | "&")
            {
                apart.extend([(*a, *b), (*b, *a)]);
            }
        }
        apart
    }

    /// Merges two full names with a word such as "born" between them: "Doris Day (born Doris Mary Ann Kappelhoff)".
    pub(super) fn join_aliases(
        &self,
        form_of: &[Option<FormId>],
        persons: &mut IdVec<FormId, PersonId>,
    ) {
        let names = self.names.as_slice();
        for (pair, forms) in names.windows(2).zip(form_of.windows(2)) {
            let ([first, second], [Some(a), Some(b)]) = (pair, forms) else {
                continue;
            };
            let between = first.span.tokens.end.until(second.span.tokens.start);
            let mut words = between.into_iter().map(|at| self.view.word(at));
            let is_alias = (1..=4).contains(&between.len())
                && words.clone().next_back().is_some_and(is_alias_word)
                && !words.any(|word| matches!(word, "." | ";"));
            if is_alias || is_alias_of(self.view, first.span.tokens.end, second.span.tokens) {
                let (person, alias) = (persons[*a], persons[*b]);
                for slot in persons.iter_mut().filter(|slot| **slot == alias) {
                    *slot = person;
                }
            }
        }
    }
}
