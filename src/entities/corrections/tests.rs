//! Tests of the corrections.

use super::*;
use crate::entities::mention::{MentionType, Reason};
use crate::entities::{CountryHit, FoundPerson, PersonHit, build_entities};

mod property_tests;

const TEXT: &str = "Rose Garden met Vladimir Putin. Putin and Vladimir Poutine spoke of Georgia. Georgia Meloni and Rose Garden \
                    listened to Georgia. Angela did not; Angela's hat did. Ms. Rose Garden slept.";

fn person(name: &str, forms: &[&str]) -> FoundPerson {
    let mut free = vec![true; TEXT.len()];
    let mut hits = Vec::new();
    for form in forms {
        for (at, _) in TEXT.match_indices(form) {
            if free[at..at + form.len()].iter().all(|&free| free) {
                free[at..at + form.len()].fill(false);
                hits.push(PersonHit::tagged(at..at + form.len()));
            }
        }
    }
    FoundPerson {
        name: name.to_owned(),
        roles: Vec::new(),
        hits,
    }
}

/// A result for [`TEXT`] with typical mistakes of the engine.
fn found() -> Entities {
    let georgia = CountryCode::new("GE").unwrap();
    let countries = TEXT.match_indices("Georgia").map(|(at, form)| CountryHit {
        range: at..at + form.len(),
        code: georgia,
        name: "Georgia",
        mention_type: MentionType::Name,
        weight: 70,
    });
    let people = vec![
        person("Rose Garden", &["Rose Garden"]),
        person("Vladimir Putin", &["Vladimir Putin", "Putin"]),
        person("Vladimir Poutine", &["Vladimir Poutine"]),
        person("Georgia Meloni", &["Georgia Meloni"]),
    ];
    build_entities(TEXT, people, countries.collect())
}

fn person_ref(name: &str) -> EntityRef {
    EntityRef::Person(name.to_owned())
}

fn corrected(article: &[Correction]) -> Entities {
    let corrections = Corrections {
        everywhere: Vec::new(),
        article: article.to_vec(),
    };
    let after = apply(TEXT, &found(), &corrections);
    check(TEXT, &after);
    after
}

/// Each entity as "name: text of each mention", in order of appearance.
fn printed(entities: &Entities) -> Vec<String> {
    let one = |n: usize| {
        let entity = &entities.entities()[n];
        let forms: Vec<String> = entity
            .mentions
            .iter()
            .map(|&m| TEXT[entities.mention(m).range.clone()].to_owned())
            .collect();
        format!("{}: {}", entity.name, forms.join(", "))
    };
    (0..entities.entities().len()).map(one).collect()
}

/// Checks every invariant of the index.
fn check(text: &str, entities: &Entities) {
    let (mut end, mut next) = (0, 0);
    for (n, mention) in entities.mentions().iter().enumerate() {
        assert!(
            mention.range.start >= end && !mention.range.is_empty(),
            "sorted, disjoint"
        );
        assert!(text.get(mention.range.clone()).is_some(), "on boundaries");
        end = mention.range.end;
        let entity = &entities.entity(mention.entity);
        assert!(
            entity.mentions.iter().any(|id| id.place() == n),
            "listed by its entity"
        );
        assert_eq!(
            mention.mention_type.is_some(),
            entity.kind == EntityKind::Country
        );
        assert!(
            mention.entity.place() <= next,
            "in order of first appearance"
        );
        next = next.max(mention.entity.place() + 1);
    }
    for (n, entity) in entities.entities().iter().enumerate() {
        assert!(!entity.mentions.is_empty() && entity.mentions.is_sorted());
        assert_eq!(entity.code.is_some(), entity.kind == EntityKind::Country);
        assert!(
            entity
                .mentions
                .iter()
                .all(|&m| entities.mention(m).entity.place() == n)
        );
    }
}

/// Protects: removing a person removes all mentions at once, and the number of changes is right.
#[test]
fn a_removed_person_has_no_mention_left() {
    let form = || "Rose Garden".to_owned();
    let of = corrected(&[Correction::Remove {
        entity: person_ref("Rose Garden"),
        form: None,
    }]);
    assert!(printed(&of).iter().all(|line| !line.contains("Rose")));
    assert_eq!(count_changes(&found(), &of), 3);
    let ignore = Correction::Ignore {
        kind: EntityKind::Person,
        form: form(),
    };
    assert_eq!(corrected(&[ignore]), of);
    let country = Correction::Ignore {
        kind: EntityKind::Country,
        form: form(),
    };
    assert_eq!(corrected(&[country]), found(), "of this kind only");
}

/// Protects: a person who loses the mentions with the full name is named after a form that is left.
#[test]
fn a_person_without_the_full_name_is_named_after_another_form() {
    let of = corrected(&[Correction::Remove {
        entity: person_ref("Vladimir Putin"),
        form: Some("Vladimir Putin".to_owned()),
    }]);
    assert!(
        printed(&of).contains(&"Putin: Putin".to_owned()),
        "{:?}",
        printed(&of)
    );
}

/// Protects: merging keeps every mention and gives the correction as the reason.
#[test]
fn merged_people_keep_all_mentions() {
    let merge = Correction::Merge {
        from: person_ref("Vladimir Poutine"),
        into: person_ref("Vladimir Putin"),
    };
    let of = corrected(std::slice::from_ref(&merge));
    let line = "Vladimir Putin: Vladimir Putin, Putin, Vladimir Poutine";
    assert!(
        printed(&of).contains(&line.to_owned()),
        "{:?}",
        printed(&of)
    );
    assert_eq!(count_changes(&found(), &of), 1);
    let moved = of
        .mentions()
        .iter()
        .find(|m| &TEXT[m.range.clone()] == "Vladimir Poutine");
    assert_eq!(moved.unwrap().reason, Reason::Correction);
    assert_eq!(
        corrected(&[merge.clone(), merge]),
        of,
        "the second one matches nothing"
    );
}

/// Protects: a form is split off exactly as written, and the other person keeps a name.
#[test]
fn a_form_is_split_off_as_a_new_person() {
    let split = |form: &str| Correction::Split {
        from: person_ref("Vladimir Putin"),
        form: form.to_owned(),
    };
    let lines = printed(&corrected(&[split("Putin")]));
    assert!(lines.contains(&"Putin: Putin".to_owned()), "{lines:?}");
    assert!(lines.contains(&"Vladimir Putin: Vladimir Putin".to_owned()));
    let lines = printed(&corrected(&[split("Vladimir Putin")]));
    assert!(lines.contains(&"Putin: Putin".to_owned()), "{lines:?}");
    assert_eq!(corrected(&[split("putin")]), found());
}

/// Protects: a person gets the new name, and renaming to the name of another person merges the two.
#[test]
fn renaming_to_an_existing_name_merges() {
    let rename = |to: &str| Correction::Rename {
        entity: person_ref("Vladimir Poutine"),
        name: to.to_owned(),
    };
    let lines = printed(&corrected(&[rename("Wladimir")]));
    assert!(lines.contains(&"Wladimir: Vladimir Poutine".to_owned()));
    let merge = Correction::Merge {
        from: person_ref("Vladimir Poutine"),
        into: person_ref("Vladimir Putin"),
    };
    assert_eq!(corrected(&[rename("Vladimir Putin")]), corrected(&[merge]));
}

/// Protects: mentions can be moved from a person to a country and from a country to a new or existing person.
#[test]
fn mentions_can_be_moved_to_another_kind() {
    let georgia = EntityRef::Country(CountryCode::new("GE").unwrap());
    let form = Some("Georgia".to_owned());
    let to = |to: EntityRef| Correction::Reassign {
        from: georgia.clone(),
        form: form.clone(),
        to,
    };
    let lines = printed(&corrected(&[to(person_ref("Georgia"))]));
    assert!(lines.contains(&"Georgia: Georgia, Georgia".to_owned()));
    let lines = printed(&corrected(&[to(person_ref("Georgia Meloni"))]));
    assert!(lines.contains(&"Georgia Meloni: Georgia, Georgia Meloni, Georgia".to_owned()));
    let chad = EntityRef::Country(CountryCode::new("TD").unwrap());
    let of = corrected(&[Correction::Reassign {
        from: person_ref("Rose Garden"),
        form: None,
        to: chad,
    }]);
    assert!(printed(&of)[0].starts_with("Chad: Rose Garden"));
    assert_eq!(of.mentions()[0].mention_type, Some(MentionType::Name));
    let unknown = EntityRef::Country(CountryCode::new("ZZ").unwrap());
    assert_eq!(
        corrected(&[to(unknown)]),
        found(),
        "there is no such country"
    );
}

/// Protects: an added form is marked wherever it occurs as a separate word; longer mentions stay and shorter ones are
/// replaced.
#[test]
fn an_added_form_is_marked_everywhere() {
    let add = |form: &str, entity: EntityRef| Correction::Add {
        form: form.to_owned(),
        entity,
    };
    let of = corrected(&[add("Angela", person_ref("Angela"))]);
    assert!(printed(&of).contains(&"Angela: Angela, Angela".to_owned()));
    assert_eq!(count_changes(&found(), &of), 2);
    assert_eq!(
        corrected(&[add("Meloni", person_ref("Meloni"))]),
        found(),
        "inside a longer one"
    );
    let of = corrected(&[add("Ms. Rose Garden", person_ref("Rose Garden"))]);
    assert!(
        printed(&of)[0].ends_with("Rose Garden, Ms. Rose Garden"),
        "{:?}",
        printed(&of)
    );
    assert_eq!(count_changes(&found(), &of), 1);
    let of = corrected(&[add("Georgia", person_ref("Georgia"))]);
    assert!(
        printed(&of).contains(&"Georgia: Georgia, Georgia".to_owned()),
        "the correction wins"
    );
    let unknown = EntityRef::Country(CountryCode::new("ZZ").unwrap());
    assert_eq!(corrected(&[add("Georgia", unknown)]), found());
}

/// Protects: a correction finds a person by a form in its own article, where only a part may have been read, but not in
/// other articles.
#[test]
fn people_are_found_by_form_in_their_own_article_only() {
    let removal = Correction::Remove {
        entity: person_ref("Putin"),
        form: None,
    };
    assert_ne!(corrected(std::slice::from_ref(&removal)), found());
    let always = Corrections {
        everywhere: vec![removal],
        article: Vec::new(),
    };
    assert_eq!(apply(TEXT, &found(), &always), found());
}

/// Protects: names from files and from pasted text cannot affect the terminal.
#[test]
fn names_are_cleaned_of_control_characters() {
    let dirty = " Rose\n\t Gar\u{1b}[31mden\u{202E} ";
    assert_eq!(clean_name(dirty).unwrap(), "Rose Gar[31mden");
    assert_eq!(clean_name(" \u{200B}\n"), None);
    assert!(clean_name(&"x".repeat(9999)).unwrap().len() < 1000);
}

/// Protects: the list of countries is sorted and has each code once.
#[test]
fn every_country_is_listed_once() {
    let all = all_countries();
    assert!(all.len() > 200 && all.is_sorted_by_key(|country| country.name));
    let mut codes: Vec<CountryCode> = all.iter().map(|country| country.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
}
