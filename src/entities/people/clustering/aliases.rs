//! What stands between two names and says whether they are one person's: "known as", "born", "and".

use super::super::super::id_vec::{Id, IdVec};
use super::super::super::tokens::{TokenId, TokenRange};
use super::super::alias_phrase::{is_alias_of, is_named_beside};
use super::antecedents::{NamePart, PersonId, Referent};
use super::full_names::FormId;
use super::{Clustering, Name, NameId};
use crate::entities::hashing::{HashMap, HashSet};

/// The most tokens of "and his younger son".
const MAX_OWNED: usize = 4;

impl Clustering<'_> {
    /// The person with the name before or after, if the text says that this is another name: "Joko Widodo, known as Jokowi", "Jokowi, as
    /// the president is known", "Suga, or Min Yoongi,".
    pub(super) fn find_by_alias(&self, name: NameId) -> Option<Referent> {
        let Name { span, parsed, .. } = &self.names[name];
        let tokens = span.tokens;
        let is_others_name = self.full_mentions.contains_key(parsed.last());
        let is_alias = |named: TokenId, alias: TokenRange| {
            is_alias_of(self.view, named, alias)
                || !is_others_name && is_named_beside(self.view, named, alias)
        };
        if let Some(full) = self.names.as_slice().get(name.index() + 1)
            && is_alias(tokens.end, full.span.tokens)
            && let Some(person) = full.person
        {
            return Some(Referent {
                person,
                part: NamePart::First,
            });
        }
        let before = NameId::from_index(name.index().checked_sub(1)?);
        let named = &self.names[before];
        let is_alias = is_alias(named.span.tokens.end, tokens);
        let person = named.person.filter(|_| is_alias)?;
        Some(Referent {
            person,
            part: NamePart::First,
        })
    }

    /// The pairs of forms that are two people's, as "and" joins them somewhere, or the second is somebody of the first's: "John Adams and
    /// his son John Quincy Adams".
    pub(super) fn coordinated_forms(
        &self,
        form_of: &[Option<FormId>],
    ) -> HashSet<(FormId, FormId)> {
        let names = self.names.as_slice();
        let mut apart = HashSet::default();
        for (pair, forms) in names.windows(2).zip(form_of.windows(2)) {
            let ([first, second], [Some(a), Some(b)]) = (pair, forms) else {
                continue;
            };
            let (end, start) = (first.span.tokens.end, second.span.tokens.start);
            if end >= start {
                continue;
            }
            let is_owner = || matches!(self.view.word(end + 1), "his" | "her" | "their");
            let are_two = match self.view.word(end) {
                "and" | "&" => start - end == 1 || start - end <= MAX_OWNED && is_owner(),
                "," => start - end <= MAX_OWNED && is_owner(),
                _ => false,
            };
            if are_two {
                apart.extend([(*a, *b), (*b, *a)]);
            }
        }
        apart
    }

    /// Joins the persons of two names of which the text says that they are one's: "Doris Day (born Doris Mary Ann Kappelhoff)". The
    /// first may be a surname alone, of the last person with a full name before it.
    pub(super) fn join_aliases(
        &self,
        form_of: &[Option<FormId>],
        persons: &mut IdVec<FormId, PersonId>,
        count: usize,
    ) {
        // Whom each person is joined to, themselves at first.
        let mut roots = IdVec::from((0..count).map(PersonId::from_index).collect::<Vec<_>>());
        let mut with_surname: HashMap<&str, FormId> = HashMap::default();
        let names = self.names.as_slice();
        for (pair, forms) in names.windows(2).zip(form_of.windows(2)) {
            let ([first, second], [own, alias]) = (pair, forms) else {
                continue;
            };
            let surname = first.parsed.last();
            if let Some(own) = own {
                with_surname.insert(surname, *own);
            }
            let form = own.or_else(|| with_surname.get(surname).copied());
            if let (Some(form), Some(alias)) = (form, *alias)
                && (is_alias_of(self.view, first.span.tokens.end, second.span.tokens)
                    || is_named_beside(self.view, first.span.tokens.end, second.span.tokens))
            {
                let person = joined_to(&mut roots, persons[form]);
                let alias = joined_to(&mut roots, persons[alias]);
                roots[alias] = person;
            }
        }
        for person in persons.iter_mut() {
            *person = joined_to(&mut roots, *person);
        }
    }
}

/// Whom `person` is joined to in the end. The way there is halved, so that a long one is walked once.
fn joined_to(joined: &mut IdVec<PersonId, PersonId>, mut person: PersonId) -> PersonId {
    while joined[person] != person {
        joined[person] = joined[joined[person]];
        person = joined[person];
    }
    person
}
