//! The man page, in roff.
//!
//! The name, the synopsis and the options come from the definitions that the command line is parsed by; the rest are the
//! pages of the manual. The sections that man pages have by convention (files, environment, exit status) are moved to the end
//! from wherever the manual has them.

use super::EXAMPLES;
use crate::app::action::key_tables;
use crate::manual::PAGES;
use clap::Command;
use clap_mangen::Man;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Sections of the manual that go to the end of a man page, and what they are called there.
const LAST_SECTIONS: &[(&str, &str)] = &[
    ("Files", "FILES"),
    ("Environment", "ENVIRONMENT"),
    ("Exit status", "EXIT STATUS"),
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
    let key_tables = key_tables();
    for manual_page in PAGES {
        roff.push_markdown(&manual_page.markdown(&key_tables));
    }
    page.push_str(&roff.out);
    page.push_str(&roff.last_sections);
    page.push_str(".SH EXAMPLES\n.nf\n");
    for line in EXAMPLES.lines().skip(1).take_while(|line| !line.is_empty()) {
        push_text(&mut page, line);
        page.push('\n');
    }
    page.push_str(".fi\n");
    page
}

/// Converts Markdown to roff.
#[derive(Default)]
struct Roff {
    out: String,
    /// The sections that go to the end of the page.
    last_sections: String,
    /// Whether one of these is being written.
    in_last_section: bool,
    /// The text of the heading or table cell being read, which is written when it is complete.
    collected: Option<String>,
    /// The complete cells of the table row being read.
    cells: Vec<String>,
    in_code: bool,
}

impl Roff {
    fn push_markdown(&mut self, markdown: &str) {
        self.in_last_section = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            self.push_event(event);
        }
    }

    /// The string that text is appended to now.
    fn buffer(&mut self) -> &mut String {
        match &mut self.collected {
            Some(collected) => collected,
            None if self.in_last_section => &mut self.last_sections,
            None => &mut self.out,
        }
    }

    /// Appends a roff request on a line of its own.
    fn push_request(&mut self, request: &str) {
        let buffer = self.buffer();
        if !buffer.is_empty() && !buffer.ends_with('\n') {
            buffer.push('\n');
        }
        buffer.push_str(request);
        buffer.push('\n');
    }

    fn push_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                for line in text.lines() {
                    push_text(self.buffer(), line);
                    self.buffer().push('\n');
                }
            }
            Event::Text(text) => push_text(self.buffer(), &text),
            Event::Code(code) => push_styled(self.buffer(), &code, 'B'),
            Event::SoftBreak | Event::HardBreak => self.buffer().push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::TableCell => self.collected = Some(String::new()),
            Tag::Paragraph
                // The first paragraph of a list item goes beside its bullet.
                if !self.buffer().ends_with(".IP \\(bu 2\n") => {
                    self.push_request(".PP");
                }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.push_request(".PP\n.RS 4\n.nf");
                self.in_code = true;
            }
            Tag::Item => self.push_request(".IP \\(bu 2"),
            Tag::Emphasis => self.buffer().push_str("\\fI"),
            Tag::Strong => self.buffer().push_str("\\fB"),
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
            // Column headings are left out: the cells are clear without them.
            TagEnd::TableHead => self.cells.clear(),
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.cells);
                if let [first, rest @ ..] = cells.as_slice() {
                    if first.is_empty() {
                        // A row without keys is a heading within the table.
                        self.push_request(".PP");
                    } else {
                        self.push_request(".TP");
                        self.buffer().push_str(first);
                        self.buffer().push('\n');
                    }
                    self.buffer().push_str(&rest.join("; "));
                    self.buffer().push('\n');
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push_request(".fi\n.RE");
            }
            TagEnd::Paragraph | TagEnd::Item => {
                let buffer = self.buffer();
                if !buffer.ends_with('\n') {
                    buffer.push('\n');
                }
            }
            TagEnd::Emphasis | TagEnd::Strong => self.buffer().push_str("\\fR"),
            _ => {}
        }
    }

    fn push_heading(&mut self, level: HeadingLevel, title: &str) {
        let last = LAST_SECTIONS.iter().find(|(known, _)| *known == title);
        if let Some((_, name)) = last {
            self.in_last_section = true;
            self.push_request(&format!(".SH \"{name}\""));
        } else if level == HeadingLevel::H1 {
            self.in_last_section = false;
            self.push_request(&format!(".SH \"{}\"", title.to_uppercase()));
        } else {
            self.in_last_section = false;
            self.push_request(&format!(".SS \"{title}\""));
        }
    }
}

/// Appends `text` in the font `font` (`B` bold, `I` italic).
fn push_styled(out: &mut String, text: &str, font: char) {
    out.push_str("\\f");
    out.push(font);
    push_text(out, text);
    out.push_str("\\fR");
}

/// Appends `text`, escaped so that roff prints it as it is: a dot or a quote at the start of a line would begin a request, a
/// backslash would begin an escape, and a hyphen would be printed as a typographic one.
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
