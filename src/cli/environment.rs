//! What the environment says about the terminal.
//!
//! There is no database of terminals here: nearly all understand what xterm does. The few that do not have names of their
//! own, which are known.

use crate::options::Color;
use crate::palette::{Colour, ColourDepth};

/// The properties of the terminal and the environment that the command line depends on.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Whether standard input is a terminal.
    pub input_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub output_is_terminal: bool,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// What the terminal can show.
    pub terminal: TerminalFeatures,
    /// The number of columns of the terminal, if known.
    pub columns: Option<u16>,
}

impl Environment {
    /// Whether the output may have colours and styles.
    pub(super) fn allows_colour(&self, color: Color) -> bool {
        match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.output_is_terminal && !self.no_color,
        }
    }
}

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the properties are independent"
)]
pub struct TerminalFeatures {
    /// How many colours it has.
    pub colours: ColourDepth,
    /// Whether lines, blocks, dots and the like must be drawn in ASCII.
    pub ascii: bool,
    /// Whether it can be asked for its background.
    pub has_queries: bool,
    /// Whether it can be asked which modes it knows.
    pub has_mode_queries: bool,
    /// Whether it opens links (OSC 8).
    pub has_hyperlinks: bool,
    /// Whether it can be asked whether it shows pictures.
    pub has_graphics_queries: bool,
    /// Whether it shows pictures as iTerm2 does.
    pub has_iterm2_pictures: bool,
    /// Whether it is at the other end of an SSH connection.
    pub is_remote: bool,
    /// Its background, where a variable says whether that is dark or light: black or white.
    pub background: Option<Colour>,
}

impl TerminalFeatures {
    /// The features of the terminal that the environment describes; `variable` is the value of a variable, if it is set.
    ///
    /// ```
    /// use byline::cli::TerminalFeatures;
    ///
    /// let console = |name: &str| (name == "TERM").then(|| "linux".to_owned());
    /// assert!(TerminalFeatures::from_variables(console).ascii);
    /// ```
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let model = TerminalModel::from_name(&term);
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let has_true_color = variable("COLORTERM")
            .is_some_and(|value| value.ends_with("truecolor") || value.ends_with("24bit"));
        // GNU screen is asked as little as ever, and Apple's Terminal shows the end of a question that it does not know.
        let has_mode_queries = model == TerminalModel::Usual
            && !term.starts_with("screen")
            && !is_set("STY")
            && variable("TERM_PROGRAM").is_none_or(|program| program != "Apple_Terminal");
        let is_inside = is_inside_multiplexer(&term, &variable);
        Self {
            colours: match model {
                TerminalModel::Old => ColourDepth::Monochrome,
                TerminalModel::Console => ColourDepth::Eight,
                TerminalModel::Usual if has_true_color || term.ends_with("-direct") => {
                    ColourDepth::True
                }
                TerminalModel::Usual => ColourDepth::Indexed,
            },
            ascii: model != TerminalModel::Usual || !has_utf8_locale(&variable),
            has_queries: model == TerminalModel::Usual,
            has_mode_queries,
            // tmux and GNU screen do not know where on the screen a picture is.
            has_graphics_queries: has_mode_queries && !is_inside,
            has_iterm2_pictures: model == TerminalModel::Usual
                && !is_inside
                && has_iterm2_pictures(&variable),
            has_hyperlinks: model == TerminalModel::Usual && has_hyperlinks(&term, &variable),
            background: background(&variable("COLORFGBG").unwrap_or_default()),
            is_remote: ["SSH_CONNECTION", "SSH_TTY"]
                .iter()
                .any(|name| is_set(name)),
        }
    }
}

/// What kind of terminal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TerminalModel {
    /// Like xterm.
    Usual,
    /// A console with eight colours and a font of few characters.
    Console,
    /// From before colour.
    Old,
}

impl TerminalModel {
    /// The model with this value of `TERM`.
    fn from_name(term: &str) -> Self {
        const CONSOLES: [&str; 6] = ["linux", "ansi", "cons25", "cygwin", "pcansi", "eterm"];
        const OLD: [&str; 4] = ["dumb", "unknown", "wy", "sun"];
        let is_like = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        // Inside GNU screen or tmux, the name of the outer terminal may follow.
        let is_on_linux = term
            .rsplit_once('.')
            .is_some_and(|(_, outer)| outer == "linux");
        // VT100 and its successors, but not VTE.
        let number = term.strip_prefix("vt").and_then(|rest| rest.chars().next());
        let is_vt = number.is_some_and(|first| first.is_ascii_digit());
        if is_like(&CONSOLES) || is_on_linux {
            Self::Console
        } else if is_vt || is_like(&OLD) || term.ends_with("-mono") {
            Self::Old
        } else {
            Self::Usual
        }
    }
}

/// Whether the terminal opens links. There is no way to ask: these are known to, by a name or a variable of their own. Within
/// tmux and GNU screen they are not, whatever is outside.
fn has_hyperlinks(term: &str, variable: &impl Fn(&str) -> Option<String>) -> bool {
    const TERMS: [&str; 7] = [
        "xterm-kitty",
        "xterm-ghostty",
        "alacritty",
        "contour",
        "foot",
        "rio",
        "wezterm",
    ];
    const PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "ghostty", "rio", "vscode"];
    /// The versions from which VTE and Konsole do.
    const VERSIONS: [(&str, u32); 2] = [("VTE_VERSION", 5_000), ("KONSOLE_VERSION", 210_400)];
    let value = |name: &str| variable(name).unwrap_or_default();
    !is_inside_multiplexer(term, variable)
        && (TERMS.iter().any(|name| term.starts_with(name))
            || PROGRAMS.contains(&value("TERM_PROGRAM").as_str())
            || ["KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM"]
                .iter()
                .any(|name| !value(name).is_empty())
            || VERSIONS.iter().any(|(name, from)| {
                let version = value(name).parse::<u32>();
                version.is_ok_and(|version| version >= *from)
            }))
}

/// Whether the terminal is a part of another one, in tmux or GNU screen.
fn is_inside_multiplexer(term: &str, variable: &impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
    ["TMUX", "STY"].iter().any(is_set)
        || ["screen", "tmux"].iter().any(|name| term.starts_with(name))
}

/// Whether the terminal shows pictures as iTerm2 does: there is no way to ask.
fn has_iterm2_pictures(variable: &impl Fn(&str) -> Option<String>) -> bool {
    let is_one = |program: String| ["iTerm.app", "iTerm2", "WezTerm"].contains(&program.as_str());
    // The second is also known at the other end of an SSH connection.
    ["TERM_PROGRAM", "LC_TERMINAL"]
        .iter()
        .any(|name| variable(name).is_some_and(is_one))
}

/// The background in the value of `COLORFGBG`, which some terminals set: the numbers of the foreground and the background
/// among the sixteen colours, perhaps with something between them. As in vim, 0 to 6 and 8 are dark.
fn background(value: &str) -> Option<Colour> {
    let (_, background) = value.rsplit_once(';')?;
    match background.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Colour::from_hex(0)),
        7 | 9..=15 => Some(Colour::from_hex(0x00ff_ffff)),
        _ => None,
    }
}

/// Whether characters are encoded in UTF-8. Where no variable says anything, as in many containers, they are assumed to be.
fn has_utf8_locale(variable: impl Fn(&str) -> Option<String>) -> bool {
    // The first that is set and not empty counts, as for the C library.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase().replace('-', "");
        locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(variables: &[(&str, &str)]) -> TerminalFeatures {
        TerminalFeatures::from_variables(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    /// Protects: a terminal gets what it can show, and is asked nothing that it would not answer.
    #[test]
    fn features_follow_from_the_name() {
        use ColourDepth as Depth;
        for (term, colours, ascii) in [
            ("xterm-256color", Depth::Indexed, false),
            ("xterm", Depth::Indexed, false),
            ("tmux-direct", Depth::True, false),
            ("screen", Depth::Indexed, false),
            ("vte-256color", Depth::Indexed, false),
            ("", Depth::Indexed, false),
            ("linux", Depth::Eight, true),
            ("linux-16color", Depth::Eight, true),
            ("screen.linux", Depth::Eight, true),
            ("vt100", Depth::Monochrome, true),
            ("vt220", Depth::Monochrome, true),
            ("xterm-mono", Depth::Monochrome, true),
        ] {
            let found = features(&[("TERM", term)]);
            assert_eq!((found.colours, found.ascii), (colours, ascii), "{term}");
            assert_eq!(found.has_queries, !ascii, "{term}");
        }
        let console = features(&[("TERM", "linux"), ("COLORTERM", "truecolor")]);
        assert_eq!(console.colours, Depth::Eight);
        let named = features(&[("TERM", "foot"), ("COLORTERM", "24bit")]);
        assert_eq!(named.colours, Depth::True);
    }

    /// Protects: links go only to terminals that are known to open them, and nothing unusual is asked of those known to fail.
    #[test]
    fn links_and_questions_are_for_terminals_that_know_them() {
        for (variables, links, questions) in [
            (&[("TERM", "xterm-256color")][..], false, true),
            (&[("TERM", "xterm-kitty")], true, true),
            (&[("TERM", "foot-extra")], true, true),
            (
                &[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")],
                true,
                true,
            ),
            (
                &[("TERM", "xterm-256color"), ("VTE_VERSION", "4402")],
                false,
                true,
            ),
            (
                &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
                true,
                true,
            ),
            (
                &[
                    ("TERM", "xterm-256color"),
                    ("TERM_PROGRAM", "Apple_Terminal"),
                ],
                false,
                false,
            ),
            (
                &[("TERM", "tmux-256color"), ("TERM_PROGRAM", "WezTerm")],
                false,
                true,
            ),
            (
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux")],
                false,
                true,
            ),
            (
                &[("TERM", "screen-256color"), ("VTE_VERSION", "7600")],
                false,
                false,
            ),
            (
                &[("TERM", "xterm"), ("STY", "1.pts"), ("WT_SESSION", "x")],
                false,
                false,
            ),
            (&[("TERM", "linux"), ("WT_SESSION", "x")], false, false),
        ] {
            let found = features(variables);
            assert_eq!(found.has_hyperlinks, links, "{variables:?}");
            assert_eq!(found.has_mode_queries, questions, "{variables:?}");
        }
        assert!(features(&[("SSH_CONNECTION", "1 2 3 4")]).is_remote);
        assert!(!features(&[("SSH_TTY", "")]).is_remote);
    }

    /// Protects: a terminal is asked for pictures, or known to show them, only where they would appear in the right place.
    #[test]
    fn pictures_are_for_terminals_of_their_own() {
        for (variables, asked, iterm2) in [
            (&[("TERM", "xterm-kitty")][..], true, false),
            (&[("TERM", "xterm-256color")], true, false),
            (
                &[("TERM", "xterm"), ("TERM_PROGRAM", "iTerm.app")],
                true,
                true,
            ),
            (
                &[("TERM", "xterm"), ("TERM_PROGRAM", "WezTerm")],
                true,
                true,
            ),
            (&[("TERM", "xterm"), ("LC_TERMINAL", "iTerm2")], true, true),
            (
                &[("TERM", "xterm"), ("TERM_PROGRAM", "Apple_Terminal")],
                false,
                false,
            ),
            (
                &[("TERM", "tmux-256color"), ("TERM_PROGRAM", "WezTerm")],
                false,
                false,
            ),
            (
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux")],
                false,
                false,
            ),
            (
                &[("TERM", "screen"), ("LC_TERMINAL", "iTerm2")],
                false,
                false,
            ),
            (
                &[("TERM", "linux"), ("LC_TERMINAL", "iTerm2")],
                false,
                false,
            ),
        ] {
            let found = features(variables);
            let shown = (found.has_graphics_queries, found.has_iterm2_pictures);
            assert_eq!(shown, (asked, iterm2), "{variables:?}");
        }
    }

    /// Protects: a variable says whether the background is dark or light, in each of its forms, and nothing else does.
    #[test]
    fn the_background_may_be_in_a_variable() {
        let (black, white) = (Colour::from_hex(0), Colour::from_hex(0x00ff_ffff));
        for (value, colour) in [
            ("15;0", Some(black)),
            ("0;15", Some(white)),
            ("12;default;8", Some(black)),
            ("0;7", Some(white)),
            ("15;default", None),
            ("0", None),
            ("0;16", None),
            ("", None),
        ] {
            assert_eq!(
                features(&[("COLORFGBG", value)]).background,
                colour,
                "{value}"
            );
        }
    }

    /// Protects: without UTF-8, what is drawn is ASCII; the first variable that is set counts.
    #[test]
    fn the_locale_says_whether_it_is_ascii() {
        for (variables, ascii) in [
            (&[][..], false),
            (&[("LC_ALL", "C")][..], true),
            (&[("LC_ALL", "C.UTF-8")], false),
            (&[("LANG", "en_US.utf8")], false),
            (&[("LC_CTYPE", "UTF-8")], false),
            (&[("LANG", "de_DE.ISO-8859-1")], true),
            (&[("LANG", "POSIX")], true),
            (&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8@euro")], false),
            (&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")], true),
            (&[("LC_CTYPE", "C"), ("LANG", "de_DE.UTF-8")], true),
        ] {
            let found = features(variables);
            assert_eq!(found.ascii, ascii, "{variables:?}");
            assert_eq!(found.colours, ColourDepth::Indexed);
        }
    }
}
