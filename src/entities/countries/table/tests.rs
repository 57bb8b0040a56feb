use super::*;
use std::collections::{HashMap, HashSet};

/// All 249 codes of ISO 3166-1 alpha-2, and Kosovo's.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF \
    CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT \
    GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU \
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN \
    VU WF WS XK YE YT ZA ZM ZW";

fn lines() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    SOURCE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| (line, line.split('\t').collect()))
}

fn words(form: &CountryForm) -> String {
    form.chars().collect()
}

#[test]
fn every_code_has_one_row() {
    let want: Vec<&str> = CODES.split_ascii_whitespace().collect();
    assert_eq!(want.len(), 250);
    let mut have: Vec<&str> = lines()
        .filter_map(|(_, cells)| cells.first().copied())
        .filter(|&code| code != "--")
        .collect();
    have.sort_unstable();
    assert_eq!(have, want);
}

#[test]
fn every_row_is_well_formed() {
    for (line, cells) in lines() {
        assert_eq!(cells.len(), 7, "not seven cells: {line}");
        for cell in &cells {
            assert!(!cell.is_empty() && cell.trim() == *cell, "blank: {line}");
            assert!(
                cell.split("; ")
                    .all(|entry| !entry.trim().is_empty() && !entry.contains(';')),
                "separator: {line}"
            );
        }
        let mut forms = Vec::new();
        parse_row(line, &mut forms);
        for form in &forms {
            let words = words(form);
            assert!(
                words.starts_with(|first: char| first.is_uppercase()) || words == "eSwatini",
                "{words:?} does not begin with a capital"
            );
            assert!(
                !words.contains(['(', ')', '~', ':']) || words.contains(" ("),
                "{words:?}"
            );
        }
    }
}

#[test]
fn every_ambiguity_belongs_to_a_form_of_its_row() {
    for (line, cells) in lines().filter(|(_, cells)| cells[6] != "-") {
        let mut forms = Vec::new();
        parse_row(line, &mut forms);
        for entry in cells[6].split("; ") {
            let (words, ambiguities) = entry.split_once(": ").expect(line);
            assert!(
                forms.iter().any(|form| form.matches(words)),
                "{words:?} is not a form in {line}"
            );
            assert!(
                Ambiguities::parse(ambiguities).is_some(),
                "{ambiguities:?} in {line}"
            );
        }
    }
}

#[test]
fn a_form_belongs_to_one_country_unless_marked_with_a_tilde() {
    let mut first: HashMap<String, &CountryForm> = HashMap::new();
    let mut second = HashSet::new();
    for form in TABLE.forms.iter() {
        let words = words(form);
        if form.is_secondary {
            assert!(second.insert((words, form.country.code)), "twice");
        } else if let Some(other) = first.insert(words.clone(), form) {
            // One word may be both a name and a demonym of the same country: Lao.
            assert_eq!(other.country, form.country, "{words:?} has two countries");
            assert_ne!(
                other.mention_type, form.mention_type,
                "{words:?} occurs twice"
            );
        }
    }
    for (words, code) in second {
        let owner = first
            .get(&words)
            .unwrap_or_else(|| panic!("{words:?} has no owner"));
        assert_ne!(owner.country.code, code);
    }
}

#[test]
fn the_longest_form_wins() {
    let code = |text| {
        let found = longest_match(text).unwrap();
        (
            found.form.country.code.map_or("", |code| {
                if code == CountryCode::new("US").unwrap() {
                    "US"
                } else {
                    "other"
                }
            }),
            found.spelling.len,
        )
    };
    assert_eq!(code("Washington, D.C. is"), ("US", 16));
    assert_eq!(code("United States of America"), ("US", 24));
    assert_eq!(code("New Mexico"), ("", 10));
    assert_eq!(code("Guinea-Bissau’s"), ("other", 13));
    assert!(longest_match("Londoner").is_none());
    assert!(longest_match("us").is_none());
}

#[test]
fn a_shared_form_returns_both_countries() {
    let found = longest_match("Korean").unwrap();
    assert_eq!(found.form.country.code, CountryCode::new("KR"));
    assert_eq!(
        found.secondary.first().unwrap().country.code,
        CountryCode::new("KP")
    );
}
