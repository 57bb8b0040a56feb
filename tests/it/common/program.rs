//! The real program, run without a terminal.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// The file of the program.
pub(crate) const BYLINE: &str = env!("CARGO_BIN_EXE_byline");

/// The environment variables that name proxies, each also in lower case.
pub(crate) const PROXIES: [&str; 4] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

/// The program, with nothing on standard input, and without what the user who runs the tests has: configuration,
/// corrections, history, proxies, colours.
pub(crate) fn byline() -> Command {
    let mut command = Command::new(BYLINE);
    for name in [
        "BYLINE_TEST_FAILURE",
        "COLUMNS",
        "HOME",
        "NO_COLOR",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ] {
        command.env_remove(name);
    }
    for name in PROXIES {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.stdin(Stdio::null());
    command
}

/// What the program prints with these arguments. It must succeed, without a message.
#[track_caller]
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = byline().args(arguments).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Says that a test does nothing, and why, past the capture of what tests print.
pub(crate) fn say_skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {why} ***");
}
