//! Cleaning random text: the result holds nothing that acts on a terminal, and cleaning it again changes nothing.
#![no_main]

use byline::load::clean;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|dirty: &str| {
    let text = clean::text(dirty);
    let live = |c: char| byline_fuzz::is_live(c) && c != '\n' && c != '\t';
    assert!(!text.chars().any(live), "{text:?}");
    assert_eq!(clean::text(&text), text);
    let line = clean::line(dirty);
    assert!(!line.chars().any(byline_fuzz::is_live), "{line:?}");
    // Plain ASCII text is unchanged.
    if !dirty.chars().any(|c| c.is_control() || !c.is_ascii()) {
        assert_eq!(text, dirty);
    }
});
