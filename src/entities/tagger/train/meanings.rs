//! Classes of meaning: words that stand in the same company share a class, made from word vectors.
//!
//! The vectors of frequent words are divided into 64 groups, each of these into 16 and each of those into 4, by spherical
//! k-means (Dhillon and Modha 2001). A class is the path to its group, so that its higher bits alone are a coarser class.
//! Deterministic: groups begin with words at equal distances in the order of frequency.

use super::super::lexicon::Lexicon;
use super::super::word_attributes::word_key;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::Path;

/// Into how many groups each level divides a group.
const BRANCHES: [u16; 3] = [64, 16, 4];
/// Rounds of k-means.
const ROUNDS: usize = 20;
/// The groups are made from so many of the most frequent words; the others join them.
const LEADING_WORDS: usize = 100_000;
/// How many of the most frequent words get a class.
const WORDS: usize = 200_000;
/// Numbers in a vector.
const DIMENSIONS: usize = 100;

/// A vector of length 1.
type Direction = [f32; DIMENSIONS];

/// The file of word vectors.
#[derive(Deserialize)]
struct VectorFile {
    /// The words, the most frequent first.
    words: Vec<String>,
    /// The vector of each; what follows the first [`DIMENSIONS`] numbers is not part of it.
    vectors: HashMap<String, Vec<f32>>,
}

/// A word, the direction of its vector, and its class so far.
struct WordVector {
    key: u32,
    /// 0 for the most frequent word.
    rank: usize,
    direction: Direction,
    path: u16,
}

/// Reads word vectors from `file` and writes the classes of meaning to `target`.
pub(super) fn build(file: &Path, target: &Path, out: &mut impl Write) -> io::Result<()> {
    let reader = io::BufReader::new(std::fs::File::open(file)?);
    let file: VectorFile = serde_json::from_reader(reader)?;
    let words = divide(word_vectors(&file), &BRANCHES);
    let entries = words.iter().map(|word| (word.key, word.path + 1));
    let entries: Vec<(u32, u16)> = entries.collect();
    writeln!(out, "classes of meaning for {} words", entries.len())?;
    std::fs::write(target, Lexicon::encode_meanings(&entries))
}

/// The vectors of the words with letters, the most frequent first.
fn word_vectors(file: &VectorFile) -> Vec<WordVector> {
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for word in &file.words {
        let Some(vector) = file.vectors.get(word) else {
            continue;
        };
        let key = word_key(word);
        if word.chars().any(char::is_alphabetic) && seen.insert(key) {
            let mut direction = [0.0; DIMENSIONS];
            for (to, from) in direction.iter_mut().zip(vector) {
                *to = *from;
            }
            words.push(WordVector {
                key,
                rank: words.len(),
                direction: normalised(direction),
                path: 0,
            });
        }
        if words.len() == WORDS {
            break;
        }
    }
    words
}

/// Divides `words`, in order of frequency, into as many groups as `branches` says, and each of those again. The number of
/// its group is appended to the path of each word.
fn divide(words: Vec<WordVector>, branches: &[u16]) -> Vec<WordVector> {
    let [count, deeper @ ..] = branches else {
        return words;
    };
    let leading = words.iter().filter(|word| word.rank < LEADING_WORDS);
    let leading: Vec<Direction> = leading.map(|word| word.direction).collect();
    let centres = find_centres(&leading, usize::from(*count));
    let mut groups: Vec<Vec<WordVector>> = Vec::new();
    groups.resize_with(usize::from(*count), Vec::new);
    for mut word in words {
        let place = nearest(&centres, &word.direction);
        word.path = word.path * count + place as u16;
        if let Some(group) = groups.get_mut(place) {
            group.push(word);
        }
    }
    let groups = groups.into_iter().map(|group| divide(group, deeper));
    groups.flatten().collect()
}

/// The centres of `count` groups of `directions`; fewer if there are fewer of these.
fn find_centres(directions: &[Direction], count: usize) -> Vec<Direction> {
    let step = (directions.len() / count.max(1)).max(1);
    let first = directions.iter().step_by(step).take(count);
    let mut centres: Vec<Direction> = first.copied().collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![[0.0; DIMENSIONS]; centres.len()];
        for direction in directions {
            if let Some(sum) = sums.get_mut(nearest(&centres, direction)) {
                for (sum, x) in sum.iter_mut().zip(direction) {
                    *sum += x;
                }
            }
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|x| *x != 0.0) {
                *centre = normalised(sum);
            }
        }
    }
    centres
}

/// The place of the centre that is nearest to `direction`; 0 if there is none.
fn nearest(centres: &[Direction], direction: &Direction) -> usize {
    let mut best = (0, f32::MIN);
    for (place, centre) in centres.iter().enumerate() {
        // Four sums at a time, which the processor can add side by side, always in the same order.
        let mut lanes = [0.0_f32; 4];
        let steps = centre.as_chunks::<4>().0.iter();
        for (a, b) in steps.zip(direction.as_chunks::<4>().0) {
            for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
                *lane += a * b;
            }
        }
        let likeness = lanes.iter().sum();
        if likeness > best.1 {
            best = (place, likeness);
        }
    }
    best.0
}

fn normalised(mut vector: Direction) -> Direction {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        for x in &mut vector {
            *x /= length;
        }
    }
    vector
}
