//! Random bytes, parsed as a feed.
#![no_main]

use byline::load::FileFormat;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| byline_fuzz::read(bytes, FileFormat::Feed));
