//! Chooses the programs that copy to the clipboard and open a URL.
//!
//! The choice depends only on the environment and on the user's configuration. Nothing is started or looked up here: the
//! result is a list of commands, best first, of which the caller uses the first that exists.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

/// Browsers that run in the terminal and therefore need ours.
const TERMINAL_BROWSERS: [&str; 8] = [
    "browsh",
    "carbonyl",
    "elinks",
    "links",
    "links2",
    "lynx",
    "w3m",
    "www-browser",
];

/// The desktop or session that byline runs in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one more facility is available"
)]
pub(super) struct DesktopEnvironment {
    mac: bool,
    wsl: bool,
    wayland: bool,
    x11: bool,
    tmux: bool,
    /// Running over SSH without access to a display.
    pub(super) remote: bool,
    /// `$BROWSER`.
    browser: Option<String>,
}

impl DesktopEnvironment {
    /// Detects it from environment variables, which `variable` looks up.
    pub(super) fn detect(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let (wayland, x11) = (has("WAYLAND_DISPLAY"), has("DISPLAY"));
        Self {
            mac: cfg!(target_os = "macos"),
            wsl: has("WSL_DISTRO_NAME") || has("WSL_INTEROP"),
            wayland,
            x11,
            tmux: has("TMUX"),
            remote: (has("SSH_TTY") || has("SSH_CONNECTION")) && !wayland && !x11,
            browser: variable("BROWSER").and_then(|value| value.into_string().ok()),
        }
    }
}

/// A program that copies its standard input to the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CopyCommand {
    /// Its name in messages.
    pub(super) name: String,
    /// The program and its arguments.
    pub(super) argv: Vec<String>,
    /// Whether text that is not ASCII must be passed as UTF-16LE, as for clip.exe, which misreads UTF-8.
    pub(super) utf16: bool,
    /// Whether a failure is reported to the user.
    pub(super) reports_failure: bool,
}

/// The commands that copy to the system's clipboard, best first; only `chosen` if the user has configured one. Over SSH
/// there are none, apart from tmux's: only the terminal's own clipboard (OSC 52) reaches the user's machine.
pub(super) fn copy_commands(
    chosen: Option<&str>,
    environment: &DesktopEnvironment,
) -> Vec<CopyCommand> {
    let program = |words: &[&str]| CopyCommand {
        name: words.first().map_or("", |first| first).to_owned(),
        argv: words.iter().map(|word| (*word).to_owned()).collect(),
        utf16: false,
        reports_failure: true,
    };
    if let Some(chosen) = chosen {
        return vec![CopyCommand {
            name: chosen.to_owned(),
            ..program(&["/bin/sh", "-c", chosen])
        }];
    }
    let mut commands = Vec::new();
    if !environment.remote {
        if environment.mac {
            commands.push(program(&["pbcopy"]));
        }
        if environment.wayland {
            commands.push(program(&["wl-copy"]));
        }
        if environment.x11 {
            commands.push(program(&["xclip", "-selection", "clipboard"]));
            commands.push(program(&["xsel", "--clipboard", "--input"]));
        }
        if environment.wsl {
            commands.push(CopyCommand {
                utf16: true,
                ..program(&["clip.exe"])
            });
        }
    }
    if environment.tmux {
        // With tmux's default `set-clipboard external`, programs cannot reach the terminal's clipboard, but tmux itself can.
        // Before version 3.2 it does not know `-w` and fails with an error that would not help the user.
        commands.push(CopyCommand {
            reports_failure: false,
            ..program(&["tmux", "load-buffer", "-w", "-"])
        });
    }
    commands
}

/// A program that opens a URL or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BrowserCommand {
    /// The program and its arguments; `%s` stands for the target.
    pub(super) argv: Vec<String>,
    /// Whether it runs in the terminal.
    pub(super) needs_terminal: bool,
}

/// The commands that open a URL, best first; only `chosen` if the user has configured one.
pub(super) fn browser_commands(
    chosen: Option<&str>,
    environment: &DesktopEnvironment,
) -> Vec<BrowserCommand> {
    let browser = |line: &str| {
        let argv = split_words(line);
        let name = argv.first().map(Path::new).and_then(Path::file_name);
        let needs_terminal =
            name.is_some_and(|name| TERMINAL_BROWSERS.iter().any(|known| name == *known));
        BrowserCommand {
            argv,
            needs_terminal,
        }
    };
    if let Some(chosen) = chosen {
        return vec![browser(chosen)];
    }
    let from_variable = environment.browser.as_deref().unwrap_or_default();
    let mut browsers: Vec<BrowserCommand> = from_variable.split(':').map(browser).collect();
    browsers.retain(|browser| !browser.argv.is_empty());
    if environment.mac && !environment.remote {
        browsers.push(browser("open"));
    }
    if environment.wsl {
        browsers.push(browser("wslview"));
    }
    // Without a display, xdg-open would start a terminal browser in a terminal that is ours.
    if environment.wayland || environment.x11 {
        browsers.push(browser("xdg-open"));
    }
    browsers
}

/// Builds the command that opens `target`, which replaces `%s` or becomes the last argument; `None` if `argv` is empty.
pub(super) fn build_command(argv: &[String], target: &OsStr) -> Option<Command> {
    let (program, arguments) = argv.split_first()?;
    let mut command = Command::new(program);
    let mut has_target = false;
    for argument in arguments {
        match argument.split_once("%s") {
            Some((before, after)) => {
                let mut whole = OsString::from(before);
                whole.push(target);
                whole.push(after);
                command.arg(whole);
                has_target = true;
            }
            None => {
                command.arg(argument);
            }
        }
    }
    if !has_target {
        command.arg(target);
    }
    Some(command)
}

/// Splits `line` into words as a shell does; there are none if a quotation mark is not closed.
fn split_words(line: &str) -> Vec<String> {
    shlex::split(line).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> DesktopEnvironment {
        DesktopEnvironment::detect(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn programs(chosen: Option<&str>, variables: &[(&str, &str)]) -> Vec<String> {
        let commands = copy_commands(chosen, &environment(variables));
        commands
            .into_iter()
            .map(|command| command.argv.join(" "))
            .collect()
    }

    /// Protects: the clipboard program fits the system, and none is used over SSH without a display.
    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_copy_command_fits_the_environment() {
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

    /// Protects: the browser is the configured one, else the one in $BROWSER, else the system's.
    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_browser_is_chosen_in_order() {
        let names = |chosen: Option<&str>, variables: &[(&str, &str)]| -> Vec<String> {
            let browsers = browser_commands(chosen, &environment(variables));
            let name = |browser: BrowserCommand| {
                format!(
                    "{}{}",
                    browser.argv.join(" "),
                    if browser.needs_terminal { "!" } else { "" }
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

    /// Protects: a URL is passed as one argument, whatever it contains.
    #[test]
    fn a_url_is_passed_as_one_argument() {
        let address = "https://example.org/$(reboot)';x&y=%s";
        let line = |line: &str| {
            let command = build_command(&split_words(line), OsStr::new(address)).unwrap();
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
        assert_eq!(split_words("  "), Vec::<String>::new());
        assert_eq!(split_words("a '' \"b c\"d e\\ f"), ["a", "", "b cd", "e f"]);
        assert_eq!(split_words("open -a 'My Browser"), Vec::<String>::new());
        assert!(build_command(&[], OsStr::new("x")).is_none());
    }
}
