//! The averaged structured perceptron: find the best path and the best allowed path; where they differ, move the weights.
//!
//! Where a token may bear several labels the best allowed path decides which (a latent perceptron). Whole numbers only.

use super::super::decode::Path;
use super::super::labels::{COUNT, Scores};
use super::super::model;
use super::lessons::{Examples, Lesson};
use std::fmt::Write as _;
use std::io::{self, Write};

/// By how much the allowed path must win, a token.
const MARGIN: i32 = 16;

/// Weights in the making, with the sums from which the average is made.
#[derive(Debug)]
struct Perceptron {
    weights: Vec<Scores>,
    sums: Vec<[i64; COUNT]>,
    transitions: [Scores; COUNT],
    transition_sums: [[i64; COUNT]; COUNT],
    fixed: bool,
    clock: i64,
}

/// What is to be learnt from: those articles of which `fold` is not the part, in an order of its own for each `seed`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    /// The part that is left out, of how many.
    pub fold: Option<(usize, usize)>,
    /// Which order.
    pub seed: u64,
}

impl Course {
    fn takes(self, article: usize) -> bool {
        self.fold.is_none_or(|(part, of)| article % of != part)
    }
}

/// Average weights, the mean of one perceptron or more.
#[derive(Debug)]
pub(super) struct Learnt {
    weights: Vec<[f32; COUNT]>,
    transitions: [[f32; COUNT]; COUNT],
}

impl Learnt {
    /// Learn what each course has to teach, as many at a time as there are cores. `transitions`, if given, stay as they are.
    pub(super) fn courses(
        examples: &Examples,
        epochs: usize,
        courses: &[Course],
        transitions: Option<&[Scores; COUNT]>,
        out: &mut impl Write,
    ) -> io::Result<Vec<Self>> {
        let mut all = Vec::with_capacity(courses.len());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for together in courses.chunks(cores) {
            let results: Vec<(Self, String)> = std::thread::scope(|scope| {
                let threads: Vec<_> = together
                    .iter()
                    .map(|course| {
                        scope.spawn(|| {
                            Perceptron::new(examples, transitions).run(examples, epochs, *course)
                        })
                    })
                    .collect();
                threads
                    .into_iter()
                    .filter_map(|thread| thread.join().ok())
                    .collect()
            });
            for (learnt, progress) in results {
                writeln!(out, "{progress}")?;
                all.push(learnt);
            }
            out.flush()?;
        }
        if all.len() == courses.len() {
            Ok(all)
        } else {
            Err(io::Error::other("a course broke off"))
        }
    }

    /// The mean of several: what one order of the examples did by chance weighs less.
    pub(super) fn mean(all: Vec<Self>) -> Self {
        let share = 1.0 / all.len().max(1) as f32;
        let mut rest = all.into_iter();
        let mut mean = rest.next().unwrap_or(Self {
            weights: Vec::new(),
            transitions: [[0.0; COUNT]; COUNT],
        });
        for other in rest {
            for (to, from) in mean
                .numbers()
                .zip(other.weights.iter().chain(&other.transitions))
            {
                for (to, from) in to.iter_mut().zip(from) {
                    *to += from;
                }
            }
        }
        for number in mean.numbers().flatten() {
            *number *= share;
        }
        mean
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut [f32; COUNT]> {
        self.weights.iter_mut().chain(&mut self.transitions)
    }

    /// The transitions in whole numbers.
    pub(super) fn transitions(&self) -> [Scores; COUNT] {
        model::transitions_from(self.transitions.iter().flatten().map(|x| x.round() as i32))
    }

    /// The features that have weight, with their weights in whole numbers.
    pub(super) fn rows(&self, examples: &Examples) -> Vec<(u64, [i8; COUNT])> {
        let mut rows = Vec::new();
        for (hash, weights) in examples.hashes.iter().zip(&self.weights) {
            let row = weights.map(|weight| weight.round().clamp(-127.0, 127.0) as i8);
            if row != [0; COUNT] {
                rows.push((*hash, row));
            }
        }
        rows.sort_by_key(|(hash, weights)| (std::cmp::Reverse(super::norm(weights)), *hash));
        rows
    }
}

impl Perceptron {
    fn new(examples: &Examples, transitions: Option<&[Scores; COUNT]>) -> Self {
        let blank = model::transitions_from(std::iter::empty());
        Self {
            weights: vec![Scores::default(); examples.features()],
            sums: vec![[0; COUNT]; examples.features()],
            transitions: transitions.copied().unwrap_or(blank),
            transition_sums: [[0; COUNT]; COUNT],
            fixed: transitions.is_some(),
            clock: 1,
        }
    }

    /// Learn; tells also how many mistakes each epoch made.
    fn run(mut self, examples: &Examples, epochs: usize, course: Course) -> (Learnt, String) {
        let mut order: Vec<&Lesson> = examples
            .lessons
            .iter()
            .filter(|lesson| course.takes(lesson.article))
            .collect();
        let mut random = 0x2545_f491_4f6c_dd1d_u64.wrapping_add(course.seed);
        let (mut best, mut right) = (Path::default(), Path::default());
        let mut scores = Vec::new();
        let mut progress = String::new();
        for epoch in 1..=epochs {
            shuffle(&mut order, &mut random);
            let mut mistakes = 0;
            for lesson in &order {
                self.score(lesson, &mut scores);
                best.find(&scores, &self.transitions, &[]);
                let agrees = |(&label, &allowed): (&u8, &u16)| allowed >> label & 1 == 1;
                if !best.labels().iter().zip(&lesson.allowed).all(agrees) {
                    right.find(&scores, &self.transitions, &lesson.allowed);
                    self.learn(lesson, best.labels(), right.labels());
                    mistakes += 1;
                }
                self.clock += 1;
            }
            // A String takes all that is written.
            let _ = write!(progress, " {epoch}:{mistakes}");
        }
        (self.finish(), progress)
    }

    fn finish(self) -> Learnt {
        let clock = self.clock as f64;
        let average = |weight: i32, sum: i64| (f64::from(weight) - sum as f64 / clock) as f32;
        let row = |weights: &Scores, sums: &[i64; COUNT]| {
            let mut row = [0.0; COUNT];
            for ((to, &weight), &sum) in row.iter_mut().zip(weights).zip(sums) {
                *to = average(weight, sum);
            }
            row
        };
        let weights = self.weights.iter().zip(&self.sums);
        let mut transitions = [[0.0; COUNT]; COUNT];
        let steps = self.transitions.iter().zip(&self.transition_sums);
        for (to, (weights, sums)) in transitions.iter_mut().zip(steps) {
            *to = row(weights, sums);
        }
        Learnt {
            weights: weights.map(|(weights, sums)| row(weights, sums)).collect(),
            transitions,
        }
    }

    fn score(&self, lesson: &Lesson, scores: &mut Vec<Scores>) {
        scores.clear();
        for ((at, base), allowed) in lesson.base.iter().enumerate().zip(&lesson.allowed) {
            let mut sum = *base;
            for (label, sum) in sum.iter_mut().enumerate() {
                if allowed >> label & 1 == 0 {
                    *sum += MARGIN;
                }
            }
            for &row in lesson.rows(at) {
                let weights = self.weights.get(row as usize).copied().unwrap_or_default();
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
            scores.push(sum);
        }
    }

    fn learn(&mut self, lesson: &Lesson, wrong: &[u8], right: &[u8]) {
        let (step, clock) = (lesson.step, self.clock);
        let (mut last_wrong, mut last_right) = (0u8, 0u8);
        for (at, (&wrong, &right)) in wrong.iter().zip(right).enumerate() {
            if wrong != right {
                for &row in lesson.rows(at) {
                    let weights = self
                        .weights
                        .get_mut(row as usize)
                        .zip(self.sums.get_mut(row as usize));
                    let Some((weights, sums)) = weights else {
                        continue;
                    };
                    move_weight(weights, sums, right, step, clock);
                    move_weight(weights, sums, wrong, -step, clock);
                }
            }
            if !self.fixed && (wrong, last_wrong) != (right, last_right) {
                for (last, label, step) in [(last_right, right, step), (last_wrong, wrong, -step)] {
                    let row = self
                        .transitions
                        .get_mut(usize::from(last))
                        .zip(self.transition_sums.get_mut(usize::from(last)));
                    if let Some((weights, sums)) = row {
                        move_weight(weights, sums, label, step, clock);
                    }
                }
            }
            (last_wrong, last_right) = (wrong, right);
        }
    }
}

fn move_weight(weights: &mut Scores, sums: &mut [i64; COUNT], label: u8, step: i32, clock: i64) {
    if let Some((weight, sum)) = weights
        .get_mut(usize::from(label))
        .zip(sums.get_mut(usize::from(label)))
    {
        *weight += step;
        *sum += clock * i64::from(step);
    }
}

/// Fisher and Yates, with a generator of our own so that every run is alike.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for index in (1..items.len()).rev() {
        items.swap(index, (next(random) % (index as u64 + 1)) as usize);
    }
}

fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random
}
