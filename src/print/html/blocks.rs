//! Writes blocks as HTML elements: nested lists, nested quotations, and tables.
//!
//! Keeps track of the open elements around a block, so that elements nest properly whatever depths the blocks have.

use super::super::annotated::AnnotatedDocument;
use super::inline::{LineBreak, write_inline};
use super::is_title;
use crate::document::{Block, BlockKind};
use crate::layout::table::{TableLayout, find_tables};
use std::io::{self, Write};
use std::iter::Peekable;
use std::slice::Iter;

/// Writes all blocks; `write_metadata` writes the lines below the headline.
pub(super) fn write(
    article: AnnotatedDocument<'_>,
    write_metadata: impl Fn(&mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blocks = article.document.blocks();
    let tables = find_tables(article.document);
    let is_top_heading = |block: &Block| block.kind == BlockKind::Heading(1);
    let mut writer = HtmlBlockWriter {
        article,
        quote_depth: 0,
        lists: Vec::new(),
        tables: tables.iter().peekable(),
        in_body: false,
        heading_shift: u8::from(blocks.iter().any(is_top_heading)),
    };
    if !blocks.first().is_some_and(|block| is_title(&block.kind)) {
        write_metadata(out)?;
    }
    for (index, block) in blocks.iter().enumerate() {
        writer.write_block(index, block, out)?;
        if index == 0 && is_title(&block.kind) {
            write_metadata(out)?;
        }
    }
    writer.close_lists(0, out)?;
    writer.set_quote_depth(0, out)
}

/// An open list.
struct OpenList {
    depth: u8,
    ordered: bool,
}

/// Writes blocks and keeps track of the open elements.
struct HtmlBlockWriter<'a> {
    article: AnnotatedDocument<'a>,
    /// The number of open quotations.
    quote_depth: u8,
    /// The open lists, outermost first.
    lists: Vec<OpenList>,
    /// The tables that are not closed yet.
    tables: Peekable<Iter<'a, TableLayout>>,
    /// Whether the body of the open table has begun.
    in_body: bool,
    /// How many levels headings are lowered, so that only the headline is an `h1`.
    heading_shift: u8,
}

impl HtmlBlockWriter<'_> {
    /// Writes a block.
    fn write_block(&mut self, index: usize, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        if let BlockKind::ListItem { marker, depth } = &block.kind
            && block.quote_depth == self.quote_depth
        {
            return self.write_item(block, marker, *depth, out);
        }
        self.close_lists(0, out)?;
        self.set_quote_depth(block.quote_depth, out)?;
        match &block.kind {
            BlockKind::Title => self.write_element("h1", "", block, out),
            BlockKind::Heading(level) => {
                let level = (*level).saturating_add(self.heading_shift).clamp(2, 6);
                self.write_element(&format!("h{level}"), "", block, out)
            }
            BlockKind::Paragraph => self.write_element("p", "", block, out),
            BlockKind::Verse => self.write_element("p", " class=\"verse\"", block, out),
            BlockKind::ListItem { marker, depth } => self.write_item(block, marker, *depth, out),
            BlockKind::Code => {
                out.write_all(b"<pre><code>")?;
                write_inline(self.article, block, LineBreak::Newline, out)?;
                out.write_all(b"</code></pre>\n")
            }
            BlockKind::TableRow { heading, .. } => self.write_row(index, block, *heading, out),
            BlockKind::Caption => {
                out.write_all(b"<figure>")?;
                self.write_inline_element("figcaption", block, out)?;
                out.write_all(b"</figure>\n")
            }
            BlockKind::Rule => out.write_all(b"<hr>\n"),
        }
    }

    /// Writes a block as an element on a line of its own, with `attributes` in its start tag.
    fn write_element(
        &self,
        name: &str,
        attributes: &str,
        block: &Block,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "<{name}{attributes}>")?;
        write_inline(self.article, block, LineBreak::Break, out)?;
        writeln!(out, "</{name}>")
    }

    /// Writes a block as an element without a line feed after it.
    fn write_inline_element(
        &self,
        name: &str,
        block: &Block,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "<{name}>")?;
        write_inline(self.article, block, LineBreak::Break, out)?;
        write!(out, "</{name}>")
    }

    /// Opens or closes quotations until `depth` of them are open.
    fn set_quote_depth(&mut self, depth: u8, out: &mut dyn Write) -> io::Result<()> {
        while self.quote_depth < depth {
            out.write_all(b"<blockquote>\n")?;
            self.quote_depth += 1;
        }
        while self.quote_depth > depth {
            out.write_all(b"</blockquote>\n")?;
            self.quote_depth -= 1;
        }
        Ok(())
    }

    /// Writes a list item, and opens and closes lists as needed.
    fn write_item(
        &mut self,
        block: &Block,
        marker: &str,
        depth: u8,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let number = number(marker);
        self.close_lists(usize::from(depth) + 1, out)?;
        let last = self.lists.last().filter(|list| list.depth == depth);
        // Further paragraphs of an item have a blank marker.
        if marker.trim().is_empty() && last.is_some() {
            return self.write_inline_element("p", block, out);
        }
        let is_continued = last.is_some_and(|list| list.ordered == number.is_some());
        if is_continued {
            out.write_all(b"</li>\n")?;
        } else {
            self.close_lists(usize::from(depth), out)?;
            let ordered = number.is_some();
            out.write_all(if ordered { b"<ol>\n" } else { b"<ul>\n" })?;
            self.lists.push(OpenList { depth, ordered });
        }
        match number {
            Some(number) => write!(out, "<li value=\"{number}\">")?,
            None if matches!(marker, "•" | "-" | "*" | "+" | "–" | "◦" | "▪") => {
                out.write_all(b"<li>")?;
            }
            None => {
                out.write_all(b"<li class=\"own\"><span class=\"marker\">")?;
                super::write_line(marker, out)?;
                out.write_all(b"</span> ")?;
            }
        }
        write_inline(self.article, block, LineBreak::Break, out)
    }

    /// Closes every list of at least this `depth`.
    fn close_lists(&mut self, depth: usize, out: &mut dyn Write) -> io::Result<()> {
        while let Some(list) = self.lists.pop_if(|list| usize::from(list.depth) >= depth) {
            out.write_all(if list.ordered {
                b"</li>\n</ol>\n"
            } else {
                b"</li>\n</ul>\n"
            })?;
        }
        Ok(())
    }

    /// Writes a table row, and begins and ends the table as needed.
    fn write_row(
        &mut self,
        index: usize,
        block: &Block,
        heading: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        while self
            .tables
            .next_if(|table| table.rows.end <= index)
            .is_some()
        {}
        let rows = self
            .tables
            .peek()
            .map_or(index..index + 1, |table| table.rows.clone());
        if rows.start == index {
            // Focusable, so that a table that is too wide can be scrolled by keyboard.
            out.write_all(b"<div class=\"table\" tabindex=\"0\"><table>\n")?;
            out.write_all(if heading { b"<thead>\n" } else { b"<tbody>\n" })?;
            self.in_body = !heading;
        } else if !heading && !self.in_body {
            out.write_all(b"</thead>\n<tbody>\n")?;
            self.in_body = true;
        }
        let cell = if heading { "th" } else { "td" };
        write!(out, "<tr><{cell}>")?;
        write_inline(self.article, block, LineBreak::Cell(cell), out)?;
        writeln!(out, "</{cell}></tr>")?;
        if rows.end == index + 1 {
            let part = if self.in_body { "tbody" } else { "thead" };
            writeln!(out, "</{part}>\n</table></div>")?;
        }
        Ok(())
    }
}

/// The number in a list marker: 3 for "3." and "(3)".
fn number(marker: &str) -> Option<u32> {
    let digits = marker
        .trim()
        .trim_start_matches('(')
        .trim_end_matches(['.', ')']);
    let short = digits.len() <= 6 && !digits.starts_with('+');
    digits.parse().ok().filter(|_| short)
}
