//! The man page, in roff.
//!
//! The name, the synopsis and the options come from the definitions that the command line is parsed by; the rest are the
//! pages of the manual. What people look for under a name of its own in a man page (files, environment, exit status) is
//! moved there from wherever the manual has it.

use super::EXAMPLES;
use crate::manual::PAGES;
use clap::Command;
use clap_mangen::Man;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Sections of the manual that have their place at the end of a man page, and what they are called there.
const LAST: &[(&str, &str)] = &[
    ("Files", "FILES"),
    ("Environment", "ENVIRONMENT"),
    ("Exit codes", "EXIT STATUS"),
];

/// The man page of the program that `flags` describe, in roff.
pub(super) fn page(flags: &Command) -> String {
    let man = Man::new(flags.clone());
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render_title(&mut out);
    let _ = man.render_name_section(&mut out);
    let _ = man.render_synopsis_section(&mut out);
    let _ = man.render_description_section(&mut out);
    let _ = man.render_options_section(&mut out);
    let mut page = String::from_utf8_lossy(&out).into_owned();
    page.push_str(".SH COMMANDS\n");
    for command in flags.get_subcommands() {
        let about = command.get_about().map(ToString::to_string);
        page.push_str(".TP\n");
        push_styled(&mut page, &format!("byline {}", command.get_name()), 'B');
        page.push('\n');
        push_text(&mut page, &about.unwrap_or_default());
        page.push('\n');
    }
    let mut roff = Roff::default();
    for manual_page in PAGES {
        roff.push_markdown(manual_page.markdown);
    }
    page.push_str(&roff.out);
    page.push_str(&roff.last);
    page.push_str(".SH EXAMPLES\n.nf\n");
    for line in EXAMPLES.lines().skip(1).take_while(|line| !line.is_empty()) {
        push_text(&mut page, line);
        page.push('\n');
    }
    page.push_str(".fi\n");
    page
}

/// Markdown on its way to roff.
#[derive(Default)]
struct Roff {
    out: String,
    /// The sections that stand at the end of the page.
    last: String,
    /// Whether a section of `last` is being written.
    in_last: bool,
    /// The text of the heading, the row's first cell, or whatever else is collected before it can be written.
    collected: Option<String>,
    /// Cells of the row that is being read.
    cells: Vec<String>,
    in_code: bool,
}

impl Roff {
    fn push_markdown(&mut self, markdown: &str) {
        self.in_last = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            self.push_event(event);
        }
    }

    /// Where text goes now.
    fn target(&mut self) -> &mut String {
        match &mut self.collected {
            Some(collected) => collected,
            None if self.in_last => &mut self.last,
            None => &mut self.out,
        }
    }

    /// A command of roff on a line of its own.
    fn push_request(&mut self, request: &str) {
        let target = self.target();
        if !target.is_empty() && !target.ends_with('\n') {
            target.push('\n');
        }
        target.push_str(request);
        target.push('\n');
    }

    fn push_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                for line in text.lines() {
                    push_text(self.target(), line);
                    self.target().push('\n');
                }
            }
            Event::Text(text) => push_text(self.target(), &text),
            Event::Code(code) => push_styled(self.target(), &code, 'B'),
            Event::SoftBreak | Event::HardBreak => self.target().push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::TableCell => self.collected = Some(String::new()),
            Tag::Paragraph => {
                // The first paragraph of a list item stands beside its bullet.
                if !self.target().ends_with(".IP \\(bu 2\n") {
                    self.push_request(".PP");
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.push_request(".PP\n.RS 4\n.nf");
                self.in_code = true;
            }
            Tag::Item => self.push_request(".IP \\(bu 2"),
            Tag::Emphasis => self.target().push_str("\\fI"),
            Tag::Strong => self.target().push_str("\\fB"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let title = self.collected.take().unwrap_or_default();
                self.push_heading(level, &title);
            }
            TagEnd::TableCell => self.cells.extend(self.collected.take()),
            // What the columns are is plain from what stands in them.
            TagEnd::TableHead => self.cells.clear(),
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.cells);
                if let [first, rest @ ..] = cells.as_slice() {
                    if first.is_empty() {
                        // A row without keys is a heading within the table.
                        self.push_request(".PP");
                    } else {
                        self.push_request(".TP");
                        self.target().push_str(first);
                        self.target().push('\n');
                    }
                    self.target().push_str(&rest.join("; "));
                    self.target().push('\n');
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push_request(".fi\n.RE");
            }
            TagEnd::Paragraph | TagEnd::Item => {
                let target = self.target();
                if !target.ends_with('\n') {
                    target.push('\n');
                }
            }
            TagEnd::Emphasis | TagEnd::Strong => self.target().push_str("\\fR"),
            _ => {}
        }
    }

    fn push_heading(&mut self, level: HeadingLevel, title: &str) {
        let last = LAST.iter().find(|(known, _)| *known == title);
        if let Some((_, name)) = last {
            self.in_last = true;
            self.push_request(&format!(".SH \"{name}\""));
        } else if level == HeadingLevel::H1 {
            self.in_last = false;
            self.push_request(&format!(".SH \"{}\"", title.to_uppercase()));
        } else {
            self.in_last = false;
            self.push_request(&format!(".SS \"{title}\""));
        }
    }
}

/// Append `text` in the font `font` (`B` bold, `I` italic).
fn push_styled(out: &mut String, text: &str, font: char) {
    out.push_str("\\f");
    out.push(font);
    push_text(out, text);
    out.push_str("\\fR");
}

/// Append `text` so that roff takes it for text: a dot or a quote that begins a line is a request, a backslash an escape, and
/// a hyphen would become a typographer's.
fn push_text(out: &mut String, text: &str) {
    if text.starts_with(['.', '\'']) && (out.is_empty() || out.ends_with('\n')) {
        out.push_str("\\&");
    }
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            c => out.push(c),
        }
    }
}
