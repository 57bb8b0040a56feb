//! A long article that never says the same thing twice: repeated text would stay in the processor's cache and flatter.

use byline::document::{BlockKind, Builder, Document};
use std::sync::Arc;

/// Made-up prose of about `bytes` bytes, the same every time: new names and new words in every paragraph.
pub(crate) fn article(bytes: usize) -> Arc<Document> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut builder = Builder::new("bench");
    while builder.len() < bytes {
        let (given, surname) = (dice.name(2), dice.name(3));
        for sentence in 0..3 + dice.roll(3) {
            let (place, other) = (dice.name(3), dice.name(2));
            let text = match (sentence, dice.roll(4)) {
                (0, 0) => format!(
                    "{} Minister {given} {surname} met {other} {surname} in {place} on Monday, ",
                    dice.country()
                ),
                (0, _) => format!(
                    "{given} {surname}, the {} of {place}, said that ",
                    dice.word()
                ),
                (_, 0) => format!(
                    "{surname} told reporters in {place} that {} and ",
                    dice.country()
                ),
                (_, 1) => format!(
                    "“The {} of {place} is ours,” Mr. {surname} wrote. The ",
                    dice.word()
                ),
                (_, 2) => format!("According to the {place} {}, the ", dice.name(2)),
                _ => "In the years since, the ".to_owned(),
            };
            builder.push(&text);
            for _ in 0..6 + dice.roll(12) {
                builder.push(&dice.word());
                builder.push(" ");
            }
            builder.push(&format!(
                "{} of the {} last year. ",
                dice.word(),
                dice.word()
            ));
        }
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

/// Xorshift, and words made of syllables.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn pick(&mut self, list: &str) -> String {
        let count = list.split(' ').count() as u64;
        let at = self.roll(count) as usize;
        list.split(' ').nth(at).unwrap_or_default().to_owned()
    }

    fn name(&mut self, most: u64) -> String {
        let syllables = 1 + self.roll(most);
        let mut name: String = (0..=syllables)
            .map(|_| self.pick("an bar cor dei el far gon hal is jor kim lou mar nev ot per quin ros sta tan ur vel wil yas zed"))
            .collect();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        name
    }

    fn word(&mut self) -> String {
        if self.roll(3) == 0 {
            self.name(3).to_lowercase()
        } else {
            self.pick("the of to and government had more than two people after council said water against vote for new were election which trade by budget would school with police from their report on in a was")
        }
    }

    fn country(&mut self) -> String {
        self.pick("France Russian Georgia Chinese U.S. Kenya British Brazil Jordan German Washington Beijing Peru Indian")
    }
}
