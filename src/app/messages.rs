//! What the reader tells the user: notices on the status line, warnings and errors in a box over the text.

use crate::layout::measure;

/// The fewest cells of a notice that stand before its ending. With less room the ending is cut like the rest.
const MIN_BEGINNING_CELLS: usize = 8;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something was done, or cannot be done here. It stands on the status line until the next key.
    Notice,
    /// Something could not be read or saved. It is shown over the article until the next key.
    Warning,
    /// Something could not be opened. It is shown likewise, or alone if nothing else is open.
    Error,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How much it matters.
    pub level: Level,
    /// What it is about, in a few words; empty for a notice.
    pub heading: &'static str,
    /// The message.
    pub text: String,
    /// Where in `text`, as a byte offset, the part begins that a narrow screen does not cut off; the length of `text` if there is none.
    pub kept_from: usize,
}

/// The messages that have not been dismissed, the earliest first; at most one under each heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    queue: Vec<Message>,
}

impl Messages {
    /// Shows a notice, in place of the one before.
    pub(super) fn notice(&mut self, text: impl Into<String>) {
        self.show(Level::Notice, "", text.into());
    }

    /// The same with `ending`, as in "; U to undo", which shows even if there is no room for all of `text`.
    pub(super) fn notice_with_ending(&mut self, text: &str, ending: &str) {
        self.notice(format!("{text}{ending}"));
        if let Some(notice) = self.queue.last_mut() {
            notice.kept_from = text.len();
        }
    }

    /// Shows a message, in place of any with the same heading.
    pub(super) fn show(&mut self, level: Level, heading: &'static str, text: String) {
        self.queue.retain(|message| message.heading != heading);
        self.queue.push(Message {
            level,
            heading,
            kept_from: text.len(),
            text,
        });
    }

    /// The text of the notice.
    pub fn current_notice(&self) -> Option<&str> {
        self.notice_message().map(|message| message.text.as_str())
    }

    /// The notice, cut to `cells` cells; what is to show in any case is kept.
    pub fn notice_within(&self, cells: usize) -> Option<String> {
        let Message {
            text, kept_from, ..
        } = self.notice_message()?;
        let (beginning, ending) = text.split_at_checked(*kept_from).unwrap_or((text, ""));
        let room = cells.saturating_sub(measure::cells(ending));
        Some(if room < MIN_BEGINNING_CELLS {
            measure::truncate(text, cells)
        } else {
            measure::truncate(beginning, room) + ending
        })
    }

    fn notice_message(&self) -> Option<&Message> {
        let notice = |message: &&Message| message.level == Level::Notice;
        self.queue.iter().find(notice)
    }

    /// The most important message that is not a notice, and of several the earliest.
    pub fn current_box(&self) -> Option<&Message> {
        let boxed = self.queue.iter().rev();
        boxed
            .filter(|message| message.level > Level::Notice)
            .max_by_key(|message| message.level)
    }

    /// Dismisses the notice.
    pub fn clear_notice(&mut self) {
        self.dismiss(Level::Notice);
    }

    /// Dismisses all messages up to `level`.
    pub(super) fn dismiss(&mut self, level: Level) {
        self.queue.retain(|message| message.level > level);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: of a notice that is cut, what it ends with stays; without an ending, or without room for both, it is cut at its end.
    #[test]
    fn the_ending_of_a_notice_is_not_cut_off() {
        let mut messages = Messages::default();
        messages.notice_with_ending("There are two people called Ann Lee", "; U to undo");
        for (cells, shown) in [
            (80, "There are two people called Ann Lee; U to undo"),
            (30, "There are two peop…; U to undo"),
            (18, "There are two peo…"),
        ] {
            assert_eq!(messages.notice_within(cells).as_deref(), Some(shown));
        }
        messages.notice("There are two people");
        assert_eq!(messages.notice_within(10).as_deref(), Some("There are…"));
    }

    /// Protects: a notice replaces the one before; of several boxes the gravest shows, and each until it is dismissed.
    #[test]
    fn the_gravest_message_shows_first() {
        let mut messages = Messages::default();
        messages.notice("one");
        messages.notice("two");
        messages.show(Level::Warning, "Your corrections", "first".to_owned());
        messages.show(Level::Warning, "Reading history", "second".to_owned());
        let shown =
            |messages: &Messages| messages.current_box().map(|message| message.text.clone());
        assert_eq!(messages.current_notice(), Some("two"));
        assert_eq!(shown(&messages).as_deref(), Some("first"));
        messages.show(Level::Error, "Could not open", "third".to_owned());
        messages.dismiss(Level::Warning);
        assert_eq!(messages.current_notice(), None);
        assert_eq!(shown(&messages).as_deref(), Some("third"));
        messages.dismiss(Level::Error);
        assert_eq!(messages, Messages::default());
    }
}
