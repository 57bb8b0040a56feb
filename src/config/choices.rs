//! Options whose value is one of a few words, for the configuration and the command line.

use crate::app::reading::panel::PanelOrder;
use crate::app::state::Highlights;

/// When to use colours and styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// If the output is a terminal and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// When to use colours.
pub const COLORS: [(&str, Color); 3] = [
    ("auto", Color::Auto),
    ("always", Color::Always),
    ("never", Color::Never),
];

/// The orders of the panel.
pub const ORDERS: [(&str, PanelOrder); 3] = [
    ("mentions", PanelOrder::Mentions),
    ("appearance", PanelOrder::Appearance),
    ("name", PanelOrder::Name),
];

/// Words for orders in earlier versions. They are still accepted, but never printed.
pub const ORDER_ALIASES: [(&str, PanelOrder); 1] = [("place", PanelOrder::Appearance)];

/// Which mentions are highlighted.
pub const HIGHLIGHTS: [(&str, Highlights); 4] = [
    ("both", Highlights::Both),
    ("people", Highlights::People),
    ("countries", Highlights::Countries),
    ("none", Highlights::None),
];
