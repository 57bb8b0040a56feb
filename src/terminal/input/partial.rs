//! Sequences of which only the beginning has come.

/// The most bytes of a sequence that are kept: far more than any that means something has.
const MAX_KEPT: usize = 256;

/// The most bytes of a sequence, kept or not. Long answers are those with the content of the clipboard.
const MAX_BYTES: usize = 1 << 20;

/// The first bytes of a UTF-8 character.
#[derive(Debug)]
pub(super) struct PartialCharacter {
    pub(super) bytes: Vec<u8>,
    /// How many bytes the character has.
    pub(super) length: usize,
    pub(super) alt: bool,
}

/// How a sequence began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Introducer {
    /// The character after ESC, which with Alt is a key of its own; `None` for a C1 control character.
    pub(super) letter: Option<char>,
    /// Whether there were two ESC.
    pub(super) doubled: bool,
}

/// A sequence between its introducer and its final byte.
#[derive(Debug)]
pub(super) struct Sequence {
    pub(super) introducer: Introducer,
    pub(super) bytes: Vec<u8>,
    pub(super) length: usize,
}

/// A control string: OSC, DCS, APC, PM or SOS.
#[derive(Debug)]
pub(super) struct ControlString {
    pub(super) sequence: Sequence,
    /// Which kind it is.
    pub(super) kind: StringKind,
    /// Whether the last byte was ESC, the first half of ST.
    pub(super) escaped: bool,
}

/// The kinds of control strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringKind {
    /// OSC, which also ends at BEL.
    Osc,
    /// APC: answers of kitty's protocol for pictures.
    Apc,
    /// The others, none of which means anything here.
    Other,
}

impl StringKind {
    /// The kind that `letter` introduces after ESC.
    pub(super) const fn from_letter(letter: u8) -> Self {
        match letter {
            b']' => Self::Osc,
            b'_' => Self::Apc,
            _ => Self::Other,
        }
    }
}

impl Introducer {
    pub(super) const C1: Self = Self {
        letter: None,
        doubled: false,
    };
}

impl Sequence {
    pub(super) const fn new(introducer: Introducer) -> Self {
        Self {
            introducer,
            bytes: Vec::new(),
            length: 0,
        }
    }

    /// Adds a byte; returns false when the sequence is too long to go on.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if self.bytes.len() < MAX_KEPT {
            self.bytes.push(byte);
        }
        self.length += 1;
        self.length < MAX_BYTES
    }
}
