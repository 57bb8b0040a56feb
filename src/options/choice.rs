//! Options whose value is one of a few words.

use super::field::Choice;
use crate::entities::EntityKind;

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

impl Choice for Color {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
    ];
}

/// When to do what does not suit every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhenFit {
    /// If the terminal or the connection is known to be fit for it.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl Choice for WhenFit {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("on", Self::On), ("off", Self::Off)];
}

impl WhenFit {
    /// Whether to do it, if what is used `is_fit` for it.
    pub fn applies(self, is_fit: bool) -> bool {
        match self {
            Self::Auto => is_fit,
            Self::On => true,
            Self::Off => false,
        }
    }
}

/// Where the links to other pages open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkOpening {
    /// In the reader.
    #[default]
    Reader,
    /// In the browser.
    Browser,
}

impl Choice for LinkOpening {
    const WORDS: &'static [(&'static str, Self)] =
        &[("reader", Self::Reader), ("browser", Self::Browser)];
}

impl LinkOpening {
    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Reader => Self::Browser,
            Self::Browser => Self::Reader,
        }
    }
}

/// The order of the panel's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PanelOrder {
    /// Most mentions first; ties by first appearance.
    #[default]
    Mentions,
    /// By first appearance in the text.
    Appearance,
    /// By name; people by the last word of their name.
    Name,
}

impl Choice for PanelOrder {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("mentions", Self::Mentions),
        ("appearance", Self::Appearance),
        ("name", Self::Name),
    ];
    const OLD_WORDS: &'static [(&'static str, Self)] = &[("place", Self::Appearance)];
}

impl PanelOrder {
    /// The next order in the cycle.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Mentions => Self::Appearance,
            Self::Appearance => Self::Name,
            Self::Name => Self::Mentions,
        }
    }

    /// The order in words, for messages.
    pub fn description(self) -> &'static str {
        match self {
            Self::Mentions => "most mentions first",
            Self::Appearance => "in order of appearance",
            Self::Name => "by name",
        }
    }
}

/// Which mentions are highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Highlights {
    Both,
    People,
    Countries,
    None,
}

impl Choice for Highlights {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("both", Self::Both),
        ("people", Self::People),
        ("countries", Self::Countries),
        ("none", Self::None),
    ];
}

impl Highlights {
    /// Whether mentions of `kind` are highlighted.
    pub fn shows(self, kind: EntityKind) -> bool {
        match self {
            Self::Both => true,
            Self::People => kind == EntityKind::Person,
            Self::Countries => kind == EntityKind::Country,
            Self::None => false,
        }
    }
}
