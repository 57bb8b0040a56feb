use super::*;

/// One correction of each kind, with people and countries.
fn one_of_each() -> Vec<Correction> {
    let (ann, chad) = (
        EntityRef::Person("Ann “the” Lee \\ \"x\"".to_owned()),
        EntityRef::Country(CountryCode::new("TD").unwrap()),
    );
    let form = || "Ann\nLee".to_owned();
    vec![
        Correction::Remove {
            entity: ann.clone(),
            form: None,
        },
        Correction::Remove {
            entity: chad.clone(),
            form: Some(form()),
        },
        Correction::Ignore {
            kind: EntityKind::Person,
            form: form(),
        },
        Correction::Merge {
            from: ann.clone(),
            into: EntityRef::Person("北京".to_owned()),
        },
        Correction::Split {
            from: ann.clone(),
            form: form(),
        },
        Correction::Rename {
            entity: chad.clone(),
            name: "Tchad".to_owned(),
        },
        Correction::Reassign {
            from: chad.clone(),
            form: Some(form()),
            to: ann.clone(),
        },
        Correction::Add {
            form: form(),
            entity: ann,
        },
    ]
}

/// Protects: every correction is read back unchanged.
#[test]
fn every_correction_round_trips() {
    let mut file = CorrectionFile::for_article(&Document::default());
    for correction in one_of_each() {
        file.add(&correction);
    }
    let reparsed = CorrectionFile::parse(&file.to_toml()).unwrap();
    assert_eq!(reparsed.corrections(), one_of_each());
    assert_eq!(reparsed.entries(), one_of_each().len());
    assert_eq!(reparsed.to_toml(), file.to_toml());
}

/// Protects: the file is readable for people.
#[test]
fn the_file_is_readable() {
    let mut file = CorrectionFile::for_all_articles();
    file.add(&Correction::Reassign {
        from: EntityRef::Country(CountryCode::new("TD").unwrap()),
        form: Some("Chad".to_owned()),
        to: EntityRef::Person("Chad Smith".to_owned()),
    });
    let expected = format!(
        "{PERSONAL_HEADER}
[[correction]]
what = \"move\"
country = \"TD\" # Chad
form = \"Chad\"
to-person = \"Chad Smith\"
"
    );
    assert_eq!(file.to_toml(), expected);
}

/// Protects: comments, order and unknown entries stay when corrections are added and removed.
#[test]
fn comments_and_unknown_entries_are_preserved() {
    let text = "# mine\ncolour = 3\n\n# why\n[[correction]]\nwhat = \"shine\"\nhow = \"brightly\"\n\n# because\n\
                [[correction]]\nwhat = \"never\"\nkind = \"person\"\nform = \"Ann\"\nnew = 1\n\n# the end\n";
    let mut file = CorrectionFile::parse(text).unwrap();
    let never = Correction::Ignore {
        kind: EntityKind::Person,
        form: "Ann".to_owned(),
    };
    assert_eq!(file.corrections(), [never.clone()].as_slice());
    assert_eq!(file.entries(), 2);
    for correction in one_of_each() {
        file.add(&correction);
    }
    for correction in one_of_each() {
        assert!(file.remove(&correction));
    }
    assert!(file.remove(&never) && !file.remove(&never));
    let left = file.to_toml();
    for text in [
        "# mine",
        "colour = 3",
        "# why",
        "how = \"brightly\"",
        "# because",
        "# the end",
    ] {
        assert!(left.contains(text), "{text} is gone:\n{left}");
    }
    assert!(CorrectionFile::parse(&left).is_some(), "{left}");
}

/// Protects: nothing that acts on a terminal comes in through the file, and an incomplete correction does nothing.
#[test]
fn invalid_entries_are_ignored() {
    for invalid in [
        "person = \"a\"",
        "what = \"nobody\"",
        "what = \"nobody\"\nperson = \"a\\u001b[2J\"",
        "what = \"nobody\"\nperson = \"a\"\ncountry = \"TD\"",
        "what = \"nobody\"\ncountry = \"Chad\"",
        "what = \"nobody\"\nperson = \"a\"\nform = 3",
        "what = \"never\"\nkind = \"dog\"\nform = \"a\"",
        "what = \"mark\"\nform = \"a\"",
        "what = 3",
    ] {
        let file = CorrectionFile::parse(&format!("[[correction]]\n{invalid}\n")).unwrap();
        assert_eq!(
            (file.corrections().len(), file.entries()),
            (0, 1),
            "{invalid}"
        );
    }
    for broken in [
        "correction = 3",
        "correction = [3]",
        "[correction]\na = 1",
        "[[corr",
        "a",
    ] {
        assert!(CorrectionFile::parse(broken).is_none(), "{broken}");
    }
    let inline = "correction = [{ what = \"never\", kind = \"person\", form = \"Ann\" }]";
    assert_eq!(
        CorrectionFile::parse(inline).unwrap().corrections().len(),
        1
    );
}
