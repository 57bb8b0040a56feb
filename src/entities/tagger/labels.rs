//! The labels of the model, in BIO style: one for tokens outside any name, and for each class of name one for the token that
//! begins a name and one for the tokens that continue it.

use super::NameClass;

/// How many labels there are.
pub(super) const LABEL_COUNT: usize = Label::ALL.len();

/// How many classes there are, [`NameClass::Outside`] included.
pub(super) const CLASS_COUNT: usize = NameClass::Misc as usize + 1;

/// A number for each label.
pub(super) type LabelScores = [i32; LABEL_COUNT];

/// The score of each label (inner index) after each label (outer index).
pub(super) type Transitions = [LabelScores; LABEL_COUNT];

/// What the model decides about a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Outside,
    BeginPerson,
    ContinuePerson,
    BeginLocation,
    ContinueLocation,
    BeginOrganisation,
    ContinueOrganisation,
    BeginGroup,
    ContinueGroup,
    BeginMisc,
    ContinueMisc,
}

impl Label {
    /// All labels, in the order of the weights.
    pub(super) const ALL: [Self; 11] = [
        Self::Outside,
        Self::BeginPerson,
        Self::ContinuePerson,
        Self::BeginLocation,
        Self::ContinueLocation,
        Self::BeginOrganisation,
        Self::ContinueOrganisation,
        Self::BeginGroup,
        Self::ContinueGroup,
        Self::BeginMisc,
        Self::ContinueMisc,
    ];

    /// Its class.
    pub(super) fn class(self) -> NameClass {
        match self {
            Self::Outside => NameClass::Outside,
            Self::BeginPerson | Self::ContinuePerson => NameClass::Person,
            Self::BeginLocation | Self::ContinueLocation => NameClass::Location,
            Self::BeginOrganisation | Self::ContinueOrganisation => NameClass::Organisation,
            Self::BeginGroup | Self::ContinueGroup => NameClass::Group,
            Self::BeginMisc | Self::ContinueMisc => NameClass::Misc,
        }
    }

    /// Whether it begins a name.
    pub(super) fn begins_name(self) -> bool {
        self as u8 % 2 == 1
    }

    /// Its bit in a mask of labels.
    #[cfg(feature = "train")]
    pub(super) fn bit(self) -> u16 {
        1 << self as u8
    }

    /// Whether it may follow `last`: a name is continued only after a label of the same class.
    pub(super) fn may_follow(self, last: Self) -> bool {
        self == Self::Outside || self.begins_name() || self.class() == last.class()
    }

    /// The one of `items` for this label.
    #[expect(clippy::indexing_slicing, reason = "there is one item for each label")]
    pub(super) fn of<T>(self, items: &[T; LABEL_COUNT]) -> &T {
        &items[self as usize]
    }

    /// The one of `items` for this label, to change it.
    #[expect(clippy::indexing_slicing, reason = "there is one item for each label")]
    pub(super) fn of_mut<T>(self, items: &mut [T; LABEL_COUNT]) -> &mut T {
        &mut items[self as usize]
    }
}

impl NameClass {
    /// The one of `items` for this class.
    #[expect(clippy::indexing_slicing, reason = "there is one item for each class")]
    pub(super) fn of_mut<T>(self, items: &mut [T; CLASS_COUNT]) -> &mut T {
        &mut items[self as usize]
    }
}
