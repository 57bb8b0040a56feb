use super::*;

/// One of each, and both kinds.
fn each() -> Vec<Correction> {
    let (ann, chad) = (
        Whom::Person("Ann “the” Lee \\ \"x\"".to_owned()),
        Whom::Country(Code::new("TD").unwrap()),
    );
    let form = || "Ann\nLee".to_owned();
    vec![
        Correction::Nobody {
            whom: ann.clone(),
            form: None,
        },
        Correction::Nobody {
            whom: chad.clone(),
            form: Some(form()),
        },
        Correction::Never {
            kind: Kind::Person,
            form: form(),
        },
        Correction::Merge {
            from: ann.clone(),
            into: Whom::Person("北京".to_owned()),
        },
        Correction::Split {
            from: ann.clone(),
            form: form(),
        },
        Correction::Rename {
            whom: chad.clone(),
            to: "Tchad".to_owned(),
        },
        Correction::Move {
            from: chad.clone(),
            form: Some(form()),
            to: ann.clone(),
        },
        Correction::Add {
            form: form(),
            whom: ann,
        },
    ]
}

/// Protects: whatever a reader corrects is found again as it was.
#[test]
fn every_correction_reads_back_as_itself() {
    let mut page = Page::of_article(&Document::default());
    for correction in each() {
        page.add(&correction);
    }
    let again = Page::read(&page.text()).unwrap();
    assert_eq!(again.corrections(), (each(), 0));
    assert_eq!(again.text(), page.text());
}

/// Protects: a person can read the file.
#[test]
fn the_file_is_plain() {
    let mut page = Page::personal();
    page.add(&Correction::Move {
        from: Whom::Country(Code::new("TD").unwrap()),
        form: Some("Chad".to_owned()),
        to: Whom::Person("Chad Smith".to_owned()),
    });
    let expected = format!(
        "{ABOUT_PERSONAL}
[[correction]]
what = \"move\"
country = \"TD\" # Chad
form = \"Chad\"
to-person = \"Chad Smith\"
"
    );
    assert_eq!(page.text(), expected);
}

/// Protects: comments, order and what is not known stay when corrections come and go.
#[test]
fn what_a_person_or_a_newer_byline_wrote_stays() {
    let text = "# mine\ncolour = 3\n\n# why\n[[correction]]\nwhat = \"shine\"\nhow = \"brightly\"\n\n# because\n\
                [[correction]]\nwhat = \"never\"\nkind = \"person\"\nform = \"Ann\"\nnew = 1\n\n# the end\n";
    let mut page = Page::read(text).unwrap();
    let never = Correction::Never {
        kind: Kind::Person,
        form: "Ann".to_owned(),
    };
    assert_eq!(page.corrections(), (vec![never.clone()], 1));
    for correction in each() {
        page.add(&correction);
    }
    for correction in each() {
        assert!(page.remove(&correction));
    }
    assert!(page.remove(&never) && !page.remove(&never));
    let left = page.text();
    for kept in [
        "# mine",
        "colour = 3",
        "# why",
        "how = \"brightly\"",
        "# because",
        "# the end",
    ] {
        assert!(left.contains(kept), "{kept} is gone:\n{left}");
    }
    assert!(Page::read(&left).is_some(), "{left}");
}

/// Protects: what could act on a terminal does not come in through a file, and half a correction does nothing.
#[test]
fn what_makes_no_sense_is_not_guessed_at() {
    for strange in [
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
        let page = Page::read(&format!("[[correction]]\n{strange}\n")).unwrap();
        assert_eq!(page.corrections(), (Vec::new(), 1), "{strange}");
    }
    for broken in [
        "correction = 3",
        "correction = [3]",
        "[correction]\na = 1",
        "[[corr",
        "a",
    ] {
        assert!(Page::read(broken).is_none(), "{broken}");
    }
    let short = "correction = [{ what = \"never\", kind = \"person\", form = \"Ann\" }]";
    assert_eq!(Page::read(short).unwrap().corrections().0.len(), 1);
}
