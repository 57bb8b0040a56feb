//! Changing the minimum confidence of the mentions that are shown.

use super::corrections;
use crate::app::state::State;
use crate::entities::EntityKind;

/// Percentage points by which a key changes the threshold.
const THRESHOLD_STEP: u8 = 10;
/// The lowest threshold that the keys reach, in percent: less certain mentions are hardly ever names.
const MIN_THRESHOLD: u8 = 30;
/// The highest threshold that the keys reach, in percent: few mentions are more certain.
const MAX_THRESHOLD: u8 = 90;

/// Raises or lowers the minimum confidence by `times` steps, and shows how many people and countries are left.
pub(super) fn change_threshold(state: &mut State, times: usize, raise: bool) {
    let change = u8::try_from(times)
        .unwrap_or(u8::MAX)
        .saturating_mul(THRESHOLD_STEP);
    let threshold = if raise {
        state.session.min_confidence.saturating_add(change)
    } else {
        state.session.min_confidence.saturating_sub(change)
    };
    // A configured value beyond the limits can be returned to.
    let default = state.session.options.analysis.min_confidence;
    let (min, max) = (MIN_THRESHOLD.min(default), MAX_THRESHOLD.max(default));
    let threshold = threshold.clamp(min, max);
    let before =
        [EntityKind::Person, EntityKind::Country].map(|kind| state.reading.entities.count(kind));
    let is_unchanged = threshold == state.session.min_confidence;
    state.session.min_confidence = threshold;
    corrections::reapply(state);
    let [people, countries] =
        [EntityKind::Person, EntityKind::Country].map(|kind| state.reading.entities.count(kind));
    let [people, countries] = [
        format_count(people, before.first(), ["person", "people"]),
        format_count(countries, before.last(), ["country", "countries"]),
    ];
    let note = match (is_unchanged, threshold) {
        (true, threshold) if threshold == min => "; this is the lowest".to_owned(),
        (true, _) => "; this is the highest".to_owned(),
        (false, threshold) if threshold == default => "; the default".to_owned(),
        _ => format!("; default {default}%"),
    };
    state.notice(format!(
        "Minimum confidence {threshold}%: {people}, {countries}{note}"
    ));
}

/// The count with its noun and the change since `before`, as in "12 people (+2)".
fn format_count(count: usize, before: Option<&usize>, [singular, plural]: [&str; 2]) -> String {
    let noun = if count == 1 { singular } else { plural };
    let before = before.copied().unwrap_or(count);
    match count.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{count} {noun}"),
        std::cmp::Ordering::Greater => format!("{count} {noun} (+{})", count - before),
        std::cmp::Ordering::Less => format!("{count} {noun} (−{})", before - count),
    }
}
