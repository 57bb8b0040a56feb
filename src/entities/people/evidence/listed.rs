//! What the gazetteer says about the name.

use super::super::super::gazetteer::Kinds;
use super::super::candidate::{Candidate, Origin};
use super::Row;

pub(super) const RULES: &[Row] = &[
    (
        "well-known-person",
        "a well-known person has this name",
        |candidate, _| candidate.kinds.has(Kinds::PERSON) && candidate.origin == Origin::Tagged,
    ),
    (
        "well-known-person-untagged",
        "a well-known person has this name",
        |candidate, _| candidate.kinds.has(Kinds::PERSON) && candidate.origin != Origin::Tagged,
    ),
    ("listed-city", "a city has this name", |candidate, _| {
        candidate.kinds.place_rank() == 3
    }),
    ("listed-town", "a town has this name", |candidate, _| {
        candidate.kinds.place_rank() == 2
    }),
    (
        "listed-village",
        "a village has this name",
        |candidate, _| candidate.kinds.place_rank() == 1,
    ),
    (
        "listed-region",
        "a province has this name",
        |candidate, _| has(candidate, Kinds::REGION),
    ),
    (
        "listed-district",
        "a district has this name",
        |candidate, _| has(candidate, Kinds::DISTRICT),
    ),
    ("listed-club", "a club has this name", |candidate, _| {
        has(candidate, Kinds::CLUB)
    }),
    (
        "listed-company",
        "a company has this name",
        |candidate, _| has(candidate, Kinds::COMPANY),
    ),
    (
        "listed-newspaper",
        "a newspaper or broadcaster has this name",
        |candidate, _| has(candidate, Kinds::NEWSPAPER),
    ),
    (
        "listed-institution",
        "a university or hospital has this name",
        |candidate, _| has(candidate, Kinds::UNIVERSITY),
    ),
    (
        "listed-brand",
        "a brand or product has this name",
        |candidate, _| has(candidate, Kinds::BRAND),
    ),
    (
        "listed-landform",
        "a mountain, river or island has this name",
        |candidate, _| has(candidate, Kinds::NATURE),
    ),
    (
        "listed-organisation",
        "a party or group has this name",
        |candidate, _| has(candidate, Kinds::ORGANISATION),
    ),
    (
        "listed-ship",
        "a ship, spacecraft or storm has this name",
        |candidate, _| has(candidate, Kinds::SHIP),
    ),
];

fn has(candidate: &Candidate, kinds: Kinds) -> bool {
    candidate.kinds.has(kinds)
}
