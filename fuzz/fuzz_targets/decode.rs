//! Random bytes in an encoding that has to be guessed, or that is given.
#![no_main]

use byline::error::SafeText;
use byline::load::{self, Encoding, FileFormat, LoadOptions, RawContent};
use libfuzzer_sys::fuzz_target;

const LABELS: &[&str] = &["utf-8", "windows-1252", "utf-16le", "utf-16be", "shift_jis", "iso-2022-jp", "gb18030", "big5"];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else {
        return;
    };
    let label = LABELS.get(usize::from(first));
    let options = LoadOptions {
        format: Some(FileFormat::Plain),
        encoding: label.and_then(|label| Encoding::for_label(label.as_bytes())),
        ..LoadOptions::default()
    };
    let raw = RawContent::new(rest.to_vec(), SafeText::new("fuzz"));
    if let Ok(document) = load::parse(&raw, &options) {
        byline_fuzz::check(&document);
    }
});
