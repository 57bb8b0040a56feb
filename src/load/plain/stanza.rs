//! What a run of lines is.
//!
//! Owns the decision, stanza by stanza: a stanza is what stands between two blank lines. Reads it from the top, takes off
//! what can be told (title, heading, rule, list, program text), and hands the rest to running text or to verse.

use super::code::is_code;
use super::join::{Joiner, push_prose};
use super::line::{Line, Marker, TAB, base_indent, heading, is_chapter, is_ideographic, marker};
use super::margin::Margin;
use crate::document::{BlockKind, Builder};

/// Reads the stanzas of one text in order.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    joiner: Joiner<'a>,
    margin: Margin,
    /// Whether the place for a title is past.
    begun: bool,
    /// The indents of the lists that are open, outermost first.
    lists: Vec<usize>,
    /// The indent of the program text that is open: it may go on after a blank line.
    code: Option<usize>,
}

impl<'a> Reader<'a> {
    /// For the stanzas of `text`, whose lines were filled to `margin`; `begun` if it has no place for a title.
    pub(super) fn new(text: &'a str, margin: Margin, begun: bool) -> Self {
        let joiner = Joiner::new(text);
        let (lists, code) = (Vec::new(), None);
        Self {
            joiner,
            margin,
            begun,
            lists,
            code,
        }
    }

    /// End what is still open.
    pub(super) fn finish(&mut self, builder: &mut Builder) {
        if self.code.take().is_some() {
            builder.end(BlockKind::Code);
        }
    }

    /// Read `stanza`; `next` is the one after it, empty at the end.
    pub(super) fn read(&mut self, builder: &mut Builder, stanza: &[Line<'a>], next: &[Line<'a>]) {
        let Some(first) = stanza.first() else { return };
        if is_code(stanza) || (self.code.is_some() && base_indent(stanza) >= 4 && first.quote == 0)
        {
            self.program(builder, stanza);
            return;
        }
        self.finish(builder);
        builder.quote_depth(first.quote);
        let mut rest = stanza;
        if !self.begun && !first.is_rule() {
            self.begun = true;
            rest = self.title(builder, rest, next);
        } else if is_crosshead(stanza, next) {
            self.lists.clear();
            rest = self.head(builder, rest, 1, BlockKind::Heading(2));
        }
        while !rest.is_empty() {
            rest = self.part(builder, rest);
        }
    }

    /// Take the first block off `lines`; at least one line goes.
    fn part<'l>(&mut self, builder: &mut Builder, lines: &'l [Line<'a>]) -> &'l [Line<'a>] {
        let Some((first, after)) = lines.split_first() else {
            return &[];
        };
        if first.is_rule() {
            self.lists.clear();
            builder.end(BlockKind::Rule);
            return after;
        }
        if let Some(level) = after
            .first()
            .and_then(Line::underline)
            .filter(|_| can_head(first))
        {
            self.lists.clear();
            return self
                .head(builder, lines, 1, BlockKind::Heading(level))
                .get(1..)
                .unwrap_or_default();
        }
        if is_chapter(first.body) && lines.len() <= 3 && lines.iter().all(|line| line.width < 60) {
            self.lists.clear();
            return self.head(builder, lines, lines.len(), BlockKind::Heading(2));
        }
        if let Some((level, text)) = heading(first.body).filter(|(_, text)| {
            after.is_empty()
                || text.len() < first.body.len()
                || after.first().is_some_and(|line| line.indent > first.indent)
        }) {
            self.lists.clear();
            push_prose(builder, text);
            builder.end(BlockKind::Heading(level));
            return after;
        }
        if marker(first.body).is_some() {
            return self.item(builder, lines);
        }
        let length = 1 + after
            .iter()
            .zip(lines)
            .take_while(|(line, before)| !self.interrupts(before, line))
            .count();
        let (body, rest) = lines.split_at_checked(length).unwrap_or((lines, &[]));
        self.lists.clear();
        self.running(builder, body);
        rest
    }

    /// Whether `line` begins something of its own although no blank line stands before it.
    fn interrupts(&self, before: &Line<'_>, line: &Line<'_>) -> bool {
        if line.is_rule() || (line.body.starts_with('#') && heading(line.body).is_some()) {
            return true;
        }
        let free = before.body.ends_with(':') || !self.margin.forces(before, line);
        match marker(line.body) {
            Some((Marker::Bullet(_) | Marker::Number(1) | Marker::Letter('a'), ..)) => free,
            _ => false,
        }
    }

    /// The title, if the text begins with one; returns the lines after it.
    fn title<'l>(
        &mut self,
        builder: &mut Builder,
        lines: &'l [Line<'a>],
        next: &[Line<'a>],
    ) -> &'l [Line<'a>] {
        let [first, after @ ..] = lines else {
            return lines;
        };
        if first.quote > 0 {
            return lines;
        }
        if after.first().and_then(Line::underline).is_some() && can_head(first) {
            return self
                .head(builder, lines, 1, BlockKind::Title)
                .get(1..)
                .unwrap_or_default();
        }
        if let Some((1, text)) =
            heading(first.body).filter(|(_, text)| text.len() < first.body.len())
        {
            push_prose(builder, text);
            end_title(builder, text);
            return after;
        }
        if !can_head(first) || marker(first.body).is_some() || first.body.ends_with(',') {
            return lines;
        }
        let length: usize = lines.iter().map(|line| line.body.len()).sum();
        let body: usize = next.iter().map(|line| line.body.len()).sum();
        let headline = match after {
            [] => !next.is_empty(),
            // Straight above the text, and plainly shorter than it.
            [second, ..] if second.width > 100 && second.width * 2 > first.width * 3 => {
                return self.head(builder, lines, 1, BlockKind::Title);
            }
            // A headline over two or three lines.
            [.., last] => {
                lines.len() <= 3
                    && length <= 200
                    && can_head(last)
                    && body > 2 * length
                    && self.margin.wraps(lines)
            }
        };
        if headline {
            return self.head(builder, lines, lines.len(), BlockKind::Title);
        }
        lines
    }

    /// Push the first `count` lines as a title or a heading; returns the others.
    fn head<'l>(
        &mut self,
        builder: &mut Builder,
        lines: &'l [Line<'a>],
        count: usize,
        kind: BlockKind,
    ) -> &'l [Line<'a>] {
        let (head, rest) = lines.split_at_checked(count).unwrap_or((lines, &[]));
        self.joiner.push(builder, head);
        if kind == BlockKind::Title {
            let lines: Vec<&str> = head.iter().map(|line| line.body).collect();
            end_title(builder, &lines.join(" "));
        } else {
            builder.end(kind);
        }
        rest
    }

    /// Take one list item off `lines`.
    fn item<'l>(&mut self, builder: &mut Builder, lines: &'l [Line<'a>]) -> &'l [Line<'a>] {
        let Some((first, after)) = lines.split_first() else {
            return &[];
        };
        let Some((_, sign, text)) = marker(first.body) else {
            return after;
        };
        let goes_on = |before: &Line<'_>, line: &Line<'_>| {
            marker(line.body).is_none()
                && !line.is_rule()
                && (line.indent > first.indent
                    || self.margin.forces(before, line)
                    || line.starts_small())
        };
        let more = after
            .iter()
            .zip(lines)
            .take_while(|(line, before)| goes_on(before, line))
            .count();
        let (body, rest) = after.split_at_checked(more).unwrap_or((after, &[]));
        self.lists.retain(|&indent| indent < first.indent);
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        self.lists.push(first.indent);
        let head = Line {
            body: text,
            ..*first
        };
        let item: Vec<Line<'_>> = std::iter::once(head).chain(body.iter().copied()).collect();
        self.joiner.push(builder, &item);
        let marker = if sign == "-" || sign == "*" || sign == "+" {
            "•"
        } else {
            sign
        };
        builder.end(BlockKind::Item {
            marker: marker.to_owned(),
            depth,
        });
        rest
    }

    /// Lines without any mark: wrapped text, one paragraph to the line, or lines that are meant.
    fn running(&mut self, builder: &mut Builder, lines: &[Line<'a>]) {
        if self.margin.wraps(lines) {
            let mut rest = lines;
            while !rest.is_empty() {
                let (paragraph, after) = rest
                    .split_at_checked(self.paragraph(rest))
                    .unwrap_or((rest, &[]));
                self.joiner.push(builder, paragraph);
                builder.end(BlockKind::Paragraph);
                rest = after;
            }
        } else if lines.len() == 1 || are_paragraphs(lines) {
            for line in lines {
                push_prose(builder, line.body);
                builder.end(BlockKind::Paragraph);
            }
        } else {
            push_columns(builder, lines, base_indent(lines));
            builder.end(BlockKind::Verse);
        }
    }

    /// How many of `lines` are the first paragraph: the next begins indented, or after a line that ended early.
    fn paragraph(&self, lines: &[Line<'_>]) -> usize {
        let base = base_indent(lines);
        let indented = lines.iter().filter(|line| line.indent > base).count();
        let by_indent = indented * 2 <= lines.len();
        let begins = |before: &Line<'_>, line: &Line<'_>| {
            let inset = by_indent && line.indent > base && line.indent <= base + 10;
            let early =
                before.ends_sentence() && !self.margin.forces(before, line) && !line.starts_small();
            inset || early
        };
        1 + lines
            .windows(2)
            .take_while(|pair| !matches!(pair, [before, line] if begins(before, line)))
            .count()
    }

    /// Program text: begun, or gone on with after a blank line.
    fn program(&mut self, builder: &mut Builder, lines: &[Line<'_>]) {
        self.begun = true;
        self.lists.clear();
        let indent = match self.code {
            Some(indent) => {
                builder.push("\n\n");
                indent
            }
            None => base_indent(lines),
        };
        self.code = Some(indent);
        builder.quote_depth(0);
        push_columns(builder, lines, indent);
    }
}

fn end_title(builder: &mut Builder, text: &str) {
    builder.end(BlockKind::Title);
    // The text has its blanks folded; what is known beside it must be a line, too.
    let words: Vec<&str> = text.split_whitespace().collect();
    builder.meta_mut().title = Some(words.join(" "));
}

/// Short enough for a headline, and not a sentence.
fn can_head(line: &Line<'_>) -> bool {
    line.width <= 160 + line.indent
        && line.body.chars().any(char::is_alphanumeric)
        && !line.body.ends_with(['.', ':', ';', ','])
        && !line.body.contains("://")
}

/// A heading between paragraphs that only its shortness and its place give away.
fn is_crosshead(stanza: &[Line<'_>], next: &[Line<'_>]) -> bool {
    let [line] = stanza else { return false };
    let [after, ..] = next else { return false };
    // Nearly every paragraph is told apart by this alone, and without a look at its characters.
    if line.body.len() > 240 {
        return false;
    }
    let length = line.body.chars().count();
    let words = line.body.split_whitespace().count();
    let body: usize = next.iter().map(|line| line.body.len()).sum();
    (6..=60).contains(&length)
        && (1..=9).contains(&words)
        && line.quote == after.quote
        && line.indent == 0
        && after.indent == 0
        && body > 120
        && line.body.starts_with(char::is_uppercase)
        && line.body.ends_with(char::is_alphabetic)
        && marker(after.body).is_none()
}

/// Whether lines that were not wrapped are a paragraph each.
fn are_paragraphs(lines: &[Line<'_>]) -> bool {
    let total: usize = lines.iter().map(|line| line.width).sum();
    let sentences = lines.iter().filter(|line| line.ends_sentence()).count();
    let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
    // A sentence of ideographs takes a third of the room.
    let dense = lines
        .iter()
        .all(|line| line.body.starts_with(is_ideographic));
    let wide = if dense { 12 } else { 50 };
    widest > 110 || (sentences * 2 > lines.len() && total > wide * lines.len())
}

/// Push `lines` with their own blanks, less the first `skip` columns, tabs drawn out.
fn push_columns(builder: &mut Builder, lines: &[Line<'_>], skip: usize) {
    let mut drawn = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            builder.push("\n");
        }
        drawn.clear();
        drawn.extend(std::iter::repeat_n(
            ' ',
            line.indent.saturating_sub(skip).min(120),
        ));
        let mut column = line.indent;
        for c in line.body.chars() {
            if c == '\t' {
                let next = (column / TAB + 1) * TAB;
                drawn.extend(std::iter::repeat_n(' ', next - column));
                column = next;
            } else {
                drawn.push(c);
                column += 1;
            }
        }
        builder.push(&drawn);
    }
}
