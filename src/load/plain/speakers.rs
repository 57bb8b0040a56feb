//! Recognizes dialogue with a label before each turn: `SMITH: …`, `Angela Merkel: …`, `Q. … A. …`.
//!
//! A label is that of a speaker if it recurs in the text and what follows it reads like sentences. Fields such as `Author:` and
//! `Date:` recur, too, but hold no sentences.

use super::line::PlainLine;
use std::collections::HashMap;

/// The longest label, in bytes.
const MAX_LABEL_BYTES: usize = 48;

/// The labels of one text, and how often each occurs.
#[derive(Debug)]
pub(super) struct Speakers<'a> {
    text: &'a str,
    /// Collected when the first label needs it.
    counts: Option<HashMap<&'a str, usize>>,
}

impl<'a> Speakers<'a> {
    /// The speakers of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, counts: None }
    }

    /// The lengths of the turns in `lines`, in lines; `None` if they are no dialogue.
    pub(super) fn turns(&mut self, lines: &[PlainLine<'_>]) -> Option<Vec<usize>> {
        label(lines.first()?.body)?;
        let mut turns: Vec<usize> = Vec::new();
        for line in lines {
            let begins_turn = label(line.body).is_some_and(|label| self.is_speaker(label));
            match turns.last_mut() {
                Some(turn) if !begins_turn => *turn += 1,
                None if !begins_turn => return None,
                _ => turns.push(1),
            }
        }
        let mut rest = lines;
        let mut sentences = 0;
        for turn in &turns {
            let (lines, after) = rest.split_at_checked(*turn)?;
            sentences += usize::from(lines.last().is_some_and(PlainLine::ends_sentence));
            rest = after;
        }
        (turns.len() >= 2 && sentences * 2 >= turns.len()).then_some(turns)
    }

    /// Whether `label` occurs before two turns or more; or is one of the pair Q and A, which need no proof.
    fn is_speaker(&mut self, label: &str) -> bool {
        let text = self.text;
        let counts = self.counts.get_or_insert_with(|| {
            let mut counts = HashMap::new();
            for label in text.split('\n').filter_map(|line| self::label(line.trim())) {
                *counts.entry(label).or_default() += 1;
            }
            counts
        });
        matches!(label, "Q" | "A") || counts.get(label).is_some_and(|&count| count >= 2)
    }
}

/// The label at the beginning of `body`: at most five words before a colon, each with a capital, and text after it. `Q.` and
/// `A.` need no colon.
fn label(body: &str) -> Option<&str> {
    for (start, label) in [("Q. ", "Q"), ("A. ", "A")] {
        if body.starts_with(start) {
            return Some(label);
        }
    }
    let colon = body
        .bytes()
        .take(MAX_LABEL_BYTES)
        .position(|byte| byte == b':')?;
    let (label, after) = body.split_at_checked(colon)?;
    let after = after.strip_prefix(':')?;
    // "SMITH (through interpreter)" is Smith.
    let name = match label
        .strip_suffix(')')
        .and_then(|label| label.split_once(" ("))
    {
        Some((name, _)) => name,
        None => label,
    };
    let is_name_word = |word: &str| {
        matches!(word, "de" | "of" | "the" | "van" | "von") || word.starts_with(char::is_uppercase)
    };
    let is_name = name.starts_with(char::is_uppercase)
        && name.split(' ').count() <= 5
        && name.split(' ').all(is_name_word)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " .'’-".contains(c));
    (is_name && after.starts_with(' ')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str) -> Option<Vec<usize>> {
        let lines: Vec<PlainLine<'_>> = text.lines().map(PlainLine::new).collect();
        Speakers::new(text).turns(&lines)
    }

    /// Protects: turns begin at the labels of speakers, however these are written.
    #[test]
    fn turns_begin_at_labels() {
        for (text, expected) in [
            (
                "SMITH: Thank you.\nMERKEL: The talks\nwent on.\nSMITH: When?\nMERKEL: In May.",
                vec![1, 2, 1, 1],
            ),
            ("Q: Why?\nA: Because the light\nwas out.", vec![1, 2]),
            ("Q. Why?\nA. Because.", vec![1, 1]),
            (
                "Sen. Mary O'Neill: Why?\nThe Witness: I forgot.\nSen. Mary O'Neill: Did you?\nThe Witness: Yes: it is true.",
                vec![1, 1, 1, 1],
            ),
            (
                "PUTIN (through interpreter): Yes.\nQ: And?\nPUTIN: No.",
                vec![1, 1, 1],
            ),
        ] {
            assert_eq!(turns(text), Some(expected), "{text}");
        }
    }

    /// Protects: fields, notes and prose with colons are no dialogue.
    #[test]
    fn fields_are_no_turns() {
        for text in [
            "Author: Ann Smith\nDate: Monday\nAuthor: Bob\nDate: Tuesday",
            "Note: this is one.\nWarning: this is another.",
            "He said: go.\nShe said: no.\nHe said: go.",
            "SMITH: Only one turn,\nof two lines.",
        ] {
            assert_eq!(turns(text), None, "{text}");
        }
    }
}
