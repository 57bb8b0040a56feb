//! Every colour and style, once.
//!
//! Promises that nothing is told by colour alone: people are underlined, countries bold, what is selected is reversed.
//! The colours are the terminal's own sixteen, so that they fit a light and a dark screen; not plain blue, which many
//! terminals draw too dark to read on black.

use super::map::Ink;
use crate::document::{BlockKind, Style as Inline};
use crate::entities::Kind;
use ratatui::style::{Color, Modifier, Style};

/// The styles of everything on screen.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With colours, or without (`NO_COLOR`).
    pub fn of(colour: bool) -> Self {
        Self { colour }
    }

    fn tint(self, colour: Color) -> Style {
        if self.colour {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// Running text of a block.
    pub fn block(self, kind: &BlockKind) -> Style {
        match kind {
            BlockKind::Title | BlockKind::Row { heading: true, .. } => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            BlockKind::Heading(_) => self.tint(Color::LightBlue).add_modifier(Modifier::BOLD),
            BlockKind::Code => self.tint(Color::Green),
            BlockKind::Caption => Style::new().add_modifier(Modifier::ITALIC),
            BlockKind::Rule => self.faint(),
            BlockKind::Paragraph
            | BlockKind::Item { .. }
            | BlockKind::Verse
            | BlockKind::Row { .. } => Style::new(),
        }
    }

    /// A styled stretch.
    pub fn inline(self, style: Inline) -> Style {
        match style {
            Inline::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            Inline::Strong => Style::new().add_modifier(Modifier::BOLD),
            Inline::Code => self.tint(Color::Green),
            Inline::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        }
    }

    /// A link.
    pub fn link(self) -> Style {
        self.tint(Color::LightBlue)
    }

    /// A mention.
    pub fn mention(self, kind: Kind) -> Style {
        match kind {
            Kind::Person => self.tint(Color::Cyan).add_modifier(Modifier::UNDERLINED),
            Kind::Country => self.tint(Color::Magenta).add_modifier(Modifier::BOLD),
        }
    }

    /// A mention that may be none: more faintly.
    pub fn doubtful(self, kind: Kind) -> Style {
        self.mention(kind)
            .remove_modifier(Modifier::BOLD)
            .add_modifier(Modifier::DIM)
    }

    /// A sparkline; `near` if the entity is on screen or selected.
    pub fn spark(self, kind: Kind, near: bool) -> Style {
        let plain = self
            .mention(kind)
            .remove_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        if near {
            plain
        } else {
            plain.patch(self.away())
        }
    }

    /// A mention of the selected entity.
    pub fn selected(self, kind: Kind) -> Style {
        let colour = match kind {
            Kind::Person => Color::Cyan,
            Kind::Country => Color::Magenta,
        };
        self.block_of(colour)
    }

    /// A mention of whom the selected entity is walked with: underlined, which the selected is not.
    pub fn companion(self) -> Style {
        self.block_of(Color::Green)
            .add_modifier(Modifier::UNDERLINED)
    }

    /// The mention, or the hit of a search, the reader is at.
    pub fn current(self) -> Style {
        self.block_of(Color::Yellow)
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// What was searched for: reversed, whatever it is otherwise, and underlined.
    pub fn hit(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
    }

    /// Where hits stand, on the scrollbar.
    pub fn hit_tick(self) -> Style {
        self.tint(Color::Yellow)
    }

    /// Black on `colour`, which reads well on a light and a dark screen; reversed where there are no colours.
    fn block_of(self, colour: Color) -> Style {
        if self.colour {
            Style::new().fg(Color::Black).bg(colour)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// Dots of a map.
    pub(super) fn map(self, ink: Ink) -> Style {
        match ink {
            Ink::Coast => self.faint(),
            Ink::Ground => self.tint(Color::Magenta).add_modifier(Modifier::DIM),
            Ink::Mark => self.tint(Color::Magenta).add_modifier(Modifier::BOLD),
            Ink::Chosen => self.tint(Color::Yellow).add_modifier(Modifier::BOLD),
        }
    }

    /// What should stay in the background: lines, hints. Dimmed rather than grey: some terminals' grey is their ground.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Rows of entities that are not on screen.
    pub fn away(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A name in a list: its kind's colour, and for a country bold; not underlined, which would be a line through the list.
    pub fn name(self, kind: Kind) -> Style {
        self.mention(kind).remove_modifier(Modifier::UNDERLINED)
    }

    /// What stands around the words in the chosen row of a list.
    pub fn chosen_line(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The chosen row of a list.
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// A stretch being taken: plainly reversed, whatever it had of its own.
    pub fn taken(self) -> Style {
        Style::reset().add_modifier(Modifier::REVERSED)
    }

    /// Letters on a link: plainly reversed and bold, whatever lies beneath.
    pub fn hint(self) -> Style {
        Style::reset().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// Those of them that have been typed.
    pub fn hint_typed(self) -> Style {
        Style::reset().add_modifier(Modifier::UNDERLINED)
    }

    /// The cursor of a line being typed.
    pub fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A heading of the panel or of the help.
    pub fn heading(self, focused: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if focused {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        }
    }

    /// A key in a hint.
    pub fn key(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The status line.
    pub fn status(self) -> Style {
        Style::new()
    }

    /// A word to the reader on the status line.
    pub fn notice(self) -> Style {
        Style::new().add_modifier(Modifier::ITALIC)
    }
}
