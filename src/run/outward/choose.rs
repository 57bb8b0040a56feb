//! Which program copies, and which shows a page.
//!
//! Owns the choice, from what the environment tells and what a person has chosen. Pure: starts nothing and looks for nothing;
//! of several the first that exists is meant.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

/// Browsers that show a page in the terminal, so that they need ours.
const OF_TERMINALS: [&str; 8] = [
    "browsh",
    "carbonyl",
    "elinks",
    "links",
    "links2",
    "lynx",
    "w3m",
    "www-browser",
];

/// Where the program runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one more thing that may be there"
)]
pub(super) struct Surroundings {
    mac: bool,
    wsl: bool,
    wayland: bool,
    x11: bool,
    tmux: bool,
    /// On another machine than the reader sits at, without a screen there.
    pub(super) far: bool,
    /// `$BROWSER`.
    browser: Option<String>,
}

impl Surroundings {
    /// What the environment tells, each variable of which `of` gives.
    pub(super) fn of(of: impl Fn(&str) -> Option<OsString>) -> Self {
        let has = |name: &str| of(name).is_some_and(|value| !value.is_empty());
        let (wayland, x11) = (has("WAYLAND_DISPLAY"), has("DISPLAY"));
        Self {
            mac: cfg!(target_os = "macos"),
            wsl: has("WSL_DISTRO_NAME") || has("WSL_INTEROP"),
            wayland,
            x11,
            tmux: has("TMUX"),
            far: (has("SSH_TTY") || has("SSH_CONNECTION")) && !wayland && !x11,
            browser: of("BROWSER").and_then(|value| value.into_string().ok()),
        }
    }
}

/// A program that copies its input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copying {
    /// What people call it.
    pub(super) name: String,
    /// The program and its arguments.
    pub(super) words: Vec<String>,
    /// Whether it reads the encoding of Windows where a text is more than ASCII: with UTF-8 it copies something else.
    pub(super) wide: bool,
    /// Whether anybody wants to hear that it failed.
    pub(super) told: bool,
}

/// What copies to the clipboard of the system, the best first. Over SSH the terminal's own way is the only one that leads to
/// where the reader sits.
pub(super) fn copiers(chosen: Option<&str>, surroundings: &Surroundings) -> Vec<Copying> {
    let program = |words: &[&str]| Copying {
        name: words.first().map_or("", |first| first).to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        wide: false,
        told: true,
    };
    if let Some(chosen) = chosen {
        return vec![Copying {
            name: chosen.to_owned(),
            ..program(&["/bin/sh", "-c", chosen])
        }];
    }
    let mut copiers = Vec::new();
    if !surroundings.far {
        if surroundings.mac {
            copiers.push(program(&["pbcopy"]));
        }
        if surroundings.wayland {
            copiers.push(program(&["wl-copy"]));
        }
        if surroundings.x11 {
            copiers.push(program(&["xclip", "-selection", "clipboard"]));
            copiers.push(program(&["xsel", "--clipboard", "--input"]));
        }
        if surroundings.wsl {
            copiers.push(Copying {
                wide: true,
                ..program(&["clip.exe"])
            });
        }
    }
    if surroundings.tmux {
        // Where tmux keeps programs from its terminal's clipboard (`set-clipboard external`, as it comes), it still fills that
        // itself. Before 3.2 it cannot be told so, and says it in an error that helps nobody.
        copiers.push(Copying {
            told: false,
            ..program(&["tmux", "load-buffer", "-w", "-"])
        });
    }
    copiers
}

/// A program that shows a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Browser {
    /// The program and its arguments, `%s` where the address goes.
    pub(super) words: Vec<String>,
    /// Whether it needs the terminal.
    pub(super) terminal: bool,
}

/// What shows a page, the best first.
pub(super) fn browsers(chosen: Option<&str>, surroundings: &Surroundings) -> Vec<Browser> {
    let browser = |line: &str| {
        let words = words(line);
        let name = words.first().map(Path::new).and_then(Path::file_name);
        let terminal = name.is_some_and(|name| OF_TERMINALS.iter().any(|known| name == *known));
        Browser { words, terminal }
    };
    if let Some(chosen) = chosen {
        return vec![browser(chosen)];
    }
    let named = surroundings.browser.as_deref().unwrap_or_default();
    let mut browsers: Vec<Browser> = named.split(':').map(browser).collect();
    browsers.retain(|browser| !browser.words.is_empty());
    if surroundings.mac && !surroundings.far {
        browsers.push(browser("open"));
    }
    if surroundings.wsl {
        browsers.push(browser("wslview"));
    }
    // Without a screen it would look for a browser of the terminal, in a terminal that is ours.
    if surroundings.wayland || surroundings.x11 {
        browsers.push(browser("xdg-open"));
    }
    browsers
}

/// The command that shows `target`: in place of `%s`, else as the last argument.
pub(super) fn command(words: &[String], target: &OsStr) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    let mut placed = false;
    for argument in arguments {
        match argument.split_once("%s") {
            Some((before, after)) => {
                let mut whole = OsString::from(before);
                whole.push(target);
                whole.push(after);
                command.arg(whole);
                placed = true;
            }
            None => {
                command.arg(argument);
            }
        }
    }
    if !placed {
        command.arg(target);
    }
    Some(command)
}

/// `line` in words, as a shell parts them: at blanks, but for those in quotation marks. Nothing else means anything.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings(variables: &[(&str, &str)]) -> Surroundings {
        Surroundings::of(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn programs(chosen: Option<&str>, variables: &[(&str, &str)]) -> Vec<String> {
        let copiers = copiers(chosen, &surroundings(variables));
        copiers
            .into_iter()
            .map(|copying| copying.words.join(" "))
            .collect()
    }

    /// Protects: each system's clipboard is reached in its own way, and over SSH only the terminal's is.
    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_clipboard_is_that_of_where_the_reader_sits() {
        let (xclip, xsel) = ("xclip -selection clipboard", "xsel --clipboard --input");
        let tmux = "tmux load-buffer -w -";
        assert!(programs(None, &[]).is_empty());
        assert_eq!(programs(None, &[("DISPLAY", ":0")]), [xclip, xsel]);
        assert_eq!(
            programs(None, &[("WAYLAND_DISPLAY", "wayland-0")]),
            ["wl-copy"]
        );
        assert_eq!(
            programs(None, &[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]),
            ["wl-copy", xclip, xsel]
        );
        assert_eq!(
            programs(None, &[("WSL_DISTRO_NAME", "Debian")]),
            ["clip.exe"]
        );
        assert!(programs(None, &[("SSH_TTY", "/dev/pts/1"), ("WSL_INTEROP", "x")]).is_empty());
        assert_eq!(
            programs(
                None,
                &[("SSH_CONNECTION", "a"), ("DISPLAY", "localhost:10.0")]
            ),
            [xclip, xsel]
        );
        assert_eq!(programs(None, &[("SSH_TTY", "x"), ("TMUX", "y")]), [tmux]);
        assert_eq!(
            programs(Some("mine | yours"), &[("DISPLAY", ":0")]),
            ["/bin/sh -c mine | yours"]
        );
    }

    /// Protects: the browser is the one a person chose, then the one the environment names, then the system's.
    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_browser_is_the_chosen_one() {
        let names = |chosen: Option<&str>, variables: &[(&str, &str)]| -> Vec<String> {
            let browsers = browsers(chosen, &surroundings(variables));
            let name = |browser: Browser| {
                format!(
                    "{}{}",
                    browser.words.join(" "),
                    if browser.terminal { "!" } else { "" }
                )
            };
            browsers.into_iter().map(name).collect()
        };
        let all = [
            ("BROWSER", "firefox -new:/usr/bin/w3m %s:"),
            ("DISPLAY", ":0"),
            ("WSL_INTEROP", "x"),
        ];
        assert_eq!(names(Some("mine --tab"), &all), ["mine --tab"]);
        assert_eq!(
            names(None, &all),
            ["firefox -new", "/usr/bin/w3m %s!", "wslview", "xdg-open"]
        );
        assert!(names(None, &[("SSH_TTY", "x")]).is_empty());
    }

    /// Protects: an address is one argument, whatever is in it.
    #[test]
    fn an_address_is_an_argument() {
        let address = "https://example.org/$(reboot)';x&y=%s";
        let line = |line: &str| {
            let command = command(&words(line), OsStr::new(address)).unwrap();
            let program = command.get_program().to_string_lossy().into_owned();
            let arguments = command
                .get_args()
                .map(|part| part.to_string_lossy().into_owned());
            std::iter::once(program)
                .chain(arguments)
                .collect::<Vec<_>>()
        };
        assert_eq!(line("firefox"), ["firefox", address]);
        assert_eq!(
            line("open -a 'My Browser' --url=%s now"),
            [
                "open",
                "-a",
                "My Browser",
                &format!("--url={address}"),
                "now"
            ]
        );
        assert_eq!(words("  "), Vec::<String>::new());
        assert_eq!(words("a '' \"b c\"d"), ["a", "", "b cd"]);
        assert!(command(&[], OsStr::new("x")).is_none());
    }
}
