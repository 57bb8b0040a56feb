//! What the environment says about the terminal.
//!
//! There is no database of terminals here: nearly all understand what xterm does. The few that do not have names of their
//! own, which are known.

use crate::options::Color;
use crate::palette::ColourDepth;

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
pub struct TerminalFeatures {
    /// How many colours it has.
    pub colours: ColourDepth,
    /// Whether lines, blocks, dots and the like must be drawn in ASCII.
    pub ascii: bool,
    /// Whether it can be asked for its background.
    pub has_queries: bool,
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
        let has_true_color = variable("COLORTERM")
            .is_some_and(|value| value.ends_with("truecolor") || value.ends_with("24bit"));
        Self {
            colours: match model {
                TerminalModel::Old => ColourDepth::Monochrome,
                TerminalModel::Console => ColourDepth::Eight,
                TerminalModel::Usual if has_true_color || term.ends_with("-direct") => {
                    ColourDepth::True
                }
                TerminalModel::Usual => ColourDepth::Indexed,
            },
            ascii: model != TerminalModel::Usual || !has_utf8_locale(variable),
            has_queries: model == TerminalModel::Usual,
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
