//! Counts clicks: presses of the mouse button at one cell in quick succession are a double or a triple click.

use crate::app::{Event, MouseEvent, MouseEventKind};
use std::time::{Duration, Instant};

/// The longest time between two presses that count as a double click.
const MULTI_CLICK_INTERVAL: Duration = Duration::from_millis(400);

/// The most presses that are counted together: a triple click.
const MAX_CLICKS: u8 = 3;

/// Counts presses of the button at the same cell in quick succession.
#[derive(Debug, Default)]
pub(super) struct ClickCounter {
    last: Option<Press>,
    count: u8,
}

/// A press of the button.
#[derive(Debug, Clone, Copy)]
struct Press {
    mouse: MouseEvent,
    at: Instant,
}

impl ClickCounter {
    /// Passes on `event`, which came at `now`; a press that makes a double or triple click becomes that event.
    pub(super) fn count_press(&mut self, event: Event, now: Instant) -> Event {
        let Event::Mouse(mouse) = event else {
            return event;
        };
        match mouse.kind {
            MouseEventKind::Press => {}
            MouseEventKind::Release => return event,
            // Dragging or scrolling in between separates two presses.
            MouseEventKind::Drag | MouseEventKind::WheelUp | MouseEventKind::WheelDown => {
                self.last = None;
                return event;
            }
        }
        let last = self.last.replace(Press { mouse, at: now });
        let is_repeated = last.is_some_and(|last| {
            last.mouse == mouse && now.saturating_duration_since(last.at) <= MULTI_CLICK_INTERVAL
        });
        self.count = if is_repeated && self.count < MAX_CLICKS {
            self.count + 1
        } else {
            1
        };
        let times = self.count;
        match times {
            1 => event,
            _ => Event::MultiClick {
                mouse,
                clicks: times,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: presses at the same cell in quick succession are a double or triple click, and nothing else is.
    #[test]
    fn quick_presses_at_one_cell_are_counted() {
        let start = Instant::now();
        let mut clicks = ClickCounter::default();
        let mut press = |x: u16, kind: MouseEventKind, after: u64| {
            let event = Event::Mouse(MouseEvent { x, y: 1, kind });
            match clicks.count_press(event, start + Duration::from_millis(after)) {
                Event::MultiClick { clicks, .. } => clicks,
                _ => 1,
            }
        };
        for (x, kind, after, times) in [
            (5, MouseEventKind::Press, 0, 1),
            (5, MouseEventKind::Release, 50, 1),
            (5, MouseEventKind::Press, 300, 2),
            (5, MouseEventKind::Press, 600, 3),
            (5, MouseEventKind::Press, 700, 1),
            (6, MouseEventKind::Press, 800, 1),
            (6, MouseEventKind::Press, 1_300, 1),
            (6, MouseEventKind::Drag, 1_400, 1),
            (6, MouseEventKind::Press, 1_500, 1),
        ] {
            assert_eq!(press(x, kind, after), times, "{x} {kind:?} {after}");
        }
    }
}
