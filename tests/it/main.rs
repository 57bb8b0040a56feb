//! The integration tests: one program, with a module for each subject. `cargo test --test it search::` runs the module `search`.
//!
//! The tests share a process and run in parallel, so none may change what belongs to all of it: environment variables,
//! the current folder, signal handlers, the panic hook. What a test needs to set it gives to a program that it starts.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test that fails may say so by panicking"
)]

mod common;

mod architecture;
mod ascii;
mod code;
mod commands;
mod confidence;
mod configuring;
mod cooccurrence;
mod copy_open_pipe;
mod corrections;
mod encodings;
mod entities;
mod epub;
mod extract;
mod feeds;
mod fetch;
mod followed_links;
mod geometry;
mod gold;
#[cfg(unix)]
mod history;
mod hostile;
mod html;
mod keys;
#[cfg(unix)]
mod known_feeds;
mod library;
mod library_view;
mod links;
#[cfg(unix)]
mod loading;
mod mail;
mod manual;
mod many;
mod markdown;
mod messages;
mod mouse;
mod navigation;
mod nearest_mention;
mod opening;
mod overlays;
mod page;
mod paragraph_filter;
#[cfg(feature = "pdf")]
mod pdf;
mod people;
mod pictures;
mod piped;
mod print;
mod random_keys;
mod read_before;
#[cfg(unix)]
mod scrolling;
mod search;
mod sentences;
#[cfg(unix)]
mod store;
mod styles;
#[cfg(unix)]
mod terminal;
mod tools;
mod whole_page;
mod word_lists;
mod world_map;
