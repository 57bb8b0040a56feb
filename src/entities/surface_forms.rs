//! The surface forms of an entity: how it is written in the text, and how often in each way.

use super::{Entities, Entity, MentionId, MentionType};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One way in which an entity is written in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurfaceForm {
    /// The form as written, with every run of white space collapsed to one space.
    pub text: String,
    /// How this form refers to a country; `None` for people.
    pub mention_type: Option<MentionType>,
    /// The number of mentions with this form.
    pub count: usize,
    /// The first mention with this form.
    pub first_mention: MentionId,
}

/// The surface forms of `entity` in `text`, the most frequent first, and at a tie in order of appearance.
///
/// ```
/// use byline::document::{BlockKind, Builder};
/// use byline::entities::{read, surface_forms};
///
/// let mut builder = Builder::new("example");
/// builder.push("Angela Merkel spoke first. Merkel left early, and Merkel was missed.");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let found = read(&document);
/// let forms = surface_forms(document.text(), &found, &found.entities()[0]);
/// let counts: Vec<_> = forms.iter().map(|form| (form.text.as_str(), form.count)).collect();
/// assert_eq!(counts, [("Merkel", 2), ("Angela Merkel", 1)]);
/// ```
pub fn surface_forms(text: &str, entities: &Entities, entity: &Entity) -> Vec<SurfaceForm> {
    let mut forms: HashMap<(Cow<'_, str>, Option<MentionType>), SurfaceForm> = HashMap::new();
    for &first_mention in &entity.mentions {
        let mention = entities.mention(first_mention);
        let key = (
            collapse_whitespace(mention.text(text)),
            mention.mention_type,
        );
        let form = forms
            .entry(key)
            .or_insert_with_key(|(text, mention_type)| SurfaceForm {
                text: text.clone().into_owned(),
                mention_type: *mention_type,
                count: 0,
                first_mention,
            });
        form.count += 1;
    }
    let mut forms: Vec<SurfaceForm> = forms.into_values().collect();
    forms.sort_unstable_by_key(|form| (Reverse(form.count), form.first_mention));
    forms
}

/// The `forms` of a country with one entry for each mention type, the most frequent first, and at a tie in the order name, demonym,
/// capital, seat.
///
/// An entry has the text of the most frequent form of its type and the mentions of all of them.
pub fn group_by_mention_type(forms: &[SurfaceForm]) -> Vec<SurfaceForm> {
    let mut groups: Vec<SurfaceForm> = Vec::new();
    for form in forms {
        match groups
            .iter_mut()
            .find(|group| group.mention_type == form.mention_type)
        {
            Some(group) => group.count += form.count,
            None => groups.push(form.clone()),
        }
    }
    groups.sort_by_key(|group| (Reverse(group.count), group.mention_type));
    groups
}

/// `text` with every run of spaces, tabs and line feeds collapsed to one space.
pub(super) fn collapse_whitespace(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t']) || text.contains("  ") {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::CountryCode;
    use super::super::index::{CountryHit, FoundPerson, PersonHit, build_entities};
    use super::*;

    /// Protects: forms are counted by their exact text, and a name broken across two lines is the same form.
    #[test]
    fn forms_are_counted_by_their_exact_text() {
        let text = "Edda Lind, Lind, Edda\nLind, Lind, Mrs. Lind, Lind";
        let hits = [(0, 9), (11, 15), (17, 26), (28, 32), (34, 43), (45, 49)];
        let person = FoundPerson {
            name: "Edda Lind".to_owned(),
            hits: hits
                .map(|(start, end)| PersonHit::tagged(start..end))
                .to_vec(),
            ..FoundPerson::default()
        };
        let found = build_entities(text, vec![person], Vec::new());
        let forms = surface_forms(text, &found, &found.entities()[0]);
        let counts: Vec<_> = forms.iter().map(|f| (f.text.as_str(), f.count)).collect();
        assert_eq!(counts, [("Lind", 3), ("Edda Lind", 2), ("Mrs. Lind", 1)]);
        assert_eq!(forms[0].first_mention.place(), 1);
    }

    /// Protects: "Russians" and "Russian" are counted together, under the more frequent of the two.
    #[test]
    fn the_forms_of_a_country_are_counted_by_mention_type() {
        let text = "Moscow Russian Russians Russian Russia";
        let hit = |start: usize, end: usize, mention_type| CountryHit {
            range: start..end,
            code: CountryCode::new("RU").unwrap(),
            name: "Russia",
            mention_type,
            weight: 90,
        };
        let hits = vec![
            hit(0, 6, MentionType::Capital),
            hit(7, 14, MentionType::Demonym),
            hit(15, 23, MentionType::Demonym),
            hit(24, 31, MentionType::Demonym),
            hit(32, 38, MentionType::Name),
        ];
        let found = build_entities(text, Vec::new(), hits);
        let groups = group_by_mention_type(&surface_forms(text, &found, &found.entities()[0]));
        let counts: Vec<_> = groups.iter().map(|f| (f.text.as_str(), f.count)).collect();
        assert_eq!(counts, [("Russian", 3), ("Russia", 1), ("Moscow", 1)]);
    }
}
