//! Bytes read as Markdown.
#![no_main]

use byline::load::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| byline_fuzz::read(bytes, Format::Markdown));
