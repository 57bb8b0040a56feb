//! Reading: scores for each token that may be part of a name, the best path through them, and how clear it is.

use super::super::parts::divide;
#[cfg(feature = "train")]
use super::Class;
use super::features::Sentence;
use super::labels::{self, COUNT, OTHER, Scores};
use super::model::Model;
use super::volumes::volumes;
use super::votes::Votes;
use super::words::Word;
use super::{Tag, Token};
use std::ops::Range;

/// The stretches of an article that may hold names, with what the first reading made of them.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Token ranges, ascending.
    pub stretches: Vec<Range<usize>>,
    /// The scores of the tokens of the stretches, one after the other.
    pub scores: Vec<Scores>,
    /// A label for each token of the article.
    pub labels: Vec<u8>,
}

impl Reading {
    /// Go on with what `next` says of the tokens behind these.
    fn append(&mut self, mut next: Self) {
        if self.labels.is_empty() {
            *self = next;
            return;
        }
        self.stretches.append(&mut next.stretches);
        self.scores.append(&mut next.scores);
        self.labels.append(&mut next.labels);
    }

    /// The stretches with their scores.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Range<usize>, &[Scores])> {
        let mut rest = self.scores.as_slice();
        self.stretches.iter().map(move |stretch| {
            let (scores, after) = rest.split_at_checked(stretch.len()).unwrap_or_default();
            rest = after;
            (stretch.clone(), scores)
        })
    }
}

/// The attributes of every token.
pub(super) fn words(text: &str, tokens: &[Token], model: &Model<'_>) -> Vec<Word> {
    tokens
        .iter()
        .map(|token| Word::new(text, token, &model.lexicon))
        .collect()
}

/// Call `visit` for every stretch of live tokens: its sentence, and its range in the sentence and in the article.
pub(super) fn stretches<'a>(
    words: &'a [Word],
    sentences: &[Range<usize>],
    mut visit: impl FnMut(&Sentence<'a>, Range<usize>, Range<usize>),
) {
    for range in sentences {
        let sentence = Sentence::new(words.get(range.clone()).unwrap_or_default());
        let mut at = 0;
        while let Some(live) = sentence.next_live(at) {
            at = live.end;
            visit(
                &sentence,
                live.clone(),
                range.start + live.start..range.start + live.end,
            );
        }
    }
}

/// The first reading of `sentences`, neighbours that cover their tokens: every token by itself and its neighbours. The labels
/// are those of the tokens from the first sentence on.
pub(super) fn read(words: &[Word], sentences: &[Range<usize>], model: &Model<'_>) -> Reading {
    let first = sentences.first().map_or(0, |sentence| sentence.start);
    let end = sentences.last().map_or(first, |sentence| sentence.end);
    let mut reading = Reading {
        labels: vec![OTHER; end - first],
        ..Reading::default()
    };
    let mut path = Path::default();
    stretches(words, sentences, |sentence, live, range| {
        let known = reading.scores.len();
        for at in live {
            let mut scores = Scores::default();
            sentence.features(at, |hash| model.add(hash, &mut scores));
            reading.scores.push(scores);
        }
        path.find(
            reading.scores.get(known..).unwrap_or_default(),
            &model.transitions,
            &[],
        );
        if let Some(labels) = reading
            .labels
            .get_mut(range.start - first..range.end - first)
        {
            labels.copy_from_slice(path.labels());
        }
        reading.stretches.push(range);
    });
    reading
}

/// A tag for each token, by as many threads as `parts` says.
pub(super) fn tag(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
    parts: usize,
) -> Vec<Tag> {
    let tag = |choice: Choice| Tag {
        class: labels::class(choice.label),
        begins: labels::begins(choice.label),
        sureness: sureness(choice.margin, model.curve),
        person: sureness(choice.person, model.curve),
    };
    let mut tags = Vec::with_capacity(tokens.len());
    volumes(tokens, sentences, |tokens, sentences| {
        let made = (tag, Tag::NONE);
        tags.extend(read_twice(text, tokens, sentences, model, parts, made));
    });
    tags
}

/// The class of each token and the margin by which it was chosen.
#[cfg(feature = "train")]
pub(super) fn margins(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
) -> Vec<(Class, i32)> {
    let margin = |choice: Choice| (labels::class(choice.label), choice.margin);
    read_twice(
        text,
        tokens,
        sentences,
        model,
        1,
        (margin, (Class::Other, 0)),
    )
}

/// What the second reading chose for a token.
#[derive(Debug, Clone, Copy)]
struct Choice {
    label: u8,
    /// How much worse the best path is that gives it another class.
    margin: i32,
    /// How much better the best path is that makes it part of a person's name than the best that does not.
    person: i32,
}

/// Read, count the votes, read again: for each token that may be part of a name what `made` makes of the choice, for any other
/// what stands for none.
fn read_twice<T: Clone + Send>(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    model: &Model<'_>,
    parts: usize,
    (made, none): (impl Fn(Choice) -> T + Sync, T),
) -> Vec<T> {
    let words = joined(divide(tokens, parts, |tokens| words(text, tokens, model)));
    let mut reading = Reading::default();
    for part in divide(sentences, parts, |sentences| read(&words, sentences, model)) {
        reading.append(part);
    }
    let votes = Votes::count(&words, &reading.labels);
    let stretches: Vec<(Range<usize>, &[Scores])> = reading.parts().collect();
    let choices = divide(&stretches, parts, |stretches| {
        let mut path = Path::default();
        let mut again: Vec<Scores> = Vec::new();
        let mut choices = Vec::new();
        for (stretch, scores) in stretches {
            again.clear();
            again.extend_from_slice(scores);
            for (at, scores) in stretch.clone().zip(&mut again) {
                votes.features(&words, &reading.labels, at, |hash| model.add(hash, scores));
            }
            path.find(&again, &model.transitions, &[]);
            path.measure(&again, &model.transitions);
            let found = path.labels.iter().zip(&path.margins);
            choices.extend(found.map(|(&label, &(margin, person))| {
                made(Choice {
                    label,
                    margin,
                    person,
                })
            }));
        }
        choices
    });
    let mut all = vec![none; tokens.len()];
    let places = stretches.iter().flat_map(|(stretch, _)| stretch.clone());
    for (at, choice) in places.zip(choices.into_iter().flatten()) {
        if let Some(slot) = all.get_mut(at) {
            *slot = choice;
        }
    }
    all
}

/// The parts one after the other; a single part is not copied.
fn joined<T>(parts: Vec<Vec<T>>) -> Vec<T> {
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for mut part in parts {
        all.append(&mut part);
    }
    all
}

/// A margin on the scale of 0 to 100.
fn sureness(margin: i32, (slope, offset): (i32, i32)) -> u8 {
    let odds = f64::from(slope) / 1000.0 * f64::from(margin) + f64::from(offset) / 1000.0;
    (100.0 / (1.0 + (-odds).exp())).round() as u8
}

/// What a label that is not allowed costs.
const BARRED: i32 = -10_000_000;

/// The best path through a stretch, with the room to find it.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Best score of a path that ends in each label.
    ahead: Vec<Scores>,
    /// The label before it on that path.
    from: Vec<[u8; COUNT]>,
    labels: Vec<u8>,
    margins: Vec<(i32, i32)>,
}

impl Path {
    /// The labels of the path found last.
    pub(super) fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// Find the best path. `allowed`, if not empty, has a bit for each label that a token may bear.
    pub(super) fn find(
        &mut self,
        scores: &[Scores],
        transitions: &[Scores; COUNT],
        allowed: &[u16],
    ) {
        self.ahead.clear();
        self.from.clear();
        self.labels.clear();
        let mut last = start();
        for (at, own) in scores.iter().enumerate() {
            let mut best = [i32::MIN; COUNT];
            let mut from = [0u8; COUNT];
            for (before, (score, row)) in last.iter().zip(transitions).enumerate() {
                for ((best, from), step) in best.iter_mut().zip(&mut from).zip(row) {
                    let reached = score + step;
                    if reached > *best {
                        *best = reached;
                        *from = before as u8;
                    }
                }
            }
            let mask = allowed.get(at).copied().unwrap_or(u16::MAX);
            for (label, (best, own)) in best.iter_mut().zip(own).enumerate() {
                *best += own;
                if mask >> label & 1 == 0 {
                    *best += BARRED;
                }
            }
            level(&mut best);
            self.ahead.push(best);
            self.from.push(from);
            last = best;
        }
        let mut label = arg_max(&last);
        for from in self.from.iter().rev() {
            self.labels.push(label);
            label = from.get(usize::from(label)).copied().unwrap_or(OTHER);
        }
        self.labels.reverse();
    }

    /// For each token of the path found last: how much worse the best path is that gives it another class.
    fn measure(&mut self, scores: &[Scores], transitions: &[Scores; COUNT]) {
        self.margins.clear();
        let mut behind = Scores::default();
        let steps = scores.iter().zip(&self.ahead).zip(&self.labels).rev();
        for ((own, ahead), &label) in steps {
            let class = labels::class_index(label);
            let mut best = [i32::MIN; labels::CLASSES.len() + 1];
            for (label, (ahead, behind)) in ahead.iter().zip(&behind).enumerate() {
                if let Some(best) = best.get_mut(usize::from(labels::class_index(label as u8))) {
                    *best = (*best).max(ahead + behind);
                }
            }
            self.margins
                .push((lead(&best, class), lead(&best, labels::PERSON)));
            let mut next = [i32::MIN; COUNT];
            for (next, row) in next.iter_mut().zip(transitions) {
                for ((step, own), behind) in row.iter().zip(own).zip(&behind) {
                    *next = (*next).max(step + own + behind);
                }
            }
            level(&mut next);
            behind = next;
        }
        self.margins.reverse();
    }
}

/// By how much the best path through `class` is better than the best through any other.
fn lead(best: &[i32], class: u8) -> i32 {
    let class = usize::from(class);
    let inside = best.get(class).copied().unwrap_or(i32::MIN);
    let others = best.iter().enumerate().filter(|(other, _)| *other != class);
    inside.saturating_sub(others.map(|(_, score)| *score).max().unwrap_or(i32::MIN))
}

/// Make the best score 0: only differences count, and sums over a long stretch would overflow.
fn level(scores: &mut Scores) {
    let best = scores.iter().copied().max().unwrap_or(0);
    for score in scores {
        *score = score.saturating_sub(best).max(BARRED * 2);
    }
}

/// Before a stretch there is no name.
fn start() -> Scores {
    let mut scores = [BARRED; COUNT];
    if let Some(other) = scores.first_mut() {
        *other = 0;
    }
    scores
}

fn arg_max(scores: &Scores) -> u8 {
    let best = scores
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, score)| **score);
    best.map_or(OTHER, |(label, _)| label as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::tagger::model::transitions_from;

    #[test]
    fn a_name_never_goes_on_without_a_beginning() {
        let transitions = transitions_from(std::iter::empty());
        let mut scores = [[0; COUNT]; 3];
        scores[0][1] = 5;
        scores[1][2] = 5;
        scores[2][0] = 1;
        scores[2][4] = 1;
        let mut path = Path::default();
        path.find(&scores, &transitions, &[]);
        assert_eq!(path.labels(), [1, 2, 0]);
        path.measure(&scores, &transitions);
        let margins: Vec<i32> = path.margins.iter().map(|margins| margins.0).collect();
        assert_eq!(margins, [10, 5, 1]);
    }

    #[test]
    fn barred_labels_are_not_used() {
        let transitions = transitions_from(std::iter::empty());
        let mut scores = [[0; COUNT]; 1];
        scores[0][1] = 5;
        let mut path = Path::default();
        path.find(&scores, &transitions, &[!0b10]);
        assert_ne!(path.labels(), [1]);
    }
}
