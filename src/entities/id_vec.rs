//! Ids, and vectors that are indexed by them: a place in one list cannot be used for another by mistake.
//!
//! An id is made by the vector that it belongs to, so that a look-up cannot fail.

#![expect(
    clippy::indexing_slicing,
    reason = "an id is only made by the vector that it is used with, which never shrinks while ids are in use"
)]

use std::iter::Map;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range};

/// A place in an [`IdVec`].
pub(in crate::entities) trait Id: Copy {
    /// The id of the place `index`.
    fn from_index(index: usize) -> Self;
    /// The place.
    fn index(self) -> usize;
}

/// Declares a type of ids.
macro_rules! id_type {
    ($(#[$attribute:meta])* $visibility:vis $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(u32);

        impl $crate::entities::id_vec::Id for $name {
            #[inline]
            fn from_index(index: usize) -> Self {
                Self(index as u32)
            }

            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(in crate::entities) use id_type;

/// Consecutive ids, ascending.
pub(in crate::entities) type Ids<I> = Map<Range<usize>, fn(usize) -> I>;

/// A vector whose places are of the type `I`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::entities) struct IdVec<I, T> {
    items: Vec<T>,
    id: PhantomData<fn() -> I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// Appends an item and returns its id.
    pub(in crate::entities) fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::from_index(self.items.len() - 1)
    }

    /// The number of items.
    pub(in crate::entities) fn len(&self) -> usize {
        self.items.len()
    }

    /// All ids, ascending.
    pub(in crate::entities) fn ids(&self) -> Ids<I> {
        (0..self.items.len()).map(I::from_index as fn(usize) -> I)
    }

    /// The items in order.
    pub(in crate::entities) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items in order, to change them.
    pub(in crate::entities) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The items in order, each with its id.
    pub(in crate::entities) fn entries(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.ids().zip(&self.items)
    }

    /// The ids of the items from the first one that is not `before` some place up to the last one that is `not_after` it. The
    /// items must be in that order.
    pub(in crate::entities) fn ids_around(
        &self,
        before: impl Fn(&T) -> bool,
        not_after: impl Fn(&T) -> bool,
    ) -> Ids<I> {
        let first = self.items.partition_point(before);
        let end = self.items.partition_point(not_after);
        (first..end.max(first)).map(I::from_index as fn(usize) -> I)
    }

    /// The id of the first item that is not `before` some place. The items must be in that order.
    pub(in crate::entities) fn first_not(&self, before: impl Fn(&T) -> bool) -> Option<I> {
        let first = self.items.partition_point(before);
        (first < self.items.len()).then(|| I::from_index(first))
    }

    /// The items as a slice, to change them.
    pub(in crate::entities) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// The items as a slice.
    pub(in crate::entities) fn as_slice(&self) -> &[T] {
        &self.items
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        let id = PhantomData;
        Self { items, id }
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<Items: IntoIterator<Item = T>>(items: Items) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
