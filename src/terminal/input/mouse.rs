//! What the reports of the mouse mean, in the encodings of SGR, urxvt and X10.
//!
//! Only the left button and the wheel matter here; modifier keys change nothing.

use super::sequences::Parameters;
use crate::app::{MouseEvent, MouseEventKind};

/// The mouse event in the three bytes of an X10 report.
pub(super) fn x10(bytes: &[u8]) -> Option<MouseEvent> {
    let [button, x, y] = *<&[u8; 3]>::try_from(bytes).ok()?;
    let number = |byte: u8| byte.checked_sub(32).map(u32::from);
    event(MouseReport {
        button: number(button)?,
        x: number(x)?,
        y: number(y)?,
        is_release: false,
    })
}

/// A report of the mouse, in whatever encoding.
#[derive(Debug, Clone, Copy)]
struct MouseReport {
    /// The button, the modifiers and whether the mouse moved, in bits.
    button: u32,
    /// The column, counted from 1.
    x: u32,
    /// The row, counted from 1.
    y: u32,
    /// Whether the report says that the button was released.
    is_release: bool,
}

/// The event that SGR encodes: CSI <, `parameters` and M or m.
pub(super) fn sgr(parameters: Parameters<'_>, last: u8) -> Option<MouseEvent> {
    event(MouseReport {
        button: parameters.number(0)?,
        x: parameters.number(1)?,
        y: parameters.number(2)?,
        is_release: match last {
            b'M' => false,
            b'm' => true,
            _ => return None,
        },
    })
}

/// The event that urxvt encodes: CSI, `parameters` and M.
pub(super) fn urxvt(parameters: Parameters<'_>) -> Option<MouseEvent> {
    event(MouseReport {
        button: parameters.number(0)?.checked_sub(32)?,
        x: parameters.number(1)?,
        y: parameters.number(2)?,
        is_release: false,
    })
}

fn event(report: MouseReport) -> Option<MouseEvent> {
    const MOTION: u32 = 32;
    /// Shift, Alt and Ctrl, which change nothing.
    const MODIFIERS: u32 = 4 | 8 | 16;
    let kind = match (report.button & !MODIFIERS, report.is_release) {
        (0, false) => MouseEventKind::Press,
        // The older encodings do not say which button was released.
        (0, true) | (3, false) => MouseEventKind::Release,
        (MOTION, false) => MouseEventKind::Drag,
        (64, false) => MouseEventKind::WheelUp,
        (65, false) => MouseEventKind::WheelDown,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    Some(MouseEvent {
        x: cell(report.x)?,
        y: cell(report.y)?,
        kind,
    })
}
