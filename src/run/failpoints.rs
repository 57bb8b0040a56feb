//! Failures on demand, for the tests of what happens then: `BYLINE_TEST_FAILURE` names one. A release has none of them.

use crate::app::Event;

/// At the first key, panics or hangs if `BYLINE_TEST_FAILURE` says so. Does nothing in a release.
pub(super) fn at_key(event: &Event) {
    #[cfg(debug_assertions)]
    if matches!(event, Event::Key(_)) {
        panic_if_set("ui");
        while is_set("stuck") {
            std::thread::park();
        }
    }
    #[cfg(not(debug_assertions))]
    let _ = event;
}

/// Delays the exit after the terminal has been restored. Does nothing in a release.
pub(super) fn slow_exit() {
    #[cfg(debug_assertions)]
    if is_set("slow end") {
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
}

/// Panics if it is set. Does not exist in a release.
#[cfg(debug_assertions)]
pub(super) fn panic_if_set(name: &str) {
    assert!(!is_set(name), "asked for by the tests");
}

#[cfg(debug_assertions)]
fn is_set(name: &str) -> bool {
    std::env::var_os("BYLINE_TEST_FAILURE").is_some_and(|set| set == name)
}
