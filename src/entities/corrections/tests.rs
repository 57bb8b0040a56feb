use super::*;
use crate::entities::mention::{MentionType, Reason};
use crate::entities::{CountryHit, Person, build};
use proptest::prelude::*;

const TEXT: &str = "Rose Garden met Vladimir Putin. Putin and Vladimir Poutine spoke of Georgia. Georgia Meloni and Rose Garden \
                    listened to Georgia. Angela did not; Angela's hat did. Ms. Rose Garden slept.";

fn person(name: &str, forms: &[&str]) -> Person {
    let mut free = vec![true; TEXT.len()];
    let mut hits = Vec::new();
    for form in forms {
        for (at, _) in TEXT.match_indices(form) {
            if free[at..at + form.len()].iter().all(|&free| free) {
                free[at..at + form.len()].fill(false);
                hits.push((at..at + form.len(), 80, Reason::Tagger));
            }
        }
    }
    Person {
        name: name.to_owned(),
        roles: Vec::new(),
        hits,
    }
}

/// What the engine would say of the text, with its mistakes.
fn found() -> Entities {
    let georgia = Code::new("GE").unwrap();
    let countries = TEXT.match_indices("Georgia").map(|(at, form)| CountryHit {
        range: at..at + form.len(),
        code: georgia,
        name: "Georgia",
        how: MentionType::Name,
        sureness: 70,
    });
    let people = vec![
        person("Rose Garden", &["Rose Garden"]),
        person("Vladimir Putin", &["Vladimir Putin", "Putin"]),
        person("Vladimir Poutine", &["Vladimir Poutine"]),
        person("Georgia Meloni", &["Georgia Meloni"]),
    ];
    build(TEXT, people, countries.collect())
}

fn whoever(name: &str) -> Whom {
    Whom::Person(name.to_owned())
}

fn corrected(article: &[Correction]) -> Entities {
    let corrections = Corrections {
        always: Vec::new(),
        article: article.to_vec(),
    };
    let after = apply(TEXT, &found(), &corrections);
    check(TEXT, &after);
    after
}

/// Names and what their mentions read, in order of appearance.
fn told(entities: &Entities) -> Vec<String> {
    let one = |n: usize| {
        let entity = &entities.entities()[n];
        let forms: Vec<String> = entity
            .mentions
            .iter()
            .map(|&m| TEXT[entities.mentions()[m].range.clone()].to_owned())
            .collect();
        format!("{}: {}", entity.name, forms.join(", "))
    };
    (0..entities.entities().len()).map(one).collect()
}

/// Every invariant of the index.
fn check(text: &str, entities: &Entities) {
    let (mut end, mut next) = (0, 0);
    for (n, mention) in entities.mentions().iter().enumerate() {
        assert!(
            mention.range.start >= end && !mention.range.is_empty(),
            "sorted, disjoint"
        );
        assert!(text.get(mention.range.clone()).is_some(), "on boundaries");
        end = mention.range.end;
        let entity = &entities.entities()[mention.entity];
        assert!(entity.mentions.contains(&n), "listed by its entity");
        assert_eq!(mention.mention_type.is_some(), entity.kind == Kind::Country);
        assert!(mention.entity <= next, "in order of first appearance");
        next = next.max(mention.entity + 1);
    }
    for (n, entity) in entities.entities().iter().enumerate() {
        assert!(!entity.mentions.is_empty() && entity.mentions.is_sorted());
        assert_eq!(entity.code.is_some(), entity.kind == Kind::Country);
        assert!(
            entity
                .mentions
                .iter()
                .all(|&m| entities.mentions()[m].entity == n)
        );
    }
}

/// Protects: every place is corrected at once, and the count is right.
#[test]
fn nobody_is_nobody_everywhere() {
    let form = || "Rose Garden".to_owned();
    let of = corrected(&[Correction::Nobody {
        whom: whoever("Rose Garden"),
        form: None,
    }]);
    assert!(told(&of).iter().all(|line| !line.contains("Rose")));
    assert_eq!(changed(&found(), &of), 3);
    let never = Correction::Never {
        kind: Kind::Person,
        form: form(),
    };
    assert_eq!(corrected(&[never]), of);
    let country = Correction::Never {
        kind: Kind::Country,
        form: form(),
    };
    assert_eq!(corrected(&[country]), found(), "of this kind only");
}

/// Protects: somebody whose very name is no name is called by what is left.
#[test]
fn without_its_name_a_person_is_called_by_the_rest() {
    let of = corrected(&[Correction::Nobody {
        whom: whoever("Vladimir Putin"),
        form: Some("Vladimir Putin".to_owned()),
    }]);
    assert!(
        told(&of).contains(&"Putin: Putin".to_owned()),
        "{:?}",
        told(&of)
    );
}

/// Protects: merging keeps every mention, and says why.
#[test]
fn two_become_one() {
    let merge = Correction::Merge {
        from: whoever("Vladimir Poutine"),
        into: whoever("Vladimir Putin"),
    };
    let of = corrected(std::slice::from_ref(&merge));
    let line = "Vladimir Putin: Vladimir Putin, Putin, Vladimir Poutine";
    assert!(told(&of).contains(&line.to_owned()), "{:?}", told(&of));
    assert_eq!(changed(&found(), &of), 1);
    let moved = of
        .mentions()
        .iter()
        .find(|m| &TEXT[m.range.clone()] == "Vladimir Poutine");
    assert_eq!(moved.unwrap().reason, Reason::Correction);
    assert_eq!(
        corrected(&[merge.clone(), merge]),
        of,
        "the second finds nobody"
    );
}

/// Protects: one form leaves, exactly as it is written, and whoever stays keeps a name.
#[test]
fn a_form_is_split_off() {
    let split = |form: &str| Correction::Split {
        from: whoever("Vladimir Putin"),
        form: form.to_owned(),
    };
    let lines = told(&corrected(&[split("Putin")]));
    assert!(lines.contains(&"Putin: Putin".to_owned()), "{lines:?}");
    assert!(lines.contains(&"Vladimir Putin: Vladimir Putin".to_owned()));
    let lines = told(&corrected(&[split("Vladimir Putin")]));
    assert!(lines.contains(&"Putin: Putin".to_owned()), "{lines:?}");
    assert_eq!(corrected(&[split("putin")]), found());
}

/// Protects: a new name holds, and a name that somebody has already makes the two one.
#[test]
fn renaming_and_the_name_of_another() {
    let rename = |to: &str| Correction::Rename {
        whom: whoever("Vladimir Poutine"),
        to: to.to_owned(),
    };
    let lines = told(&corrected(&[rename("Wladimir")]));
    assert!(lines.contains(&"Wladimir: Vladimir Poutine".to_owned()));
    let merge = Correction::Merge {
        from: whoever("Vladimir Poutine"),
        into: whoever("Vladimir Putin"),
    };
    assert_eq!(corrected(&[rename("Vladimir Putin")]), corrected(&[merge]));
}

/// Protects: a person may be a country after all, and a country's word a person, new or known.
#[test]
fn mentions_pass_to_another_kind() {
    let georgia = Whom::Country(Code::new("GE").unwrap());
    let form = Some("Georgia".to_owned());
    let to = |to: Whom| Correction::Move {
        from: georgia.clone(),
        form: form.clone(),
        to,
    };
    let lines = told(&corrected(&[to(whoever("Georgia"))]));
    assert!(lines.contains(&"Georgia: Georgia, Georgia".to_owned()));
    let lines = told(&corrected(&[to(whoever("Georgia Meloni"))]));
    assert!(lines.contains(&"Georgia Meloni: Georgia, Georgia Meloni, Georgia".to_owned()));
    let chad = Whom::Country(Code::new("TD").unwrap());
    let of = corrected(&[Correction::Move {
        from: whoever("Rose Garden"),
        form: None,
        to: chad,
    }]);
    assert!(told(&of)[0].starts_with("Chad: Rose Garden"));
    assert_eq!(of.mentions()[0].mention_type, Some(MentionType::Name));
    let nowhere = Whom::Country(Code::new("ZZ").unwrap());
    assert_eq!(
        corrected(&[to(nowhere)]),
        found(),
        "there is no such country"
    );
}

/// Protects: what was missed is marked wherever it stands as a whole word; what is longer stays, what is shorter gives way.
#[test]
fn what_was_missed_is_added() {
    let add = |form: &str, whom: Whom| Correction::Add {
        form: form.to_owned(),
        whom,
    };
    let of = corrected(&[add("Angela", whoever("Angela"))]);
    assert!(told(&of).contains(&"Angela: Angela, Angela".to_owned()));
    assert_eq!(changed(&found(), &of), 2);
    assert_eq!(
        corrected(&[add("Meloni", whoever("Meloni"))]),
        found(),
        "inside a longer one"
    );
    let of = corrected(&[add("Ms. Rose Garden", whoever("Rose Garden"))]);
    assert!(
        told(&of)[0].ends_with("Rose Garden, Ms. Rose Garden"),
        "{:?}",
        told(&of)
    );
    assert_eq!(changed(&found(), &of), 1);
    let of = corrected(&[add("Georgia", whoever("Georgia"))]);
    assert!(
        told(&of).contains(&"Georgia: Georgia, Georgia".to_owned()),
        "the reader's word"
    );
    let nowhere = Whom::Country(Code::new("ZZ").unwrap());
    assert_eq!(corrected(&[add("Georgia", nowhere)]), found());
}

/// Protects: where only a part has been read, people are known by what they are called there; in other articles they are not.
#[test]
fn people_are_found_by_form_in_their_own_article_only() {
    let nobody = Correction::Nobody {
        whom: whoever("Putin"),
        form: None,
    };
    assert_ne!(corrected(std::slice::from_ref(&nobody)), found());
    let always = Corrections {
        always: vec![nobody],
        article: Vec::new(),
    };
    assert_eq!(apply(TEXT, &found(), &always), found());
}

/// Protects: names from files and from pasted text cannot act on a terminal.
#[test]
fn names_are_made_clean() {
    let dirty = " Rose\n\t Gar\u{1b}[31mden\u{202E} ";
    assert_eq!(clean_name(dirty).unwrap(), "Rose Gar[31mden");
    assert_eq!(clean_name(" \u{200B}\n"), None);
    assert!(clean_name(&"x".repeat(9999)).unwrap().len() < 1000);
}

#[test]
fn every_country_has_a_name_once() {
    let all = countries();
    assert!(all.len() > 200 && all.is_sorted_by_key(|&(_, name)| name));
    let mut codes: Vec<Code> = all.iter().map(|&(code, _)| code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
}

/// Words that stand in each other, beside each other, and beyond ASCII.
const WORDS: [&str; 8] = [
    "Ann", "Ann Lee", "Lee", "Bob", "Éva", "北京", "Chad", "e\u{301}",
];

prop_compose! {
    fn text()(words in prop::collection::vec((0..WORDS.len(), 0..4usize), 0..40)) -> String {
        let between = [" ", ", ", "’s ", ""];
        words.into_iter().flat_map(|(word, gap)| [WORDS[word], between[gap]]).collect()
    }
}

fn whom_of(n: usize) -> Whom {
    match n {
        0 => Whom::Country(Code::new("TD").unwrap()),
        1 => Whom::Country(Code::new("GE").unwrap()),
        2 => Whom::Country(Code::new("ZZ").unwrap()),
        n => whoever(WORDS[n % WORDS.len()]),
    }
}

prop_compose! {
    fn correction()(what in 0..8usize, one in 0..12usize, two in 0..12usize, word in 0..WORDS.len(), some: bool) -> Correction {
        let (one, two, form) = (whom_of(one), whom_of(two), WORDS[word].to_owned());
        match what {
            0 => Correction::Nobody { whom: one, form: some.then_some(form) },
            1 => Correction::Never { kind: one.kind(), form },
            2 => Correction::Merge { from: one, into: two },
            3 => Correction::Split { from: one, form },
            4 => Correction::Rename { whom: one, to: form },
            5 => Correction::Move { from: one, form: some.then_some(form), to: two },
            _ => Correction::Add { form, whom: one },
        }
    }
}

/// Anything an engine could say of `text`.
fn anything(text: &str, seeds: &[(usize, usize, usize)]) -> Entities {
    let edges: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut people = vec![Person::default(); WORDS.len()];
    let mut countries = Vec::new();
    for (person, name) in people.iter_mut().zip(WORDS) {
        name.clone_into(&mut person.name);
    }
    for &(start, length, whom) in seeds {
        let from = edges[start % edges.len()];
        let to = edges[(start % edges.len() + length).min(edges.len() - 1)];
        match whom_of(whom) {
            Whom::Country(code) => countries.push(CountryHit {
                range: from..to,
                code,
                name: "a country",
                how: MentionType::Demonym,
                sureness: 50,
            }),
            Whom::Person(_) => people[whom % WORDS.len()]
                .hits
                .push((from..to, 50, Reason::Tagger)),
        }
    }
    build(text, people, countries)
}

proptest! {
    /// Protects: whatever a reader says of whatever the engine found, the index stays what it promises to be.
    #[test]
    fn invariants_hold_under_any_corrections(
        text in text(),
        seeds in prop::collection::vec((0..400usize, 1..9usize, 0..12usize), 0..30),
        always in prop::collection::vec(correction(), 0..4),
        article in prop::collection::vec(correction(), 0..8),
    ) {
        let found = anything(&text, &seeds);
        check(&text, &found);
        prop_assert_eq!(&apply(&text, &found, &Corrections::default()), &found);
        let corrections = Corrections { always, article };
        let after = apply(&text, &found, &corrections);
        check(&text, &after);
        prop_assert_eq!(&after, &apply(&text, &found, &corrections));
        prop_assert_eq!(changed(&found, &found), 0);
        prop_assert_eq!(changed(&found, &after) == 0, looks(&found) == looks(&after));
        prop_assert_eq!(changed(&found, &after), changed_slowly(&found, &after));
    }
}

/// What [`changed`] must say, the long way round: new stretches and those that are somebody else's now, and what is gone
/// with nothing in its place.
fn changed_slowly(before: &Entities, after: &Entities) -> usize {
    let (old, new) = (looks(before), looks(after));
    let fresh = new.iter().filter(|mention| !old.contains(mention));
    let covered = |range: &std::ops::Range<usize>| {
        let mut over = new.iter().map(|mention| &mention.0);
        over.any(|other| other.start < range.end && range.start < other.end)
    };
    fresh.count() + old.iter().filter(|mention| !covered(&mention.0)).count()
}

/// What a reader sees of a result: what is marked, as whom.
fn looks(entities: &Entities) -> Vec<(std::ops::Range<usize>, Kind, String, Option<Code>)> {
    let look = |mention: &crate::entities::Mention| {
        let entity = &entities.entities()[mention.entity];
        let (range, name) = (mention.range.clone(), entity.name.clone());
        (range, entity.kind, name, entity.code)
    };
    entities.mentions().iter().map(look).collect()
}
