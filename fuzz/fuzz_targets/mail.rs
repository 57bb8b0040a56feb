//! Random bytes, parsed as an e-mail.
#![no_main]

use byline::load::FileFormat;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| byline_fuzz::read(bytes, FileFormat::Mail));
