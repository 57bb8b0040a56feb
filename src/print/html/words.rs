//! The words of a block with what sets them apart: links, mentions, emphasis.
//!
//! Owns the order in which elements are opened and closed where ranges overlap. Promises that they nest, that no link stands
//! in a link (inside one a mention is a `<mark>`, and the way on stands behind the link), that each mention has its place's name
//! once, and that the work grows with the ranges and no faster.

use super::escape::{attribute, text, web};
use crate::document::{Block, Document, Style};
use crate::entities::{Entities, MentionType, Kind, Mention};
use std::io::{self, Write};
use std::ops::Range;

/// The styles in the order in which they are opened where they begin together.
const STYLES: [(Style, &str); 4] = [
    (Style::Strong, "strong"),
    (Style::Emphasis, "em"),
    (Style::Struck, "s"),
    (Style::Code, "code"),
];

/// What a line feed of the text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feed {
    /// A line's end.
    Line,
    /// The next cell of a row, in this element.
    Cell(&'static str),
    /// Itself.
    Itself,
}

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Link(usize),
    /// A mention, and whether it stands in a link.
    Mention(usize, bool),
    Style(Style),
}

/// Where a mention leads on.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// The next mention of the same, as an index; `None` for the last.
    next: Option<usize>,
    /// Which of them it is, counted from 1.
    nth: usize,
}

/// The text and the ranges over it.
pub(super) struct Words<'a> {
    pub document: &'a Document,
    pub entities: &'a Entities,
    ways: Vec<Way>,
}

impl<'a> Words<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities) -> Self {
        let mut ways = vec![Way::default(); entities.mentions().len()];
        for entity in entities.entities() {
            let following = entity.mentions.iter().skip(1).copied().map(Some);
            let following = following.chain(std::iter::once(None));
            for ((&index, next), nth) in entity.mentions.iter().zip(following).zip(1..) {
                if let Some(way) = ways.get_mut(index) {
                    *way = Way { next, nth };
                }
            }
        }
        Self {
            document,
            entities,
            ways,
        }
    }

    /// Write the words of `block`.
    pub(super) fn write(&self, block: &Block, feed: Feed, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Line {
            words: self,
            feed,
            open: Vec::new(),
            named: None,
            behind: Vec::new(),
        };
        let (cuts, turns) = self.cuts(&block.range);
        let mut turns = turns.into_iter().peekable();
        let mut counts = [0_usize; STYLES.len()];
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            while let Some((_, style, begins)) = turns.next_if(|(at, ..)| *at <= from) {
                let place = STYLES.iter().position(|(known, _)| *known == style);
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count = if begins {
                        *count + 1
                    } else {
                        count.saturating_sub(1)
                    };
                }
            }
            let styles = STYLES.iter().zip(&counts).filter(|(_, count)| **count > 0);
            let mut wanted = self.leads(from);
            wanted.extend(styles.map(|((style, _), _)| Open::Style(*style)));
            line.turn(&wanted, out)?;
            line.put(self.document.slice(from..to), out)?;
        }
        line.turn(&[], out)
    }

    /// Every place in `range` where something begins or ends; and the beginnings and ends of styles.
    fn cuts(&self, range: &Range<usize>) -> (Vec<usize>, Vec<(usize, Style, bool)>) {
        let inlines = self.document.inlines();
        let first = inlines.partition_point(|inline| inline.range.start < range.start);
        let inlines = inlines.iter().skip(first);
        let mut turns: Vec<(usize, Style, bool)> = inlines
            .take_while(|inline| inline.range.start < range.end)
            .flat_map(|inline| {
                let (start, end) = (inline.range.start, inline.range.end);
                [(start, inline.style, true), (end, inline.style, false)]
            })
            .collect();
        turns.sort_unstable();
        let mut cuts = vec![range.start, range.end];
        cuts.extend(turns.iter().map(|turn| turn.0));
        let links = self.document.links();
        let first = links.partition_point(|link| link.range.end <= range.start);
        let links = links.iter().skip(first);
        let links = links.take_while(|link| link.range.start < range.end);
        cuts.extend(links.flat_map(|link| [link.range.start, link.range.end]));
        let within = self.entities.within(range.clone());
        let mentions = self.entities.mentions().get(within).unwrap_or_default();
        cuts.extend(mentions.iter().flat_map(|m| [m.range.start, m.range.end]));
        cuts.retain(|cut| range.contains(cut) || *cut == range.end);
        cuts.sort_unstable();
        cuts.dedup();
        (cuts, turns)
    }

    /// The link and the mention at `at`.
    fn leads(&self, at: usize) -> Vec<Open> {
        let links = self.document.links();
        let link = links.partition_point(|link| link.range.end <= at);
        let link = links
            .get(link)
            .filter(|found| found.range.start <= at && web(&found.target).is_some())
            .map(|_| link);
        let mention = self.entities.at(at);
        let mention = mention.map(|mention| Open::Mention(mention, link.is_some()));
        link.map(Open::Link).into_iter().chain(mention).collect()
    }

    /// `<a …>` of a mention, or `<mark …>` in a link, with its place's name if it is `named`.
    fn mention(
        &self,
        index: usize,
        (linked, named): (bool, bool),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(mention) = self.entities.mentions().get(index) else {
            return out.write_all(if linked { b"<mark>" } else { b"<a>" });
        };
        out.write_all(if linked { b"<mark" } else { b"<a" })?;
        if named {
            write!(out, " id=\"m{}\"", index + 1)?;
        }
        let entity = self.entities.entities().get(mention.entity);
        let kind = entity.map_or("p", |entity| mark(entity.kind));
        write!(out, " class=\"{kind} e{}\"", mention.entity + 1)?;
        if !linked {
            write!(out, " href=\"#{}\"", self.target(index, mention))?;
        }
        out.write_all(b" title=\"")?;
        self.told(index, mention, out)?;
        out.write_all(b"\">")
    }

    /// Where the way leads from a mention: to the next of the same, from the last to the list.
    fn target(&self, index: usize, mention: &Mention) -> String {
        match self.ways.get(index).and_then(|way| way.next) {
            Some(next) => format!("m{}", next + 1),
            None => format!("e{}", mention.entity + 1),
        }
    }

    /// "Norway, demonym, 2 of 5".
    fn told(&self, index: usize, mention: &Mention, out: &mut dyn Write) -> io::Result<()> {
        let Some(entity) = self.entities.entities().get(mention.entity) else {
            return Ok(());
        };
        attribute(&entity.name, out)?;
        if let Some(how) = mention.mention_type.filter(|how| *how != MentionType::Name) {
            write!(out, ", {}", how.word())?;
        }
        let nth = self.ways.get(index).map_or(1, |way| way.nth);
        write!(out, ", {nth} of {}", entity.mentions.len())
    }
}

/// The class of a kind.
pub(super) fn mark(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "p",
        Kind::Country => "c",
    }
}

/// The words of a block on their way out.
struct Line<'a> {
    words: &'a Words<'a>,
    feed: Feed,
    open: Vec<Open>,
    /// The last mention whose place has its name.
    named: Option<usize>,
    /// Mentions in the open link, whose way on stands behind it.
    behind: Vec<usize>,
}

impl Line<'_> {
    /// Close what is not `wanted`, and open what is.
    fn turn(&mut self, wanted: &[Open], out: &mut dyn Write) -> io::Result<()> {
        let stays = self.open.iter().take_while(|open| wanted.contains(open));
        let stays = stays.count();
        while self.open.len() > stays {
            let Some(open) = self.open.pop() else { break };
            out.write_all(closing(open).as_bytes())?;
            if matches!(open, Open::Link(_)) && !wanted.contains(&open) {
                self.ways_behind(out)?;
            }
        }
        for &open in wanted {
            if !self.open.contains(&open) {
                self.begin(open, out)?;
                self.open.push(open);
            }
        }
        Ok(())
    }

    fn begin(&mut self, open: Open, out: &mut dyn Write) -> io::Result<()> {
        match open {
            Open::Link(index) => {
                let link = self.words.document.links().get(index);
                out.write_all(b"<a class=\"out\" rel=\"noopener\" href=\"")?;
                let target = link.and_then(|link| web(&link.target));
                text(target.unwrap_or_default(), out)?;
                out.write_all(b"\">")
            }
            Open::Mention(index, linked) => {
                let first = self.named.is_none_or(|named| named < index);
                if first {
                    self.named = Some(index);
                }
                if linked && self.behind.last() != Some(&index) {
                    self.behind.push(index);
                }
                self.words.mention(index, (linked, first), out)
            }
            Open::Style(style) => write!(out, "<{}>", element(style)),
        }
    }

    /// The ways on from the mentions in a link that was closed.
    fn ways_behind(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for index in std::mem::take(&mut self.behind) {
            let Some(mention) = self.words.entities.mentions().get(index) else {
                continue;
            };
            let target = self.words.target(index, mention);
            write!(
                out,
                "<a class=\"on\" href=\"#{target}\" aria-label=\"on from "
            )?;
            self.words.told(index, mention, out)?;
            out.write_all(b"\"></a>")?;
        }
        Ok(())
    }

    fn put(&mut self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.feed == Feed::Itself {
            return text(words, out);
        }
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.feed(out)?;
            }
            text(line, out)?;
        }
        Ok(())
    }

    fn feed(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.feed {
            Feed::Line => out.write_all(b"<br>"),
            Feed::Cell(cell) => {
                let open = self.open.clone();
                self.turn(&[], out)?;
                write!(out, "</{cell}><{cell}>")?;
                self.turn(&open, out)
            }
            Feed::Itself => out.write_all(b"\n"),
        }
    }
}

fn closing(open: Open) -> String {
    match open {
        Open::Link(_) | Open::Mention(_, false) => "</a>".to_owned(),
        Open::Mention(_, true) => "</mark>".to_owned(),
        Open::Style(style) => format!("</{}>", element(style)),
    }
}

fn element(style: Style) -> &'static str {
    let found = STYLES.iter().find(|(known, _)| *known == style);
    found.map_or("span", |(_, element)| element)
}
