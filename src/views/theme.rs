//! Every colour and style, once: the roles of a palette as the screen library wants them.
//!
//! Promises that nothing is told by colour alone: people are underlined, countries bold, what is selected is reversed, unless
//! the reader's own theme says otherwise. Which colours there are stands in `app::palette`.

use super::map::Ink;
use crate::app::palette::{Colour, Look, PLAIN, Palette, Role};
use crate::app::state::Options;
use crate::document::{BlockKind, Style as Inline};
use crate::entities::Kind;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// The styles of everything on screen.
#[derive(Debug, Clone, Copy)]
pub struct Theme<'a> {
    palette: &'a Palette,
}

impl<'a> Theme<'a> {
    /// The reader's, or, where there are to be no colours (`NO_COLOR`), the one without.
    pub fn of(options: &'a Options) -> Self {
        let palette = if options.colour {
            &options.palette
        } else {
            &PLAIN
        };
        Self { palette }
    }
}

impl Theme<'_> {
    fn style(self, role: Role) -> Style {
        style(self.palette.look(role))
    }

    /// Give every cell of `buffer` that no part of the picture gave a colour that of the theme: so the whole screen has its
    /// ground and its ink, whoever cleared what.
    pub(super) fn settle(self, buffer: &mut Buffer) {
        let text = self.style(Role::Text);
        if text.fg.is_none() && text.bg.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            if let (Color::Reset, Some(ink)) = (cell.fg, text.fg) {
                cell.fg = ink;
            }
            if let (Color::Reset, Some(ground)) = (cell.bg, text.bg) {
                cell.bg = ground;
            }
        }
    }

    /// Running text of a block.
    pub fn block(self, kind: &BlockKind) -> Style {
        match kind {
            BlockKind::Title => self.style(Role::Title),
            BlockKind::Row { heading: true, .. } => Style::new().add_modifier(Modifier::BOLD),
            BlockKind::Heading(_) => self.style(Role::Heading),
            BlockKind::Code => self.style(Role::Code),
            BlockKind::Caption => self.style(Role::Caption),
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
            Inline::Code => self.style(Role::Code),
            Inline::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        }
    }

    /// A link.
    pub fn link(self) -> Style {
        self.style(Role::Link)
    }

    /// A mention.
    pub fn mention(self, kind: Kind) -> Style {
        self.style(match kind {
            Kind::Person => Role::Person,
            Kind::Country => Role::Country,
        })
    }

    /// A mention that may be none: more faintly, and never bold, though it may stand in a heading.
    pub fn doubtful(self, kind: Kind) -> Style {
        let role = match kind {
            Kind::Person => Role::DoubtfulPerson,
            Kind::Country => Role::DoubtfulCountry,
        };
        let bold = self.palette.look(role).bold;
        let plain = Style::new().remove_modifier(Modifier::BOLD);
        let under = if bold { Style::new() } else { plain };
        under.patch(self.style(role))
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
        self.style(match kind {
            Kind::Person => Role::SelectedPerson,
            Kind::Country => Role::SelectedCountry,
        })
    }

    /// A mention of whom the selected entity is walked with: underlined, which the selected is not.
    pub fn companion(self) -> Style {
        self.style(Role::Companion)
    }

    /// The mention, or the hit of a search, the reader is at.
    pub fn current(self) -> Style {
        self.style(Role::Current)
    }

    /// What was searched for: set off from whatever it is otherwise, and underlined.
    pub fn hit(self) -> Style {
        self.style(Role::Hit)
    }

    /// Where hits stand, on the scrollbar.
    pub fn hit_tick(self) -> Style {
        self.style(Role::Tick)
    }

    /// Dots of a map.
    pub(super) fn map(self, ink: Ink) -> Style {
        self.style(match ink {
            Ink::Coast => Role::Coast,
            Ink::Ground => Role::Land,
            Ink::Mark => Role::Place,
            Ink::Chosen => Role::PlaceChosen,
        })
    }

    /// What should stay in the background: lines, hints.
    pub fn faint(self) -> Style {
        self.style(Role::Faint)
    }

    /// Rows of entities that are not on screen.
    pub fn away(self) -> Style {
        self.style(Role::Away)
    }

    /// A name in a list: its kind's colour, and for a country bold; not underlined, which would be a line through the list.
    pub fn name(self, kind: Kind) -> Style {
        self.mention(kind).remove_modifier(Modifier::UNDERLINED)
    }

    /// What stands around the words in the chosen row of a list.
    pub fn chosen_line(self) -> Style {
        self.style(Role::ChosenLine)
    }

    /// The chosen row of a list.
    pub fn chosen(self) -> Style {
        self.style(Role::Chosen)
    }

    /// A stretch being taken: so and not otherwise, whatever it had of its own.
    pub fn taken(self) -> Style {
        Style::reset().patch(self.style(Role::Taken))
    }

    /// The cursor of a line being typed.
    pub fn cursor(self) -> Style {
        self.style(Role::Cursor)
    }

    /// A heading of the panel or of the help.
    pub fn heading(self, focused: bool) -> Style {
        let style = self.style(Role::Label);
        if focused {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        }
    }

    /// A key in a hint.
    pub fn key(self) -> Style {
        self.style(Role::Key)
    }

    /// The status line.
    pub fn status(self) -> Style {
        self.style(Role::Status)
    }

    /// A word to the reader on the status line.
    pub fn notice(self) -> Style {
        self.style(Role::Notice)
    }
}

fn style(look: Look) -> Style {
    let mut style = Style::new();
    style.fg = look.fg.map(color);
    style.bg = look.bg.map(color);
    for (set, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.dim, Modifier::DIM),
        (look.reverse, Modifier::REVERSED),
    ] {
        if set {
            style = style.add_modifier(modifier);
        }
    }
    style
}

/// The terminal's sixteen in the order of their numbers.
const OWN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

fn color(colour: Colour) -> Color {
    match colour {
        Colour::True(red, green, blue) => Color::Rgb(red, green, blue),
        Colour::Indexed(index) => OWN
            .get(usize::from(index))
            .copied()
            .unwrap_or(Color::Indexed(index)),
    }
}
