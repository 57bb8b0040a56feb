//! Kinds of characters, as far as words depend on them. Pure tables; no state.

/// What a byte can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// ASCII white space and control characters.
    Blank,
    /// a to z
    Lower,
    /// A to Z
    Upper,
    /// 0 to 9
    Digit,
    /// Any other ASCII character.
    Mark,
    /// A character outside ASCII.
    High,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::High; 256];
    let mut byte = 0u8;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "a constant, checked when compiled")]
        {
            kinds[byte as usize] = match byte {
                0..=b' ' | 127 => Kind::Blank,
                b'a'..=b'z' => Kind::Lower,
                b'A'..=b'Z' => Kind::Upper,
                b'0'..=b'9' => Kind::Digit,
                _ => Kind::Mark,
            };
        }
        byte += 1;
    }
    kinds
};

/// The kind of `byte`.
pub(super) fn kind(byte: u8) -> Kind {
    KINDS.get(byte as usize).copied().unwrap_or(Kind::High)
}

/// White space, control characters, and the characters of no width that part words.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` belongs to the character before it: combining marks, joiners, variation selectors, soft hyphens.
pub(super) fn is_extending(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6dc}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}'
        | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e47}'..='\u{e4e}'
        | '\u{1039}'..='\u{103a}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Scripts written without spaces, whose runs are one token.
pub(super) fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The two ways of writing an apostrophe, and the one that word processors confuse with them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}
