//! Translates the roles of a palette into ratatui styles.
//!
//! In the built-in themes nothing depends on colour alone: people are underlined, countries bold, and mentions of the
//! selected entity reversed. The palettes themselves are in [`crate::palette`].

use super::braille_map::MapFeature;
use crate::app::state::ReaderOptions;
use crate::document::{BlockKind, InlineStyle as Inline};
use crate::entities::EntityKind;
use crate::palette::{Colour, PLAIN, Palette, Role, TextStyle};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// The styles of everything on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Theme<'a> {
    palette: &'a Palette,
}

impl<'a> Theme<'a> {
    /// The theme the user chose, or the one without colours (`NO_COLOR`).
    pub fn from_options(options: &'a ReaderOptions) -> Self {
        let coloured: &Palette = &options.palette;
        let palette = if options.colour { coloured } else { &PLAIN };
        Self { palette }
    }
}

impl Theme<'_> {
    fn style(self, role: Role) -> Style {
        to_ratatui_style(self.palette.style(role))
    }

    fn of_kind(self, kind: EntityKind, person: Role, country: Role) -> Style {
        match kind {
            EntityKind::Person => self.style(person),
            EntityKind::Country => self.style(country),
        }
    }

    /// Gives every cell of `buffer` without a colour of its own the theme's text colours, so that the whole screen has
    /// them.
    pub(super) fn apply_default_colours(self, buffer: &mut Buffer) {
        let text = self.style(Role::Text);
        if text.fg.is_none() && text.bg.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            if let (Color::Reset, Some(foreground)) = (cell.fg, text.fg) {
                cell.fg = foreground;
            }
            if let (Color::Reset, Some(background)) = (cell.bg, text.bg) {
                cell.bg = background;
            }
        }
    }

    /// The text of a block.
    pub fn block(self, kind: &BlockKind) -> Style {
        match kind {
            BlockKind::Title => self.style(Role::Title),
            BlockKind::TableRow { heading: true, .. } => Style::new().add_modifier(Modifier::BOLD),
            BlockKind::Heading(_) => self.style(Role::Heading),
            BlockKind::Code => self.style(Role::Code),
            BlockKind::Caption => self.style(Role::Caption),
            BlockKind::Rule => self.faint(),
            BlockKind::Paragraph
            | BlockKind::ListItem { .. }
            | BlockKind::Verse
            | BlockKind::TableRow { .. } => Style::new(),
        }
    }

    /// Text with inline formatting.
    pub fn inline(self, style: Inline) -> Style {
        match style {
            Inline::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            Inline::Strong => Style::new().add_modifier(Modifier::BOLD),
            Inline::Code => self.style(Role::Code),
            Inline::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        }
    }

    /// A mention.
    pub fn mention(self, kind: EntityKind) -> Style {
        self.of_kind(kind, Role::Person, Role::Country)
    }

    /// A low-confidence mention: fainter, and not bold even within a heading, unless the theme says so.
    pub fn low_confidence(self, kind: EntityKind) -> Style {
        let style = self.of_kind(kind, Role::UncertainPerson, Role::UncertainCountry);
        Style::new().remove_modifier(Modifier::BOLD).patch(style)
    }

    /// A sparkline; `is_emphasized` if the entity is on screen or selected.
    pub fn sparkline(self, kind: EntityKind, is_emphasized: bool) -> Style {
        let plain = self.name(kind).remove_modifier(Modifier::BOLD);
        let faded = plain.patch(self.off_screen());
        if is_emphasized { plain } else { faded }
    }

    /// A mention of the selected entity.
    pub fn selected(self, kind: EntityKind) -> Style {
        self.of_kind(kind, Role::SelectedPerson, Role::SelectedCountry)
    }

    /// The dots of a map.
    pub(super) fn map(self, feature: MapFeature) -> Style {
        self.style(match feature {
            MapFeature::Coast => Role::Coast,
            MapFeature::Land => Role::Land,
            MapFeature::Marker => Role::Marker,
            MapFeature::Chosen => Role::ChosenMarker,
        })
    }

    /// A name in a list: like a mention, but without the underline, which would run through the whole list.
    pub fn name(self, kind: EntityKind) -> Style {
        self.mention(kind).remove_modifier(Modifier::UNDERLINED)
    }

    /// Selected text, whatever its other style.
    pub fn selection(self) -> Style {
        Style::reset().patch(self.style(Role::Selection))
    }

    /// The label of a link: reversed and bold, whatever is beneath.
    pub fn link_hint(self) -> Style {
        Style::reset().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// The part of a label that has been typed.
    pub fn typed_link_hint(self) -> Style {
        Style::reset().add_modifier(Modifier::UNDERLINED)
    }
}

/// Gives [`Theme`] a method for each role whose style is used as it is.
macro_rules! role_styles {
    ($($name:ident: $role:ident, $doc:literal;)+) => {
        impl Theme<'_> {
            $(#[doc = $doc]
            pub fn $name(self) -> Style {
                self.style(Role::$role)
            })+
        }
    };
}

role_styles! {
    link: Link, "A link.";
    paired: Paired, "A mention of the other entity of a pair: underlined, which the selected one is not.";
    current: Current, "The current mention or search match.";
    search_match: SearchMatch, "A search match: underlined, whatever its other style.";
    scrollbar_match: ScrollbarMatch, "A search match on the scrollbar.";
    faint: Faint, "Anything that should stay in the background: rules, hints.";
    focus: Focus, "The border of what has the keys.";
    off_screen: OffScreen, "The row of an entity that is not on screen.";
    chosen_row: ChosenRow, "The text around the mention in the chosen row of a list.";
    chosen: Chosen, "The chosen row of a list.";
    cursor: Cursor, "The cursor of an input.";
    heading: Label, "A heading in the panel, a popup or the help.";
    key: Key, "A key in a hint.";
    status: Status, "The status line.";
    message: Message, "A message on the status line.";
}

/// Converts a palette's style to ratatui's.
fn to_ratatui_style(text_style: TextStyle) -> Style {
    let mut style = Style::new();
    style.fg = text_style.fg.map(to_ratatui_color);
    style.bg = text_style.bg.map(to_ratatui_color);
    for (set, modifier) in [
        (text_style.bold, Modifier::BOLD),
        (text_style.italic, Modifier::ITALIC),
        (text_style.underline, Modifier::UNDERLINED),
        (text_style.dim, Modifier::DIM),
        (text_style.reverse, Modifier::REVERSED),
    ] {
        if set {
            style = style.add_modifier(modifier);
        }
    }
    style
}

/// The sixteen colours of the terminal, by index.
const ANSI_COLOURS: [Color; 16] = [
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

/// Converts a palette's colour to ratatui's.
pub(super) fn to_ratatui_color(colour: Colour) -> Color {
    match colour {
        Colour::True(red, green, blue) => Color::Rgb(red, green, blue),
        Colour::Indexed(index) => ANSI_COLOURS
            .get(usize::from(index))
            .copied()
            .unwrap_or(Color::Indexed(index)),
    }
}
