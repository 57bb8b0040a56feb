//! Bytes in an encoding that has to be guessed, or that a person names.
#![no_main]

use byline::error::Name;
use byline::load::{self, Encoding, Format, Options, Raw};
use libfuzzer_sys::fuzz_target;

const LABELS: &[&str] = &["utf-8", "windows-1252", "utf-16le", "utf-16be", "shift_jis", "iso-2022-jp", "gb18030", "big5"];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else {
        return;
    };
    let label = LABELS.get(usize::from(first));
    let options = Options {
        format: Some(Format::Plain),
        encoding: label.and_then(|label| Encoding::for_label(label.as_bytes())),
        ..Options::default()
    };
    let raw = Raw::new(rest.to_vec(), Name::of("fuzz"));
    if let Ok(document) = load::read(&raw, &options) {
        byline_fuzz::check(&document);
    }
});
