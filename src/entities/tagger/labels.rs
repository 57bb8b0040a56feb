//! Labels: a class and whether a name begins. Label 0 is no name; then for each class one that begins, one that goes on.

use super::Class;

/// How many labels there are.
pub(super) const COUNT: usize = 11;

/// No name.
pub(super) const OTHER: u8 = 0;

/// The classes of names, in label order.
pub(super) const CLASSES: [Class; 5] = [
    Class::Person,
    Class::Location,
    Class::Organisation,
    Class::Group,
    Class::Misc,
];

/// The index of the class of people.
pub(super) const PERSON: u8 = 1;

/// A score for each label.
pub(super) type Scores = [i32; COUNT];

/// The class of `label`.
pub(super) fn class(label: u8) -> Class {
    match label.checked_sub(1) {
        Some(name) => CLASSES
            .get(usize::from(name / 2))
            .copied()
            .unwrap_or(Class::Other),
        None => Class::Other,
    }
}

/// The index of the class of `label`: 0 for no name, then as in [`CLASSES`].
pub(super) fn class_index(label: u8) -> u8 {
    label.div_ceil(2)
}

/// Whether a name begins with `label`.
pub(super) fn begins(label: u8) -> bool {
    label % 2 == 1
}

/// Whether `label` may follow `last`: a name goes on only after the same class.
pub(super) fn follows(last: u8, label: u8) -> bool {
    label == OTHER || begins(label) || class_index(last) == class_index(label)
}
