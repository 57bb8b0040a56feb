//! Blocks as elements: lists in lists, quotations in quotations, rows in tables.
//!
//! Owns what is open about a block, and that it is closed again. Promises that elements nest whatever depths the blocks have.

use super::is_title;
use super::words::{Feed, Words};
use crate::document::{Block, BlockKind};
use crate::layout::table::{Table, tables};
use std::io::{self, Write};
use std::iter::Peekable;
use std::slice::Iter;

/// Write every block; `about` writes what stands below the headline.
pub(super) fn write(
    words: &Words<'_>,
    about: impl Fn(&mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blocks = words.document.blocks();
    let tables = tables(words.document);
    let deep = |block: &Block| block.kind == BlockKind::Heading(1);
    let mut page = Page {
        words,
        quotes: 0,
        lists: Vec::new(),
        tables: tables.iter().peekable(),
        body: false,
        lower: u8::from(blocks.iter().any(deep)),
    };
    if !blocks.first().is_some_and(|block| is_title(&block.kind)) {
        about(out)?;
    }
    for (index, block) in blocks.iter().enumerate() {
        page.block(index, block, out)?;
        if index == 0 && is_title(&block.kind) {
            about(out)?;
        }
    }
    page.close_lists(0, out)?;
    page.quote(0, out)
}

/// An open list.
struct List {
    depth: u8,
    ordered: bool,
}

/// What is open.
struct Page<'a> {
    words: &'a Words<'a>,
    quotes: u8,
    lists: Vec<List>,
    /// Tables that are not closed yet.
    tables: Peekable<Iter<'a, Table>>,
    /// Whether the rows below the heading of the open table have begun.
    body: bool,
    /// How much lower headings stand, so that there is one of the first rank, the headline.
    lower: u8,
}

impl Page<'_> {
    fn block(&mut self, index: usize, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        if let BlockKind::Item { marker, depth } = &block.kind
            && block.quote_depth == self.quotes
        {
            return self.item(block, (marker, *depth), out);
        }
        self.close_lists(0, out)?;
        self.quote(block.quote_depth, out)?;
        match &block.kind {
            BlockKind::Title => self.element("h1", "", block, out),
            BlockKind::Heading(level) => {
                let level = (*level).saturating_add(self.lower).clamp(2, 6);
                self.element(&format!("h{level}"), "", block, out)
            }
            BlockKind::Paragraph => self.element("p", "", block, out),
            BlockKind::Verse => self.element("p", " class=\"verse\"", block, out),
            BlockKind::Item { marker, depth } => self.item(block, (marker, *depth), out),
            BlockKind::Code => {
                out.write_all(b"<pre><code>")?;
                self.words.write(block, Feed::Itself, out)?;
                out.write_all(b"</code></pre>\n")
            }
            BlockKind::Row { heading, .. } => self.row(index, block, *heading, out),
            BlockKind::Caption => {
                out.write_all(b"<figure>")?;
                self.words_in("figcaption", block, out)?;
                out.write_all(b"</figure>\n")
            }
            BlockKind::Rule => out.write_all(b"<hr>\n"),
        }
    }

    fn element(
        &self,
        name: &str,
        about: &str,
        block: &Block,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "<{name}{about}>")?;
        self.words.write(block, Feed::Line, out)?;
        writeln!(out, "</{name}>")
    }

    fn words_in(&self, name: &str, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<{name}>")?;
        self.words.write(block, Feed::Line, out)?;
        write!(out, "</{name}>")
    }

    /// Begin and end quotations until there are `depth`.
    fn quote(&mut self, depth: u8, out: &mut dyn Write) -> io::Result<()> {
        while self.quotes < depth {
            out.write_all(b"<blockquote>\n")?;
            self.quotes += 1;
        }
        while self.quotes > depth {
            out.write_all(b"</blockquote>\n")?;
            self.quotes -= 1;
        }
        Ok(())
    }

    fn item(
        &mut self,
        block: &Block,
        (marker, depth): (&str, u8),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let number = number(marker);
        self.close_lists(usize::from(depth) + 1, out)?;
        let last = self.lists.last().filter(|list| list.depth == depth);
        // The second paragraph of an item has a blank marker.
        if marker.trim().is_empty() && last.is_some() {
            return self.words_in("p", block, out);
        }
        let goes_on = last.is_some_and(|list| list.ordered == number.is_some());
        if goes_on {
            out.write_all(b"</li>\n")?;
        } else {
            self.close_lists(usize::from(depth), out)?;
            let ordered = number.is_some();
            out.write_all(if ordered { b"<ol>\n" } else { b"<ul>\n" })?;
            self.lists.push(List { depth, ordered });
        }
        match number {
            Some(number) => write!(out, "<li value=\"{number}\">")?,
            None if matches!(marker, "•" | "-" | "*" | "+" | "–" | "◦" | "▪") => {
                out.write_all(b"<li>")?;
            }
            None => {
                out.write_all(b"<li class=\"own\"><span class=\"marker\">")?;
                super::attribute(marker, out)?;
                out.write_all(b"</span> ")?;
            }
        }
        self.words.write(block, Feed::Line, out)
    }

    /// Close every list that is `depth` deep or deeper.
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

    fn row(
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
            // Whoever walks by keyboard can scroll what is too wide.
            out.write_all(b"<div class=\"table\" tabindex=\"0\"><table>\n")?;
            out.write_all(if heading { b"<thead>\n" } else { b"<tbody>\n" })?;
            self.body = !heading;
        } else if !heading && !self.body {
            out.write_all(b"</thead>\n<tbody>\n")?;
            self.body = true;
        }
        let cell = if heading { "th" } else { "td" };
        write!(out, "<tr><{cell}>")?;
        self.words.write(block, Feed::Cell(cell), out)?;
        writeln!(out, "</{cell}></tr>")?;
        if rows.end == index + 1 {
            let part = if self.body { "tbody" } else { "thead" };
            writeln!(out, "</{part}>\n</table></div>")?;
        }
        Ok(())
    }
}

/// The number that a marker says: 3 of "3." and "(3)".
fn number(marker: &str) -> Option<u32> {
    let digits = marker
        .trim()
        .trim_start_matches('(')
        .trim_end_matches(['.', ')']);
    let short = digits.len() <= 6 && !digits.starts_with('+');
    digits.parse().ok().filter(|_| short)
}
