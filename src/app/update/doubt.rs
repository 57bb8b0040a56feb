//! How sure the engine must be of what is marked.

use super::correct;
use crate::app::state::State;
use crate::entities::Kind;

/// By how much a key moves the threshold.
const STEP: u8 = 10;
/// The lowest threshold: what is less sure than this nobody would take for a name.
const LOWEST: u8 = 30;
/// The highest: little of what is found is surer.
const HIGHEST: u8 = 90;

/// > and <: mark only what is surer, or what is less sure, too.
pub(super) fn threshold(state: &mut State, times: usize, surer: bool) {
    let by = u8::try_from(times).unwrap_or(u8::MAX).saturating_mul(STEP);
    let to = if surer {
        state.least.saturating_add(by)
    } else {
        state.least.saturating_sub(by)
    };
    // Whoever wants it lower or higher than the keys go gets back to that.
    let usual = state.options.least;
    let (lowest, highest) = (LOWEST.min(usual), HIGHEST.max(usual));
    let to = to.clamp(lowest, highest);
    let before = [Kind::Person, Kind::Country].map(|kind| state.entities.count(kind));
    let same = to == state.least;
    state.least = to;
    correct::renew(state);
    let [people, countries] = [Kind::Person, Kind::Country].map(|kind| state.entities.count(kind));
    let [people, countries] = [
        counted(people, before.first(), ["person", "people"]),
        counted(countries, before.last(), ["country", "countries"]),
    ];
    let end = match (same, to) {
        (true, to) if to == lowest => "; it goes no lower".to_owned(),
        (true, _) => "; it goes no higher".to_owned(),
        (false, to) if to == usual => "; as usual".to_owned(),
        _ => format!("; {usual}% is usual"),
    };
    state.notice = Some(format!(
        "marked from {to}% sure on: {people}, {countries}{end}"
    ));
}

/// "12 people (+2)".
fn counted(count: usize, before: Option<&usize>, [one, many]: [&str; 2]) -> String {
    let word = if count == 1 { one } else { many };
    let before = before.copied().unwrap_or(count);
    match count.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{count} {word}"),
        std::cmp::Ordering::Greater => format!("{count} {word} (+{})", count - before),
        std::cmp::Ordering::Less => format!("{count} {word} (−{})", before - count),
    }
}
