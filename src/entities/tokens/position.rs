//! Positions in the sequence of a text's tokens.

use super::super::id_vec::{Id, IdVec, id_type};
use std::iter::Map;
use std::ops::{Add, AddAssign, Index, Range, Sub, SubAssign};

id_type! {
    /// Which token of a text. The text need not have such a token: a step that looks ahead may name one after the last, and
    /// [`TokenView`](super::super::TokenView) knows no word for it.
    pub TokenId
}

impl TokenId {
    /// The first token.
    pub(in crate::entities) const FIRST: Self = Self(0);

    /// The token `count` places before it; `None` if the text does not go back so far.
    pub(in crate::entities) fn checked_sub(self, count: usize) -> Option<Self> {
        self.index().checked_sub(count).map(Self::from_index)
    }

    /// The token `count` places before it, or the first one.
    pub(in crate::entities) fn saturating_sub(self, count: usize) -> Self {
        Self::from_index(self.index().saturating_sub(count))
    }

    /// The tokens from this one up to `end`, exclusive.
    pub(in crate::entities) fn until(self, end: Self) -> TokenRange {
        TokenRange { start: self, end }
    }
}

impl Add<usize> for TokenId {
    type Output = Self;

    fn add(self, count: usize) -> Self {
        Self::from_index(self.index() + count)
    }
}

impl AddAssign<usize> for TokenId {
    fn add_assign(&mut self, count: usize) {
        self.0 += count as u32;
    }
}

impl SubAssign<usize> for TokenId {
    fn sub_assign(&mut self, count: usize) {
        self.0 -= count as u32;
    }
}

impl Sub for TokenId {
    type Output = usize;

    /// The number of tokens from `earlier` up to this one.
    fn sub(self, earlier: Self) -> usize {
        self.index() - earlier.index()
    }
}

/// Consecutive tokens of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenRange {
    /// The first one.
    pub start: TokenId,
    /// The one after the last.
    pub end: TokenId,
}

impl TokenRange {
    /// The number of tokens.
    pub fn len(self) -> usize {
        self.indices().len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The last token of a range that is not empty.
    pub(in crate::entities) fn last(self) -> TokenId {
        TokenId(self.end.0 - 1)
    }

    /// Whether `at` is one of them.
    pub(in crate::entities) fn contains(self, at: TokenId) -> bool {
        self.start <= at && at < self.end
    }

    /// The same with `count` more tokens on either side.
    pub(in crate::entities) fn widened(self, count: usize) -> Self {
        self.start.saturating_sub(count).until(self.end + count)
    }

    /// The tokens that are in both.
    pub(in crate::entities) fn intersection(self, other: Self) -> Self {
        self.start.max(other.start).until(self.end.min(other.end))
    }

    /// The same tokens, counted from `first` on.
    pub(in crate::entities) fn counted_from(self, first: TokenId) -> Self {
        TokenId::from_index(self.start - first).until(TokenId::from_index(self.end - first))
    }

    /// Their places.
    pub fn indices(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }
}

impl IntoIterator for TokenRange {
    type Item = TokenId;
    type IntoIter = Map<Range<u32>, fn(u32) -> TokenId>;

    fn into_iter(self) -> Self::IntoIter {
        (self.start.0..self.end.0).map(TokenId)
    }
}

impl<T> Index<TokenRange> for IdVec<TokenId, T> {
    type Output = [T];

    #[expect(clippy::indexing_slicing, reason = "there is an item for each token")]
    fn index(&self, range: TokenRange) -> &[T] {
        &self.as_slice()[range.indices()]
    }
}
