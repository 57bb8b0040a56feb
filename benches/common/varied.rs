//! A long article without repeated text, which would stay in the processor's cache and give results that are too good.

use byline::document::{BlockKind, Builder, Document};
use std::sync::Arc;

/// Random prose of about `bytes` bytes, always the same, with new names and words in every paragraph.
pub(crate) fn article(bytes: usize) -> Arc<Document> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut builder = Builder::new("bench");
    while builder.len() < bytes {
        let (given, surname) = (random.name(2), random.name(3));
        for sentence in 0..3 + random.roll(3) {
            let (place, other) = (random.name(3), random.name(2));
            let text = match (sentence, random.roll(4)) {
                (0, 0) => format!(
                    "{} Minister {given} {surname} met {other} {surname} in {place} on Monday, ",
                    random.country()
                ),
                (0, _) => format!(
                    "{given} {surname}, the {} of {place}, said that ",
                    random.word()
                ),
                (_, 0) => format!(
                    "{surname} told reporters in {place} that {} and ",
                    random.country()
                ),
                (_, 1) => format!(
                    "“The {} of {place} is ours,” Mr. {surname} wrote. The ",
                    random.word()
                ),
                (_, 2) => format!("According to the {place} {}, the ", random.name(2)),
                _ => "In the years since, the ".to_owned(),
            };
            builder.push(&text);
            for _ in 0..6 + random.roll(12) {
                builder.push(&random.word());
                builder.push(" ");
            }
            builder.push(&format!(
                "{} of the {} last year. ",
                random.word(),
                random.word()
            ));
        }
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

/// A xorshift random number generator that also makes words out of syllables.
struct Random(u64);

impl Random {
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
