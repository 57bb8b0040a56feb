//! What the reader tells the user: notices on the status line, warnings and errors in a box over the text.

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

    /// Shows a message, in place of any with the same heading.
    pub(super) fn show(&mut self, level: Level, heading: &'static str, text: String) {
        self.queue.retain(|message| message.heading != heading);
        self.queue.push(Message {
            level,
            heading,
            text,
        });
    }

    /// The text of the notice.
    pub fn current_notice(&self) -> Option<&str> {
        let notice = |message: &&Message| message.level == Level::Notice;
        let notice = self.queue.iter().find(notice);
        notice.map(|message| message.text.as_str())
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
