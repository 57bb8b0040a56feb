//! What the outside must do, because the app only decides.

/// An order to `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave with this exit code.
    Quit(u8),
    /// Give the terminal back to the shell until continued.
    Suspend,
    /// Paint every cell anew.
    Repaint,
    /// Turn reporting of mouse events on or off.
    Mouse(bool),
}
