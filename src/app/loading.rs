//! What is on its way, how that is said, and what of a reader's place waits for it.

use super::effect::Wanted;

/// Something on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loading {
    /// What people call it.
    pub name: String,
    /// What it is for the outside.
    pub wanted: Wanted,
    /// How much of it has come.
    pub bytes: u64,
    /// Whether it is to replace what is open, and keep its place.
    pub again: bool,
}

impl Loading {
    /// "opening example.org/page (so far 12 KB)".
    pub fn sentence(&self) -> String {
        let how = if self.again {
            "reading anew"
        } else {
            "opening"
        };
        match self.bytes {
            0 => format!("{how} {}", self.name),
            bytes => format!("{how} {} (so far {})", self.name, size(bytes)),
        }
    }
}

/// "12 KB", "3.4 MB".
pub fn size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes < MIB {
        return format!("{} KB", bytes.div_ceil(1 << 10));
    }
    format!("{}.{} MB", bytes / MIB, bytes % MIB * 10 / MIB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let sizes = [1, 1024, 1025, 900 << 10, 1 << 20, (3 << 20) + (1 << 19)];
        let said = ["1 KB", "1 KB", "2 KB", "900 KB", "1.0 MB", "3.5 MB"];
        assert_eq!(sizes.map(size), said);
    }
}
