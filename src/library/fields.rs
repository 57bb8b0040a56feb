//! The field of life in which an article shows a person: politics, sport, the arts and so on.
//!
//! Two people of one name are most often told apart by it: the senator and the goalkeeper. It is read from the roles and the
//! sentences of the person, by words that belong to one field only. Texts in other languages have none.

use super::words::words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The words of each field, folded. A field's number is its place here, which is stored, so new ones go to the end.
const FIELDS: [(&str, &str); 8] = [
    (
        "politics",
        "president minister chancellor senator congressman congresswoman congress parliament lawmaker mp governor mayor \
         ambassador diplomat candidate election elections elected vote votes voters coalition government cabinet premier \
         secretary democrat democrats republican republicans conservative labour opposition campaign presidential senate \
         legislature legislator councillor referendum treaty sanctions summit king queen prince monarch policy bill",
    ),
    (
        "sport",
        "striker goalkeeper midfielder defender footballer footballers cricketer batsman bowler golfer tennis basketball football soccer rugby \
         hockey baseball pitcher quarterback coach league championship championships olympic olympics medal medallist \
         goal goals scored match matches tournament season racing driver cyclist swimmer sprinter runner athlete team club \
         innings wicket wimbledon striker boxer boxing wrestler jockey stadium",
    ),
    (
        "arts",
        "actor actress singer musician guitarist drummer pianist composer conductor painter sculptor novelist poet author \
         playwright director film films movie movies album albums song songs band concert theatre opera orchestra novel novels poems \
         exhibition gallery screenplay sitcom rapper dancer ballet choreographer artist paintings hollywood",
    ),
    (
        "science",
        "scientist physicist chemist biologist astronomer mathematician professor researcher researchers astronaut \
         laboratory physics chemistry biology astronomy mathematics telescope experiment nasa genetics geologist \
         palaeontologist botanist engineer psychologist economist lecturer historian archaeologist theorem computing \
         programmer",
    ),
    (
        "business",
        "ceo chairman founder entrepreneur banker investor shareholder shareholders company companies firm startup \
         billionaire profit profits revenue shares merger executive executives retailer manufacturer bank stock sales",
    ),
    (
        "law and crime",
        "judge lawyer attorney prosecutor prosecutors court trial jury sentenced convicted murder murdered suspect arrested \
         police detective sheriff inspector prison jailed robbery fraud defendant plaintiff victim gunman burglary \
         manslaughter shooting charged",
    ),
    (
        "medicine",
        "doctor surgeon nurse physician hospital patient patients epidemiologist virologist vaccine clinic surgery cancer \
         paediatrician cardiologist dentist midwife disease",
    ),
    (
        "faith and arms",
        "bishop archbishop priest pastor rabbi imam pope cardinal church monk nun general admiral colonel lieutenant \
         sergeant soldier soldiers army navy regiment battalion commander troops missionary theologian vicar",
    ),
];

/// The field of each word.
static CUES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let fields = FIELDS.iter().enumerate();
    let cues = fields
        .flat_map(|(field, (_, cues))| cues.split_ascii_whitespace().map(move |cue| (cue, field)));
    cues.collect()
});

/// How often each field is spoken of, at most 255 times.
pub(super) type FieldCounts = [u8; FIELDS.len()];

/// The fields of a person with these `roles`, of whom these `sentences` speak. A role counts as much as three sentences.
pub(super) fn count_fields<'a>(
    roles: impl Iterator<Item = &'a str>,
    sentences: impl Iterator<Item = &'a str>,
) -> FieldCounts {
    let mut counts = FieldCounts::default();
    let texts = roles
        .map(|role| (role, 3))
        .chain(sentences.map(|sentence| (sentence, 1)));
    for (text, weight) in texts {
        let fields = words(text).filter_map(|word| CUES.get(word.folded.as_str()).copied());
        for field in fields {
            if let Some(count) = counts.get_mut(field) {
                *count = count.saturating_add(weight);
            }
        }
    }
    counts
}

/// The number of the field that most words speak of, if it is clear: at least two words, and twice as many as of the next.
pub(super) fn main_field(counts: FieldCounts) -> Option<usize> {
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let next = counts
        .iter()
        .enumerate()
        .filter(|(field, _)| *field != best);
    let next = next.map(|(_, count)| *count).max().unwrap_or(0);
    (*count >= 2 && *count >= next.saturating_mul(2)).then_some(best)
}

/// The counts as they are stored: without the zeros at the end, which are all that most people have.
pub(super) fn counts_to_bytes(counts: &FieldCounts) -> &[u8] {
    let length = counts
        .iter()
        .rposition(|&count| count > 0)
        .map_or(0, |last| last + 1);
    counts.get(..length).unwrap_or_default()
}

/// The counts in a stored row; those of fields that it lacks are 0.
pub(super) fn counts_from_bytes(bytes: &[u8]) -> FieldCounts {
    let mut counts = FieldCounts::default();
    for (count, byte) in counts.iter_mut().zip(bytes) {
        *count = *byte;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a person's field is read from what is said of the person, and is open where little or many things are.
    #[test]
    fn the_field_of_a_person() {
        let field = |roles: &[&str], sentences: &[&str]| {
            let counts = count_fields(roles.iter().copied(), sentences.iter().copied());
            main_field(counts)
                .and_then(|field| FIELDS.get(field))
                .map(|(name, _)| *name)
        };
        assert_eq!(field(&["British Prime Minister"], &[]), Some("politics"));
        assert_eq!(
            field(&[], &["Smith scored a late goal in the match."]),
            Some("sport")
        );
        assert_eq!(field(&[], &["Smith left."]), None);
        assert_eq!(
            field(
                &["judge"],
                &["The president and the senator spoke to the parliament."]
            ),
            None
        );
    }

    /// Protects: counts are read back as they were stored, and none take no room.
    #[test]
    fn counts_survive_being_stored() {
        for counts in [[0; 8], [0, 3, 0, 255, 0, 0, 0, 0], [1; 8]] {
            assert_eq!(counts_from_bytes(counts_to_bytes(&counts)), counts);
        }
        assert!(counts_to_bytes(&[0; 8]).is_empty());
    }

    /// Protects: a word that belonged to two fields would say nothing.
    #[test]
    fn no_cue_belongs_to_two_fields() {
        let mut seen = std::collections::HashMap::new();
        for (name, cues) in FIELDS {
            for cue in cues.split_ascii_whitespace() {
                let other = seen.insert(cue, name);
                assert!(other.is_none_or(|other| other == name), "{cue}");
            }
        }
    }
}
