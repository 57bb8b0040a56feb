//! The options: all that users can set in the configuration or with a flag, in one table.
//!
//! [`table`] has a row for each option: its name, what it does, which values it takes, and its flag. From the rows come the
//! parser of the configuration and the output of `byline config` (in [`config`](crate::config)), and the flags with their
//! help, the man page and the completions (in [`cli`](crate::cli)). The values are kept in groups, each with its defaults;
//! who needs options holds a group as it is. A new option is a field, its default and a row: the compiler asks for them.
//!
//! Options and their values have had other names in earlier versions. These are still accepted, but nothing prints them.

mod choice;
mod field;
mod row;

pub use choice::{Color, Highlights, LinkOpening, PanelOrder, WhenFit};
pub use field::join;
pub use row::{Field, Flag, Row, Word, Written};

use crate::entities::LISTED_CONFIDENCE;
use crate::load::fetch::FetchOptions;
use crate::palette::AUTO_THEME;
use field::{COMMAND, PRINTABLE_ASCII};
use field::{byte_size, number, one_of, optional_number, optional_text, switch, theme_name};

/// The smallest width of the text, in cells.
pub const MIN_TEXT_WIDTH: u16 = 20;
/// The largest width of the text, in cells.
pub const MAX_TEXT_WIDTH: u16 = 200;
/// The width of printed lines where nothing says how wide the terminal is, in columns.
pub const FALLBACK_WIDTH: u16 = 80;

/// Every option.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Colours, and the width of what is printed.
    pub display: DisplayOptions,
    /// What the reader shows at startup, and what it does.
    pub reading: ReadingOptions,
    /// What is kept of the articles read.
    pub library: LibraryOptions,
    /// Which names are found.
    pub analysis: AnalysisOptions,
    /// Other programs.
    pub commands: CommandOptions,
    /// What is read of web pages.
    pub pages: PageOptions,
    /// How web pages are fetched.
    pub download: FetchOptions,
}

/// Colours, and the width of what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayOptions {
    /// The name of the theme.
    pub theme: String,
    /// When to use colours.
    pub color: Color,
    /// The columns of printed lines; `None` for those of the terminal.
    pub width: Option<u16>,
    /// Whether the terminal is sent the addresses of links, so that it can open them.
    pub hyperlinks: WhenFit,
}

impl Default for DisplayOptions {
    fn default() -> Self {
        Self {
            theme: AUTO_THEME.to_owned(),
            color: Color::Auto,
            width: None,
            hyperlinks: WhenFit::Auto,
        }
    }
}

/// What the reader shows at startup, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct ReadingOptions {
    /// The width of the text in cells: at startup, and when it is reset.
    pub text_width: u16,
    /// Whether the panel is open at startup.
    pub panel: bool,
    /// The order of the panel at startup.
    pub order: PanelOrder,
    /// Which mentions are highlighted at startup.
    pub highlights: Highlights,
    /// How many lines stay in view above and below the mention or match that the user goes to, where the text has them.
    pub scrolloff: u16,
    /// Whether half pages scroll smoothly.
    pub smooth_scroll: WhenFit,
    /// Whether a file is reloaded when it changes.
    pub follow: bool,
    /// Where the links to other pages open.
    pub links: LinkOpening,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the articles read, and the position in them, are remembered.
    pub history: bool,
}

impl Default for ReadingOptions {
    fn default() -> Self {
        Self {
            text_width: 68,
            panel: true,
            order: PanelOrder::default(),
            highlights: Highlights::Both,
            scrolloff: 0,
            smooth_scroll: WhenFit::Auto,
            follow: false,
            links: LinkOpening::default(),
            mouse: true,
            history: true,
        }
    }
}

/// What is kept of the articles read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibraryOptions {
    /// Whether the articles read, with their people and countries, are kept.
    pub library: bool,
    /// Whether their texts are kept, too.
    pub text: bool,
    /// The size of the library from which the oldest articles are dropped, in megabytes.
    pub megabytes: u32,
}

impl Default for LibraryOptions {
    fn default() -> Self {
        Self {
            library: true,
            text: true,
            megabytes: 200,
        }
    }
}

/// Which names are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisOptions {
    /// The lowest confidence of a mention that is shown, 0 to 100; in the reader, at startup.
    pub min_confidence: u8,
    /// Whether the user's corrections are applied, and new ones saved.
    pub corrections: bool,
}

impl Default for AnalysisOptions {
    fn default() -> Self {
        Self {
            min_confidence: LISTED_CONFIDENCE,
            corrections: true,
        }
    }
}

/// What is read of web pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// Whether all text of a page is shown, not only its article.
    pub whole_page: bool,
}

/// Commands that the user has configured in place of those that byline would choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommandOptions {
    /// The command that opens a URL, which replaces `%s` or is added as the last argument; not run by a shell.
    pub browser: Option<String>,
    /// The shell command that copies its input to the clipboard.
    pub copy: Option<String>,
}

/// The rows of all options, in the order in which they are listed. A row sets its option in `options`, and shows the value
/// that it has there.
#[rustfmt::skip]
#[deny(unused_variables, reason = "every option has a row")]
pub fn table(options: &mut Options) -> Vec<Row<'_>> {
    let Options {
        display: DisplayOptions { theme, color, width, hyperlinks },
        reading: ReadingOptions { text_width, panel, order, highlights, scrolloff, smooth_scroll, follow, links, mouse, history },
        library: LibraryOptions { library, text, megabytes },
        analysis: AnalysisOptions { min_confidence, corrections },
        commands: CommandOptions { browser, copy },
        pages: PageOptions { whole_page },
        download: FetchOptions { timeout_seconds, max_bytes, user_agent },
    } = options;
    let of_terminal = format!("that of the terminal, or {FALLBACK_WIDTH}");
    vec![
        Row { name: "theme", old_name: None, flag: Flag::Value("NAME"),
            description: "Colour theme: auto, terminal, paper, daylight, dusk, lantern, or your own",
            field: theme_name(theme) },
        Row { name: "color", old_name: None, flag: Flag::Word,
            description: "When to use colours and styles; auto: if the output is a terminal and NO_COLOR is not set",
            field: one_of(color) },
        Row { name: "hyperlinks", old_name: None, flag: Flag::Word,
            description: "Let the terminal open links (OSC 8); auto: if it is known to be able to",
            field: one_of(hyperlinks) },
        Row { name: "text-width", old_name: Some("measure"), flag: Flag::Value("N"),
            description: "Longest line of text, in columns",
            field: number(text_width, MIN_TEXT_WIDTH..=MAX_TEXT_WIDTH) },
        Row { name: "panel", old_name: None, flag: Flag::Word,
            description: "Show the panel at startup",
            field: switch(panel) },
        Row { name: "order", old_name: None, flag: Flag::Word,
            description: "Order of the panel: by number of mentions, first appearance or name",
            field: one_of(order) },
        Row { name: "highlight", old_name: Some("marks"), flag: Flag::Word,
            description: "Names to highlight in the text",
            field: one_of(highlights) },
        Row { name: "min-confidence", old_name: Some("sure"), flag: Flag::Value("N"),
            description: "Lowest confidence of the mentions to show, in percent",
            field: number(min_confidence, 0..=100) },
        Row { name: "scrolloff", old_name: None, flag: Flag::Value("N"),
            description: "Lines kept in view above and below the mention or match you go to",
            field: number(scrolloff, 0..=100) },
        Row { name: "smooth-scroll", old_name: None, flag: Flag::Word,
            description: "Scroll half pages smoothly; auto: except over SSH",
            field: one_of(smooth_scroll) },
        Row { name: "follow", old_name: None, flag: Flag::On,
            description: "Reload a file when it changes, keeping your place",
            field: switch(follow) },
        Row { name: "links", old_name: None, flag: Flag::Word,
            description: "Where links to other pages open",
            field: one_of(links) },
        Row { name: "mouse", old_name: None, flag: Flag::Word,
            description: "Use the mouse in the reader",
            field: switch(mouse) },
        Row { name: "corrections", old_name: None, flag: Flag::Off("Do not apply your corrections, nor save new ones"),
            description: "Apply your corrections, and save new ones",
            field: switch(corrections) },
        Row { name: "history", old_name: None, flag: Flag::Off("Do not remember what you read, nor go on where you left off"),
            description: "Remember the articles you read, and your position in them",
            field: switch(history) },
        Row { name: "library", old_name: None, flag: Flag::None,
            description: "Keep the articles you read, and who is mentioned in them, on this computer; --private: not this time",
            field: switch(library) },
        Row { name: "library-text", old_name: None, flag: Flag::None,
            description: "Keep their texts, too, so that sentences can be shown and found",
            field: switch(text) },
        Row { name: "library-size", old_name: None, flag: Flag::None,
            description: "Largest library, in megabytes; beyond it the oldest articles lose their texts, then all",
            field: number(megabytes, 1..=100_000) },
        Row { name: "whole-page", old_name: None, flag: Flag::On,
            description: "Show all text of a web page, not only its article",
            field: switch(whole_page) },
        Row { name: "browser", old_name: None, flag: Flag::None,
            description: "Command that opens a page, with its address as last argument",
            field: optional_text(browser, COMMAND, "that in $BROWSER, else the system's default") },
        Row { name: "copy-command", old_name: Some("copy"), flag: Flag::None,
            description: "Command that copies its standard input to the clipboard",
            field: optional_text(copy, COMMAND, "byline looks for one") },
        Row { name: "timeout", old_name: None, flag: Flag::Value("SECONDS"),
            description: "Time limit for a download, in seconds",
            field: number(timeout_seconds, 1..=86_400) },
        Row { name: "max-bytes", old_name: None, flag: Flag::Value("N"),
            description: "Size limit for a download, after decompression",
            field: byte_size(max_bytes, 256 << 20) },
        Row { name: "user-agent", old_name: None, flag: Flag::Value("TEXT"),
            description: "User-Agent to send",
            field: optional_text(user_agent, PRINTABLE_ASCII, "byline and its version") },
        Row { name: "width", old_name: None, flag: Flag::Value("N"),
            description: "Width of printed lines in columns",
            field: optional_number(width, 1..=1000, "auto", &of_terminal) },
    ]
}
