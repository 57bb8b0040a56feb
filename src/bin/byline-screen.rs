//! Draws the picture in the README: the real program on a real pseudo-terminal, in a light and a dark theme.
//!
//! Usage: `byline-screen PROGRAM OUT.svg [KEY…]`. Runs PROGRAM twice on the sample article, once in each theme, types
//! the keys, waits until the screen stops changing, and writes one SVG file. The characters are in it once and their
//! colours twice; the viewer's browser chooses by its own colour scheme (`prefers-color-scheme`). The picture does not
//! depend on the fonts of this machine, because each run of characters states its width.

#[path = "byline-screen/svg.rs"]
mod svg;
#[path = "byline-screen/terminal.rs"]
mod terminal;

use portable_pty::PtySize;
use std::path::PathBuf;
use std::process::ExitCode;

/// The size of the terminal.
const SIZE: PtySize = PtySize {
    rows: 30,
    cols: 100,
    pixel_width: 0,
    pixel_height: 0,
};
/// The theme for light pages and the one for dark pages.
const THEMES: [&str; 2] = ["paper", "dusk"];

fn main() -> ExitCode {
    match draw() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "byline-screen: {error}");
            ExitCode::from(1)
        }
    }
}

fn draw() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(program), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: byline-screen PROGRAM OUT.svg [KEY…]".into());
    };
    let keys: Vec<String> = arguments
        .map(|key| {
            key.into_string()
                .map_err(|key| format!("the key {} is not valid UTF-8", key.display()))
        })
        .collect::<Result<_, _>>()?;
    // The pseudo-terminal would look for a relative path in PATH.
    let program = PathBuf::from(program).canonicalize()?;
    let [light, dark] = THEMES.map(|theme| terminal::capture(&program, theme, SIZE, &keys));
    let picture = svg::render(&light?, &dark?)?;
    std::fs::write(out, picture)?;
    Ok(())
}
