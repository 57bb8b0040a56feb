//! What the outside must do, because the app only decides.

/// What is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// What the program was started with.
    Whole,
    /// An article of the feed that this is; its index.
    Item(usize),
}

/// An order to `run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave with this exit code.
    Quit(u8),
    /// Read this in the background, in place of whatever is being read there; an [`Event`](super::Event) tells how it went.
    Open(Wanted),
    /// Never mind what is being read in the background.
    CallOff,
    /// Give this to the terminal's clipboard.
    Copy(String),
    /// Give the terminal back to the shell until continued.
    Suspend,
    /// Paint every cell anew.
    Repaint,
    /// Turn reporting of mouse events on or off.
    Mouse(bool),
}
