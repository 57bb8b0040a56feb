//! The lines of one page.
//!
//! Owns the reading of a page's content: which text stands where, and how large. Where lines end and words part follows from
//! the places alone, for a PDF knows neither. Text inside of forms that a page draws is not read.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::{BTreeMap, HashMap};

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// Where it begins, and its distance from the page's origin; in points.
    pub x: f32,
    pub y: f32,
    /// How large its letters are.
    pub size: f32,
}

/// A font, as far as it matters here.
#[derive(Debug)]
struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// The widths of its characters in thousandths, from the first on.
    widths: Vec<f32>,
    first: usize,
}

/// The fonts that were met, by their place in the file.
#[derive(Debug, Default)]
pub(super) struct Fonts<'a>(HashMap<*const Dictionary, Font<'a>>);

/// What moves, turns and scales a place: how far one step along each axis leads along both, and where the origin is.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    across: (f32, f32),
    up: (f32, f32),
    origin: (f32, f32),
}

impl Matrix {
    const ONE: Self = Self {
        across: (1.0, 0.0),
        up: (0.0, 1.0),
        origin: (0.0, 0.0),
    };

    /// From the six numbers in which a PDF writes it.
    fn of(number: impl Fn(usize) -> f32) -> Self {
        Self {
            across: (number(0), number(1)),
            up: (number(2), number(3)),
            origin: (number(4), number(5)),
        }
    }

    /// First `self`, then `next`.
    fn then(self, next: Self) -> Self {
        let turn = |(x, y): (f32, f32)| {
            (
                x * next.across.0 + y * next.up.0,
                x * next.across.1 + y * next.up.1,
            )
        };
        let origin = turn(self.origin);
        Self {
            across: turn(self.across),
            up: turn(self.up),
            origin: (origin.0 + next.origin.0, origin.1 + next.origin.1),
        }
    }

    fn moved(self, x: f32, y: f32) -> Self {
        let step = Self {
            origin: (x, y),
            ..Self::ONE
        };
        step.then(self)
    }
}

/// Most words and operators of a page, some fifty times those of a page of print; each takes half a kilobyte once it is read.
const WORDS: usize = 300_000;

/// How many words and operators there are in `content`: stretches of letters.
fn words(content: &[u8]) -> usize {
    let pairs = content.iter().zip(content.iter().skip(1));
    let begins = |(before, letter): &(&u8, &u8)| {
        letter.is_ascii_alphabetic() && !before.is_ascii_alphabetic()
    };
    pairs.filter(begins).count()
}

/// The lines of the page `id`, whose content may unpack to `limit` bytes.
pub(super) fn lines<'a>(
    file: &'a Document,
    id: ObjectId,
    limit: usize,
    known: &mut Fonts<'a>,
) -> lopdf::Result<Vec<Line>> {
    let fonts = file.get_page_fonts(id)?;
    for font in fonts.values() {
        known
            .0
            .entry(std::ptr::from_ref(*font))
            .or_insert_with(|| read_font(file, font, limit));
    }
    let content = file.get_page_content_with_limit(id, limit)?;
    if words(&content) > WORDS {
        return Ok(Vec::new());
    }
    let content = Content::decode(&content)?;
    let mut page = Page {
        fonts: &fonts,
        known,
        font: None,
        size: 1.0,
        leading: 0.0,
        base: Matrix::ONE,
        saved: Vec::new(),
        line: Matrix::ONE,
        pen: 0.0,
        moved: true,
        lines: Vec::new(),
    };
    for operation in &content.operations {
        page.operate(operation);
    }
    let mut lines = page.lines;
    lines.retain(|line| !line.text.trim().is_empty());
    Ok(lines)
}

fn read_font<'a>(file: &'a Document, font: &'a Dictionary, limit: usize) -> Font<'a> {
    let widths = font.get(b"Widths").ok();
    let widths = widths.and_then(|widths| match widths {
        Object::Reference(id) => file.get_object(*id).ok()?.as_array().ok(),
        _ => widths.as_array().ok(),
    });
    let widths = widths
        .into_iter()
        .flatten()
        .map(|width| width.as_float().unwrap_or(500.0))
        .collect();
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    Font {
        encoding: font.get_font_encoding_with_limit(file, limit).ok(),
        widths,
        first: usize::try_from(first).unwrap_or(0),
    }
}

/// A page that is being read.
#[derive(Debug)]
struct Page<'p, 'a> {
    fonts: &'p BTreeMap<Vec<u8>, &'a Dictionary>,
    known: &'p Fonts<'a>,
    font: Option<&'p Font<'a>>,
    size: f32,
    leading: f32,
    /// From the page's space to the paper, and what it was before.
    base: Matrix,
    saved: Vec<Matrix>,
    /// Where the line began.
    line: Matrix,
    /// How far along the line the text has come, in text space.
    pen: f32,
    /// Whether the place was set since the last text.
    moved: bool,
    lines: Vec<Line>,
}

impl Page<'_, '_> {
    fn operate(&mut self, operation: &Operation) {
        let number = |at: usize| {
            operation
                .operands
                .get(at)
                .and_then(|operand| operand.as_float().ok())
                .unwrap_or(0.0)
        };
        match operation.operator.as_str() {
            "q" if self.saved.len() < 256 => self.saved.push(self.base),
            "Q" => self.base = self.saved.pop().unwrap_or(self.base),
            "cm" => self.base = Matrix::of(number).then(self.base),
            "BT" => self.begin(Matrix::ONE),
            "Tm" => self.begin(Matrix::of(number)),
            "Td" => self.begin(self.line.moved(number(0), number(1))),
            "TD" => {
                self.leading = -number(1);
                self.begin(self.line.moved(number(0), number(1)));
            }
            "TL" => self.leading = number(0),
            "T*" => self.next_line(),
            "Tf" => {
                let name = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok());
                let font = name.and_then(|name| self.fonts.get(name));
                self.font = font.and_then(|font| self.known.0.get(&std::ptr::from_ref(*font)));
                self.size = number(1);
            }
            "Tj" => self.show_all(&operation.operands),
            "TJ" => {
                if let Some(Object::Array(pieces)) = operation.operands.first() {
                    self.show_all(pieces);
                }
            }
            "'" => {
                self.next_line();
                self.show_all(&operation.operands);
            }
            "\"" => {
                self.next_line();
                self.show_all(operation.operands.get(2..).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: Matrix) {
        (self.line, self.pen, self.moved) = (line, 0.0, true);
    }

    fn next_line(&mut self) {
        self.begin(self.line.moved(0.0, -self.leading));
    }

    fn show_all(&mut self, pieces: &[Object]) {
        for piece in pieces {
            if let Object::String(bytes, _) = piece {
                self.show(bytes);
            } else if let Ok(back) = piece.as_float() {
                // Thousandths of the size; letters are moved by less, words by more.
                self.pen -= back / 1000.0 * self.size;
                if back < -170.0 {
                    self.blank();
                }
            }
        }
    }

    /// A blank at the end of the line, if a word stands there.
    fn blank(&mut self) {
        if let Some(line) = self.lines.last_mut()
            && !self.moved
            && !line.text.ends_with(char::is_whitespace)
        {
            line.text.push(' ');
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.font else { return };
        let Some(Ok(text)) = font
            .encoding
            .as_ref()
            .map(|encoding| Document::decode_text(encoding, bytes))
        else {
            return;
        };
        let place = self.line.moved(self.pen, 0.0).then(self.base);
        let size = (self.size * place.up.0.hypot(place.up.1)).abs();
        let (x, y) = place.origin;
        let size = if size.is_finite() { size } else { 0.0 };
        if self.moved {
            self.settle(x, y, size);
            self.moved = false;
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(&text);
            line.size = line.size.max(size);
        }
        self.pen += self.width(font, bytes, &text);
    }

    /// Text comes at a new place: a new line, or a word further on.
    fn settle(&mut self, x: f32, y: f32, size: f32) {
        let same = self
            .lines
            .last()
            .is_some_and(|line| (line.y - y).abs() < 0.5 * size.max(line.size) && x >= line.x);
        if same {
            if let Some(line) = self.lines.last_mut() {
                let estimate = line.x + line.text.chars().count() as f32 * 0.45 * line.size;
                if x > estimate && !line.text.ends_with(char::is_whitespace) {
                    line.text.push(' ');
                }
            }
        } else {
            self.lines.push(Line {
                text: String::new(),
                x,
                y,
                size,
            });
        }
    }

    /// How wide `bytes` are in text space.
    fn width(&self, font: &Font<'_>, bytes: &[u8], text: &str) -> f32 {
        if font.widths.is_empty() {
            return text.chars().count() as f32 * 0.5 * self.size;
        }
        let width = |byte: &u8| {
            usize::from(*byte)
                .checked_sub(font.first)
                .and_then(|at| font.widths.get(at))
        };
        bytes
            .iter()
            .map(|byte| width(byte).copied().unwrap_or(500.0))
            .sum::<f32>()
            / 1000.0
            * self.size
    }
}
