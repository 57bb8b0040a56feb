//! `byline`: a terminal reader for articles that highlights every person and country and lets you walk from mention to
//! mention.
//!
//! The modules, in the order in which an article passes through them: bytes → [`load`] → [`document`] → [`entities`] and
//! [`layout`] → [`app`] → [`views`] → [`terminal`]. A module may use only those below it; those of row 6 may use
//! each other, too (`tests/it/architecture.rs` checks all rows):
//!
//! ```text
//!  6  main · cli · run · print
//!  5  views     config     terminal       (not each other)
//!  4        app       store               (not each other)
//!  3  options   library   (not each other)
//!  2  layout   load   entities   search   palette   (not each other)
//!  1  document · error · atlas · dates · folding · kebab_case · manual   (not each other)
//! ```
//!
//! # Glossary
//!
//! The terms that the program uses in a sense of its own:
//!
//! - **article**: what is read, whatever it is: a page, a letter, a chapter. In code it is a [`document::Document`]: one text,
//!   and ranges over it.
//! - **offset**: a position in that text in bytes, on a character boundary; a `usize`, as the standard library indexes strings
//!   by it. Only JSON and TSV count in Unicode code points: these offsets have a type of their own, are made in
//!   `print/code_points.rs` from the text, and index nothing.
//! - **block**: a paragraph, heading, list item, table row and so on: a range of the text, and what it is.
//! - **mention**: a range of the text that names a person or a country ([`entities::Mention`]).
//! - **entity**: that person or country, with all its mentions ([`entities::Entity`]). Users read "name" for it: the
//!   *selected name*.
//! - **mention type**: how a country is mentioned: by name, demonym ("Russian"), capital ("Moscow") or seat of government
//!   ("the Kremlin") ([`entities::MentionType`]); none for people.
//! - **surface form**: one way in which an entity is written: "Ms Merkel", "Merkel".
//! - **confidence**: how sure the engine is of a mention, from 0 to 100. From 60 it is *listed* by default (users can move
//!   that threshold); what is below is *low-confidence*. Below 70 a mention is shown as *uncertain*, more faintly.
//! - **co-occurrence**: two entities in one sentence, or in one paragraph ([`entities::cooccurrence`]). Users read "mentioned
//!   together".
//! - **correction**: what a user said about a name, which wins over the engine ([`entities::corrections`]).
//! - **text anchor**: a position that is stored with the words around it, so that it is found again in a text that has changed
//!   ([`document::TextAnchor`]).
//! - **anchor offset**: the offset that stays on the screen while lines are wrapped for another width.
//! - **cell**: one column of the terminal's grid. A character takes none, one or two; widths are in cells unless they say
//!   otherwise.
//! - **overlay**: something open on top of the article that has the keys: a card, a menu, a prompt, the help, the
//!   preview ([`app::overlays`]).
//! - **selected** and **current**: the *selected* entity is the one whose mentions stand out and are walked; the *current* mention
//!   is the one that the user is at; a *selection* is a range of text that the user selects.
//! - **library**: the articles that were read, with their people and countries, kept across sittings ([`library`]).
//! - **mode**, **action**, **event**, **effect**: a key is looked up in the *mode* that has the keyboard and means an *action*; an
//!   *event* is what happens to the program, an *effect* what it asks the outside to do ([`app`]).
//! - **paragraph filter**: shows only the paragraphs that mention some entities ([`app::reading::filter`]).
//! - **reader**: the interactive program, as opposed to printing. Who uses it is the *user*.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::allow_attributes,
        clippy::print_stderr,
        reason = "a test that fails may say so by panicking"
    )
)]

pub mod app;
pub mod atlas;
pub mod cli;
pub mod config;
pub mod dates;
pub mod document;
pub mod entities;
pub mod error;
mod folding;
mod kebab_case;
pub mod layout;
pub mod library;
pub mod load;
pub mod manual;
pub mod options;
pub mod palette;
pub mod print;
pub mod run;
pub mod search;
pub mod store;
pub mod terminal;
pub mod views;
