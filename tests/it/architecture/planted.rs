//! Tests of the guard itself: small sources with a violation each, and sources that must pass.

use super::rules::dependencies;
use super::*;

/// Sources with one violation each: the file, its text, and a part of the message.
const VIOLATIONS: &[(&str, &str, &str)] = &[
    (
        "app/x.rs",
        "use crate::terminal;",
        "`crate::terminal` uses the part `terminal`, which the row of `app` does not allow",
    ),
    (
        "app/x.rs",
        "use crate::run::run_reader;",
        "uses the part `run`",
    ),
    (
        "views/x.rs",
        "use crate::cli::Command;",
        "uses the part `cli`",
    ),
    (
        "store/x.rs",
        "use crate::print::print_many;",
        "uses the part `print`",
    ),
    (
        "store/x.rs",
        "use crate::main::x;",
        "`crate::main::x` uses `main`, which is not a part with a row",
    ),
    (
        "layout/x.rs",
        "use crate::{document::Block, app};",
        "`crate::app` uses the part `app`",
    ),
    (
        "layout/x.rs",
        "use {std::fmt, crate::{document::{self, Block}, entities::{self as e, index::{Entities}}}};",
        "`crate::entities::index::Entities` uses the part `entities`",
    ),
    (
        "layout/x.rs",
        "use crate::{load::*};",
        "`crate::load` uses the part `load`",
    ),
    (
        "layout/x/y.rs",
        "use super::super::super::views::draw;",
        "`super::super::super::views::draw` uses the part `views`",
    ),
    (
        "layout/x.rs",
        "fn f() { self::super::super::views::draw() }",
        "uses the part `views`",
    ),
    (
        "layout/x.rs",
        "mod inner { use super::super::super::{search as s}; }",
        "uses the part `search`",
    ),
    (
        "entities/x.rs",
        "pub use crate::app::State;",
        "uses the part `app`",
    ),
    (
        "app/x.rs",
        "pub use crate::entities::Entity;",
        "the re-export of `crate::entities::Entity` hands `entities` on to other parts",
    ),
    (
        "app/x.rs",
        "use crate::entities;\npub(crate) use entities::Entity;",
        "the re-export of `entities::Entity` hands",
    ),
    (
        "app.rs",
        "pub(super) use thiserror::Error;",
        "the re-export of `thiserror::Error` hands",
    ),
    (
        "app/x.rs",
        "pub type E = crate::entities::Entity;",
        "the re-export of `crate::entities::Entity` hands",
    ),
    (
        "views/x.rs",
        "use crate as root;\nfn f() { root::terminal::x() }",
        "another name for the crate root",
    ),
    (
        "views/x.rs",
        "use crate::{self as root};",
        "another name for the crate root",
    ),
    ("views.rs", "use super::*;", "everything in the crate root"),
    (
        "views/x.rs",
        "extern crate self as root;",
        "another name for the crate root",
    ),
    (
        "app/x.rs",
        "fn f() { let x = crate::terminal::x(); }",
        "`crate::terminal::x` uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "fn f(x: Vec<crate::store::Store>) -> impl crate::config::T {}",
        "`crate::config::T` uses the part `config`",
    ),
    (
        "app/x.rs",
        "fn f() { <crate::store::Store as Default>::default(); }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "fn f() { use crate::store::Store; }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[cfg(feature = \"pdf\")] fn f() { crate::store::x() }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[derive(Clone)] struct A { #[cfg_attr(test, x(crate::store::y))] a: u8 }",
        "uses the part `store`",
    ),
    (
        "store/x.rs",
        "struct A { #[serde(with = \"crate::load::y\")] a: u8 }",
        "`crate::load::y` uses the part `load`",
    ),
    (
        "app/x.rs",
        "fn f() { println!(\"{}\", crate::terminal::x()) }",
        "`crate::terminal::x` uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "fn f() { vec![[(ratatui::style::Color::Red)]]; }",
        "`ratatui::style::Color::Red` uses the crate `ratatui`",
    ),
    (
        "app/x.rs",
        "macro_rules! m { () => { $crate::terminal::x() } }",
        "uses the part `terminal`",
    ),
    (
        "app/x.rs",
        "m! { use crate::{layout::{Flow}, store::{self, Store}}; }",
        "`crate::store::Store` uses the part `store`",
    ),
    (
        "app/x.rs",
        "m! { use crate as root; }",
        "another name for the crate root",
    ),
    (
        "app/x.rs",
        "fn f() { assert!(super::super::store::x()) }",
        "`super::super::store::x` uses the part `store`",
    ),
    (
        "app/x.rs",
        "use ratatui::buffer::Buffer;",
        "`ratatui::buffer::Buffer` uses the crate `ratatui`, which the row of `app` does not allow",
    ),
    ("app/x.rs", "use regex as r;", "uses the crate `regex`"),
    (
        "app/x.rs",
        "extern crate regex as r;",
        "uses the crate `regex`",
    ),
    (
        "app/x.rs",
        "fn f() { ::regex::Regex::new(\"\"); }",
        "uses the crate `regex`",
    ),
    (
        "app/x.rs",
        "#[derive(serde::Serialize)] struct A;",
        "uses the crate `serde`",
    ),
    (
        "app/x.rs",
        "fn f() { proptest::x() }",
        "uses the crate `proptest`",
    ),
    (
        "app/x.rs",
        "use left_pad::pad;",
        "`left_pad::pad` uses the crate `left_pad`, which Cargo.toml does not list",
    ),
    (
        "main.rs",
        "use byline::{cli, terminal};",
        "`byline::terminal` uses the part `terminal`",
    ),
    (
        "bin/byline-atlas.rs",
        "fn f() { byline::load::open() }",
        "uses the part `load`",
    ),
    (
        "entities/x.rs",
        "use super::tagger::train::run;",
        "uses the part `train`",
    ),
    (
        "app/x.rs",
        "#[cfg(test)] mod tests { use crate::store::Store; }",
        "uses the part `store`",
    ),
    (
        "app/x.rs",
        "#[path = \"../store/file.rs\"] mod file;",
        "the module `file` is a file of another part",
    ),
    (
        "app/x.rs",
        "include!(\"../store/file.rs\");",
        "`include!` brings in a source",
    ),
    (
        "lib.rs",
        "pub mod app;\npub use app::State;",
        "the crate root holds more than `mod` declarations",
    ),
    ("sound/x.rs", "", "the part `sound` has no row"),
    (
        "bin/byline-sound.rs",
        "fn main() {}",
        "the part `bin/byline-sound` has no row",
    ),
    (
        "app/x.rs",
        "use crate::sound::play;",
        "`crate::sound::play` uses `sound`, which is not a part with a row",
    ),
];

/// Sources without a violation: the file and its text.
const NO_VIOLATIONS: &[(&str, &str)] = &[
    (
        "app/x.rs",
        "use crate::{document::{self, Block}, entities};\nuse super::state::State;\npub use super::panel::Panel;",
    ),
    (
        "app/x/y.rs",
        "use super::super::state; fn f() { crate::app::update(); super::x::<u8>(); entities::x() }",
    ),
    (
        "app/x.rs",
        "//! [`crate::terminal`] draws.\n// crate::terminal::x()\nfn f() -> &'static str { \"crate::terminal::x\" }",
    ),
    (
        "app/x.rs",
        "mod regex { pub fn f() {} }\nfn g() { regex::f(); self::regex::f() }",
    ),
    (
        "app/x.rs",
        "fn f(run: u8, print: u8) { print!(\"{}\", run.min(print)); std::mem::drop(u8::MAX) }",
    ),
    (
        "app/x.rs",
        "use std::fmt::{self, Display as D};\nenum A { B }\nuse A::B;\nuse A::*;",
    ),
    (
        "app/x.rs",
        "#[cfg(test)] mod tests { use super::*; use proptest::prelude::*; }",
    ),
    ("load.rs", "pub use encoding_rs::Encoding;"),
    (
        "views/x.rs",
        "use ratatui as r; fn f() { r::init(); assert_eq!(crate::app::x(), ::ratatui::y()) }",
    ),
    (
        "entities/tagger/train/x.rs",
        "use super::super::labels; use flate2::read::GzDecoder;",
    ),
    (
        "main.rs",
        "use byline::{cli::{self, Command}, run}; fn main() { run::run_reader(); crate::helper() }",
    ),
    ("lib.rs", "pub mod app;\npub mod terminal;"),
];

/// Protects: each form of a use that is not allowed is found and reported with its file.
#[test]
fn planted_violations_are_reported() {
    let rules = Rules::new();
    for (file, code, expected) in VIOLATIONS {
        let violations = read(&rules, Path::new(file), code).violations;
        let start = format!("src/{file}: ");
        assert!(
            violations
                .iter()
                .any(|text| text.starts_with(&start) && text.contains(expected)),
            "{file}: {code}\nmust give: {expected}\ngave: {violations:#?}"
        );
    }
}

#[test]
fn allowed_uses_are_not_reported() {
    let rules = Rules::new();
    for (file, code) in NO_VIOLATIONS {
        let violations = read(&rules, Path::new(file), code).violations;
        assert!(
            violations.is_empty(),
            "{file}: {code}\ngave: {violations:#?}"
        );
    }
}

/// Protects: rows that contradict the diagram, Cargo.toml or the sources are reported.
#[test]
fn untrue_rows_are_reported() {
    let (dependencies, dev_dependencies) = dependencies(
        "[dependencies]\nregex = '1'\nquick-xml = '1'\n[target.'cfg(unix)'.dependencies]\nrustix = '1'\n[dev-dependencies]\nsyn = '2'",
    );
    assert_eq!(Vec::from_iter(&dev_dependencies), ["syn"]);
    assert_eq!(
        Vec::from_iter(&dependencies),
        ["quick_xml", "regex", "rustix"]
    );
    let rows: &[Row] = &[
        ("low", &["high"], &["quick_xml"]),
        ("beside", &["low"], &["absent"]),
        ("high", &["low", "top", "lib", "sound"], &["regex"]),
        ("top", &["other"], &[]),
        ("other", &["top"], &[]),
        ("sound", &[], &[]),
        ("lib", &[], &[]),
    ];
    let layers: &[(u8, &[&str])] = &[
        (3, &["top", "other"]),
        (2, &["high", "missing"]),
        (1, &["low", "beside"]),
    ];
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut used: Used = rows
        .iter()
        .map(|(part, parts, crates)| ((*part).to_owned(), (names(parts), names(crates))))
        .collect();
    used.get_mut("high").unwrap().0.remove("low");
    used.get_mut("high").unwrap().1.clear();
    used.remove("other");
    let found: BTreeSet<String> = check_rows(rows, layers, &dependencies, &used)
        .into_iter()
        .collect();
    let expected = [
        "Cargo.toml lists the crate `rustix`, which no row allows",
        "`missing` is in the diagram and has no row",
        "`sound` is not in the diagram",
        "the row of `beside` allows `low`, which is not below it in the diagram",
        "the row of `beside` allows the crate `absent`, which is not a dependency in Cargo.toml",
        "the row of `high` allows `lib`, which is not below it in the diagram",
        "the row of `high` allows `sound`, which is not below it in the diagram",
        "the row of `high` allows `top`, which is not below it in the diagram",
        "the row of `high` allows the crate `regex`, which `high` does not use",
        "the row of `high` allows the part `low`, which `high` does not use",
        "the row of `low` allows `high`, which is not below it in the diagram",
        "the row of `other` stands for no source",
    ];
    assert_eq!(Vec::from_iter(&found), expected);
}
