//! `byline`: a terminal reader for articles that marks every person and country and lets you walk from mention to mention.
//!
//! The program is one road; the modules below stand in its order, and each may only know those it stands on
//! (`tests/architecture.rs` checks it):
//!
//! ```text
//!  5  main · cli · run · print
//!  4  views     config     terminal     (do not know each other)
//!  3        app       store             (do not know each other)
//!  2  layout   load   entities   search   (do not know each other)
//!  1        document · error · atlas · when
//! ```
//!
//! Words: a *mention* is a marked stretch of text; an *entity* is the person or country it names; *how* says whether a
//! country stands there by name, demonym, capital or seat; an *offset* is a byte position in the document's text; a
//! *cell* is one column of the terminal's grid.

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
pub mod document;
pub mod entities;
pub mod error;
pub mod layout;
pub mod load;
pub mod print;
pub mod run;
pub mod search;
pub mod store;
pub mod terminal;
pub mod views;
pub mod when;
