//! Renders two screens with the same characters as one SVG picture for light and dark pages.

use std::fmt::{self, Write};

/// The width of a cell, in units of the picture.
const CELL_WIDTH: f32 = 8.4;
/// The height of a cell.
const CELL_HEIGHT: f32 = 18.0;
/// The font size.
const TYPE_SIZE: f32 = 14.0;
/// The distance from the top of a cell to the baseline of its text.
const BASELINE: f32 = 13.5;
/// The margin around the screen.
const MARGIN: f32 = 14.0;
/// The style of a cell in one of the two themes; colours as 0xRRGGBB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CellStyle {
    foreground: u32,
    background: u32,
    bold: bool,
    italic: bool,
    underline: bool,
}

impl CellStyle {
    const fn plain(foreground: u32, background: u32) -> Self {
        Self {
            foreground,
            background,
            bold: false,
            italic: false,
            underline: false,
        }
    }
}

/// The default style of a light terminal.
const LIGHT: CellStyle = CellStyle::plain(0x00_1f_1f_1f, 0x00_ff_ff_ff);
/// The default style of a dark terminal.
const DARK: CellStyle = CellStyle::plain(0x00_e0_e0_e0, 0x00_1c_1c_1c);

/// Adjacent cells of a row that have the same style in both themes.
struct StyledRun {
    column: u16,
    cells: u16,
    text: String,
    styles: [CellStyle; 2],
}

/// Renders `light` and `dark`.
///
/// # Errors
/// If they do not show the same characters, or formatting fails.
pub(crate) fn render(
    light: &vt100::Screen,
    dark: &vt100::Screen,
) -> Result<String, Box<dyn std::error::Error>> {
    if light.contents() != dark.contents() {
        return Err("the two themes show different text".into());
    }
    let (rows, columns) = light.size();
    let width = f32::from(columns) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f32::from(rows) * CELL_HEIGHT + 2.0 * MARGIN;
    let mut classes: Vec<[u32; 2]> = Vec::new();
    let mut body = String::new();
    let corner_styles = cell_styles(light, dark, 0, 0);
    let background = class_number(&mut classes, corner_styles.map(|style| style.background));
    write!(
        body,
        r#"<rect class="c{background}" width="{width}" height="{height}" rx="8"/>"#
    )?;
    body.push('\n');
    for row in 0..rows {
        for run in runs(light, dark, row, columns) {
            draw_run(&mut body, &mut classes, &run, row, corner_styles)?;
        }
    }
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="{TYPE_SIZE}" role="img" aria-label="byline showing an article, its people and countries highlighted and listed in a panel">"#
    );
    out.push_str("\n<style>text{white-space:pre}");
    for (n, [light, _]) in classes.iter().enumerate() {
        write!(out, ".c{n}{{fill:#{light:06x}}}")?;
    }
    out.push_str("@media(prefers-color-scheme:dark){");
    for (n, [light, dark]) in classes.iter().enumerate() {
        if light != dark {
            write!(out, ".c{n}{{fill:#{dark:06x}}}")?;
        }
    }
    out.push_str("}</style>\n");
    out.push_str(&body);
    out.push_str("</svg>\n");
    Ok(out)
}

/// The number of the CSS class with these colours; a new one if there is none.
fn class_number(classes: &mut Vec<[u32; 2]>, colours: [u32; 2]) -> usize {
    let known = classes.iter().position(|known| *known == colours);
    known.unwrap_or_else(|| {
        classes.push(colours);
        classes.len() - 1
    })
}

/// The styles of a cell in the light and the dark theme.
fn cell_styles(
    light: &vt100::Screen,
    dark: &vt100::Screen,
    row: u16,
    column: u16,
) -> [CellStyle; 2] {
    [(light, LIGHT), (dark, DARK)].map(|(screen, plain)| {
        let Some(cell) = screen.cell(row, column) else {
            return plain;
        };
        let mut style = CellStyle {
            foreground: rgb(cell.fgcolor(), plain.foreground),
            background: rgb(cell.bgcolor(), plain.background),
            bold: cell.bold(),
            italic: cell.italic(),
            underline: cell.underline(),
        };
        if cell.inverse() {
            std::mem::swap(&mut style.foreground, &mut style.background);
        }
        style
    })
}

/// The RGB value of a terminal colour; `default` if it is the default colour. The themes that are drawn use indexed
/// colours only in terminals with 256 colours.
fn rgb(colour: vt100::Color, default: u32) -> u32 {
    match colour {
        vt100::Color::Rgb(r, g, b) => u32::from_be_bytes([0, r, g, b]),
        vt100::Color::Default | vt100::Color::Idx(_) => default,
    }
}

/// The runs of a row, from left to right.
fn runs(light: &vt100::Screen, dark: &vt100::Screen, row: u16, columns: u16) -> Vec<StyledRun> {
    let mut runs: Vec<StyledRun> = Vec::new();
    for column in 0..columns {
        let cell = light.cell(row, column);
        if cell.is_some_and(vt100::Cell::is_wide_continuation) {
            if let Some(run) = runs.last_mut() {
                run.cells += 1;
            }
            continue;
        }
        let text = match cell.map(vt100::Cell::contents) {
            Some(text) if !text.is_empty() => text,
            _ => " ",
        };
        let styles = cell_styles(light, dark, row, column);
        match runs.last_mut() {
            Some(run) if run.styles == styles => {
                run.text.push_str(text);
                run.cells += 1;
            }
            _ => runs.push(StyledRun {
                column,
                cells: 1,
                text: text.to_owned(),
                styles,
            }),
        }
    }
    runs
}

fn draw_run(
    body: &mut String,
    classes: &mut Vec<[u32; 2]>,
    run: &StyledRun,
    row: u16,
    corner_styles: [CellStyle; 2],
) -> fmt::Result {
    let x = MARGIN + f32::from(run.column) * CELL_WIDTH;
    let y = MARGIN + f32::from(row) * CELL_HEIGHT;
    let backgrounds = run.styles.map(|style| style.background);
    if backgrounds != corner_styles.map(|style| style.background) {
        let n = class_number(classes, backgrounds);
        let width = f32::from(run.cells) * CELL_WIDTH;
        writeln!(
            body,
            r#"<rect class="c{n}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{CELL_HEIGHT}"/>"#
        )?;
    }
    let n = class_number(classes, run.styles.map(|style| style.foreground));
    let mut attributes = String::new();
    let [style, _] = run.styles;
    for (is_set, attribute) in [
        (style.bold, r#" font-weight="bold""#),
        (style.italic, r#" font-style="italic""#),
        (style.underline, r#" text-decoration="underline""#),
    ] {
        if is_set {
            attributes.push_str(attribute);
        }
    }
    // Two or more spaces in a row are not drawn: SVG viewers collapse them, and since each piece states where it begins
    // it needs no spaces before it.
    let mut cells_before = 0;
    for piece in split_at_spaces(&run.text) {
        let cells = piece.chars().count();
        if !piece.trim().is_empty() {
            let start = x + cells_before as f32 * CELL_WIDTH;
            write!(
                body,
                r#"<text class="c{n}" x="{start:.1}" y="{:.1}" textLength="{:.1}"{attributes}>"#,
                y + BASELINE,
                cells as f32 * CELL_WIDTH,
            )?;
            push_escaped(body, piece);
            body.push_str("</text>\n");
        }
        cells_before += cells;
    }
    Ok(())
}

/// Divides `text` into runs of spaces and the text between runs of two or more spaces; the pieces together are all of
/// `text`.
fn split_at_spaces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let end = if spaces > 0 {
            spaces
        } else {
            rest.find("  ").unwrap_or(rest.trim_end_matches(' ').len())
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn push_escaped(body: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => body.push_str("&lt;"),
            '&' => body.push_str("&amp;"),
            c => body.push(c),
        }
    }
}
