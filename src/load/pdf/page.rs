//! Reads the lines of a page from its content stream.
//!
//! Interprets the text operators of the page to find where each piece of text is and how large. A PDF has no lines or
//! words; their ends follow from the positions alone. Text inside form XObjects is not read.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::{BTreeMap, HashMap};

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PdfLine {
    pub text: String,
    /// Where it begins, in points from the origin of the page.
    pub x: f32,
    pub y: f32,
    /// Its font size, in points.
    pub size: f32,
}

/// What is needed of a font.
#[derive(Debug)]
struct PdfFont<'a> {
    encoding: Option<Encoding<'a>>,
    /// The widths of its characters from `first_char` on, in thousandths of the font size.
    widths: Vec<f32>,
    first_char: usize,
}

/// The fonts used so far, by their address in the parsed file.
#[derive(Debug, Default)]
pub(super) struct FontCache<'a>(HashMap<*const Dictionary, PdfFont<'a>>);

/// A point or a direction, in points.
#[derive(Debug, Clone, Copy)]
struct Vector {
    x: f32,
    y: f32,
}

/// A transformation matrix, as the images of the two axes and of the origin.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    x_axis: Vector,
    y_axis: Vector,
    origin: Vector,
}

impl Matrix {
    const IDENTITY: Self = Self {
        x_axis: Vector { x: 1.0, y: 0.0 },
        y_axis: Vector { x: 0.0, y: 1.0 },
        origin: Vector { x: 0.0, y: 0.0 },
    };

    /// A matrix from six numeric operands, in the order in which PDF writes them.
    fn from_operands(number: impl Fn(usize) -> f32) -> Self {
        let vector = |at| Vector {
            x: number(at),
            y: number(at + 1),
        };
        Self {
            x_axis: vector(0),
            y_axis: vector(2),
            origin: vector(4),
        }
    }

    /// The transformation that applies `self` first and `next` after it.
    fn then(self, next: Self) -> Self {
        let apply = |Vector { x, y }: Vector| Vector {
            x: x * next.x_axis.x + y * next.y_axis.x,
            y: x * next.x_axis.y + y * next.y_axis.y,
        };
        let origin = apply(self.origin);
        Self {
            x_axis: apply(self.x_axis),
            y_axis: apply(self.y_axis),
            origin: Vector {
                x: origin.x + next.origin.x,
                y: origin.y + next.origin.y,
            },
        }
    }

    fn translated(self, x: f32, y: f32) -> Self {
        let step = Self {
            origin: Vector { x, y },
            ..Self::IDENTITY
        };
        step.then(self)
    }
}

/// The most words and operators in the content of a page. It is some fifty times what a printed page has; each takes
/// half a kilobyte once it is parsed.
const MAX_WORDS: usize = 300_000;

/// Counts the words and operators in `content`: runs of letters.
fn count_words(content: &[u8]) -> usize {
    let pairs = content.iter().zip(content.iter().skip(1));
    let is_word_start =
        |(before, byte): &(&u8, &u8)| byte.is_ascii_alphabetic() && !before.is_ascii_alphabetic();
    pairs.filter(is_word_start).count()
}

/// Reads the lines of the page `id`, whose content may unpack to `limit` bytes.
pub(super) fn read_lines<'a>(
    file: &'a Document,
    id: ObjectId,
    limit: usize,
    font_cache: &mut FontCache<'a>,
) -> lopdf::Result<Vec<PdfLine>> {
    let fonts = file.get_page_fonts(id)?;
    for font in fonts.values() {
        font_cache
            .0
            .entry(std::ptr::from_ref(*font))
            .or_insert_with(|| read_font(file, font, limit));
    }
    let content = file.get_page_content_with_limit(id, limit)?;
    if count_words(&content) > MAX_WORDS {
        return Ok(Vec::new());
    }
    let content = Content::decode(&content)?;
    let mut interpreter = PageInterpreter {
        fonts: &fonts,
        font_cache,
        font: None,
        size: 1.0,
        leading: 0.0,
        page_matrix: Matrix::IDENTITY,
        saved_matrices: Vec::new(),
        line_matrix: Matrix::IDENTITY,
        advance: 0.0,
        is_repositioned: true,
        lines: Vec::new(),
    };
    for operation in &content.operations {
        interpreter.execute(operation);
    }
    let mut lines = interpreter.lines;
    lines.retain(|line| !line.text.trim().is_empty());
    Ok(lines)
}

fn read_font<'a>(file: &'a Document, font: &'a Dictionary, limit: usize) -> PdfFont<'a> {
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
    PdfFont {
        encoding: font.get_font_encoding_with_limit(file, limit).ok(),
        widths,
        first_char: usize::try_from(first).unwrap_or(0),
    }
}

/// Executes the content of a page and collects its lines.
#[derive(Debug)]
struct PageInterpreter<'p, 'a> {
    fonts: &'p BTreeMap<Vec<u8>, &'a Dictionary>,
    font_cache: &'p FontCache<'a>,
    font: Option<&'p PdfFont<'a>>,
    size: f32,
    leading: f32,
    /// The current transformation matrix, and those that were saved.
    page_matrix: Matrix,
    saved_matrices: Vec<Matrix>,
    /// Where the current line begins, in text space.
    line_matrix: Matrix,
    /// How far the text has come along the line, in text space.
    advance: f32,
    /// Whether the position was set since the last text.
    is_repositioned: bool,
    lines: Vec<PdfLine>,
}

impl PageInterpreter<'_, '_> {
    fn execute(&mut self, operation: &Operation) {
        let number = |at: usize| {
            operation
                .operands
                .get(at)
                .and_then(|operand| operand.as_float().ok())
                .unwrap_or(0.0)
        };
        match operation.operator.as_str() {
            "q" if self.saved_matrices.len() < 256 => self.saved_matrices.push(self.page_matrix),
            "Q" => self.page_matrix = self.saved_matrices.pop().unwrap_or(self.page_matrix),
            "cm" => self.page_matrix = Matrix::from_operands(number).then(self.page_matrix),
            "BT" => self.begin_line(Matrix::IDENTITY),
            "Tm" => self.begin_line(Matrix::from_operands(number)),
            "Td" => self.begin_line(self.line_matrix.translated(number(0), number(1))),
            "TD" => {
                self.leading = -number(1);
                self.begin_line(self.line_matrix.translated(number(0), number(1)));
            }
            "TL" => self.leading = number(0),
            "T*" => self.next_line(),
            "Tf" => {
                let name = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok());
                let font = name.and_then(|name| self.fonts.get(name));
                self.font = font.and_then(|font| self.font_cache.0.get(&std::ptr::from_ref(*font)));
                self.size = number(1);
            }
            "Tj" => self.show_pieces(&operation.operands),
            "TJ" => {
                if let Some(Object::Array(pieces)) = operation.operands.first() {
                    self.show_pieces(pieces);
                }
            }
            "'" => {
                self.next_line();
                self.show_pieces(&operation.operands);
            }
            "\"" => {
                self.next_line();
                self.show_pieces(operation.operands.get(2..).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn begin_line(&mut self, line: Matrix) {
        (self.line_matrix, self.advance, self.is_repositioned) = (line, 0.0, true);
    }

    fn next_line(&mut self) {
        self.begin_line(self.line_matrix.translated(0.0, -self.leading));
    }

    fn show_pieces(&mut self, pieces: &[Object]) {
        for piece in pieces {
            if let Object::String(bytes, _) = piece {
                self.show_text(bytes);
            } else if let Ok(offset) = piece.as_float() {
                // In thousandths of the font size. Kerning moves letters by less, word spaces by more.
                self.advance -= offset / 1000.0 * self.size;
                if offset < -170.0 {
                    self.push_space();
                }
            }
        }
    }

    /// Appends a space to the line, if it ends with a word.
    fn push_space(&mut self) {
        if let Some(line) = self.lines.last_mut()
            && !self.is_repositioned
            && !line.text.ends_with(char::is_whitespace)
        {
            line.text.push(' ');
        }
    }

    fn show_text(&mut self, bytes: &[u8]) {
        let Some(font) = self.font else { return };
        let Some(Ok(text)) = font
            .encoding
            .as_ref()
            .map(|encoding| Document::decode_text(encoding, bytes))
        else {
            return;
        };
        let matrix = self
            .line_matrix
            .translated(self.advance, 0.0)
            .then(self.page_matrix);
        let size = (self.size * matrix.y_axis.x.hypot(matrix.y_axis.y)).abs();
        let Vector { x, y } = matrix.origin;
        let size = if size.is_finite() { size } else { 0.0 };
        if self.is_repositioned {
            self.start_text(x, y, size);
            self.is_repositioned = false;
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(&text);
            line.size = line.size.max(size);
        }
        self.advance += self.text_width(font, bytes, &text);
    }

    /// Handles text at a new position: it begins a new line, or continues the current one.
    fn start_text(&mut self, x: f32, y: f32, size: f32) {
        let is_same_line = self
            .lines
            .last()
            .is_some_and(|line| (line.y - y).abs() < 0.5 * size.max(line.size) && x >= line.x);
        if is_same_line {
            if let Some(line) = self.lines.last_mut() {
                let estimated_end = line.x + line.text.chars().count() as f32 * 0.45 * line.size;
                if x > estimated_end && !line.text.ends_with(char::is_whitespace) {
                    line.text.push(' ');
                }
            }
        } else {
            self.lines.push(PdfLine {
                text: String::new(),
                x,
                y,
                size,
            });
        }
    }

    /// The width of `bytes` in text space.
    fn text_width(&self, font: &PdfFont<'_>, bytes: &[u8], text: &str) -> f32 {
        if font.widths.is_empty() {
            return text.chars().count() as f32 * 0.5 * self.size;
        }
        let width = |byte: &u8| {
            usize::from(*byte)
                .checked_sub(font.first_char)
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
