//! What is chosen by a word, in the configuration and on the command line.

use crate::app::panel::Order;
use crate::app::state::Marks;

/// When to use colours and styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// When the output is a terminal and `NO_COLOR` is not set.
    Auto,
    /// Whatever the output is.
    Always,
    /// Not at all.
    Never,
}

/// When to use colours.
pub const COLORS: [(&str, Color); 3] = [
    ("auto", Color::Auto),
    ("always", Color::Always),
    ("never", Color::Never),
];

/// Orders of the panel.
pub const ORDERS: [(&str, Order); 3] = [
    ("mentions", Order::Mentions),
    ("place", Order::Appearance),
    ("name", Order::Name),
];

/// Which marks show.
pub const MARKS: [(&str, Marks); 4] = [
    ("both", Marks::Both),
    ("people", Marks::People),
    ("countries", Marks::Countries),
    ("none", Marks::None),
];
