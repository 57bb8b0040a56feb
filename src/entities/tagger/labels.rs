//! The labels of the model, in BIO style: label 0 is "outside", and each class of name has one label for the token that
//! begins a name (odd) and one for the tokens that continue it (even).

use super::NameClass;

/// How many labels there are.
pub(super) const LABEL_COUNT: usize = 11;

/// The label of a token that is not part of a name.
pub(super) const OUTSIDE: u8 = 0;

/// The classes of names, in label order.
pub(super) const NAME_CLASSES: [NameClass; 5] = [
    NameClass::Person,
    NameClass::Location,
    NameClass::Organisation,
    NameClass::Group,
    NameClass::Misc,
];

/// The index of the class of people's names, counted as [`class_index`] does.
pub(super) const PERSON_CLASS: u8 = 1;

/// A score for each label.
pub(super) type LabelScores = [i32; LABEL_COUNT];

/// The class of `label`.
pub(super) fn class_of(label: u8) -> NameClass {
    match label.checked_sub(1) {
        Some(name) => NAME_CLASSES
            .get(usize::from(name / 2))
            .copied()
            .unwrap_or(NameClass::Outside),
        None => NameClass::Outside,
    }
}

/// The index of the class of `label`: 0 for outside, then from 1 in the order of [`NAME_CLASSES`].
pub(super) fn class_index(label: u8) -> u8 {
    label.div_ceil(2)
}

/// Whether `label` begins a name.
pub(super) fn begins_name(label: u8) -> bool {
    label % 2 == 1
}

/// Whether `label` may follow `last`: a name is continued only after a label of the same class.
pub(super) fn may_follow(last: u8, label: u8) -> bool {
    label == OUTSIDE || begins_name(label) || class_index(last) == class_index(label)
}
