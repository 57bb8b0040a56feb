//! Superscript and subscript on a screen that has neither.
//!
//! Owns what is written in their place: digits and signs as Unicode has them, notes in brackets, all else as it is.

use super::line::Line;

/// Where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Above,
    Below,
}

/// How many characters a note's mark may have.
const NOTE: usize = 4;

/// Rewrite what was added to `line` since `start`.
pub(super) fn set(line: &mut Line, place: Place, start: usize) {
    let text = line.from(start);
    let word = text.trim();
    let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let blank = text.len() - text.trim_start().len();
    let above = matches!(place, Place::Above);
    let written = if above && number && word.len() <= NOTE && line.is_linked(start) {
        // The mark of a note, which leads to it.
        Some(format!("[{word}]"))
    } else {
        word.chars().map(|c| letter(place, c)).collect()
    };
    if let Some(written) = written.filter(|written| !written.is_empty()) {
        line.replace(start + blank, &written);
    }
}

/// A digit or a sign above or below the line.
fn letter(place: Place, c: char) -> Option<char> {
    let (above, below) = match c {
        '0' => ('⁰', '₀'),
        '1' => ('¹', '₁'),
        '2' => ('²', '₂'),
        '3' => ('³', '₃'),
        '4' => ('⁴', '₄'),
        '5' => ('⁵', '₅'),
        '6' => ('⁶', '₆'),
        '7' => ('⁷', '₇'),
        '8' => ('⁸', '₈'),
        '9' => ('⁹', '₉'),
        '+' => ('⁺', '₊'),
        '-' | '−' | '–' => ('⁻', '₋'),
        '=' => ('⁼', '₌'),
        '(' => ('⁽', '₍'),
        ')' => ('⁾', '₎'),
        _ => return None,
    };
    Some(match place {
        Place::Above => above,
        Place::Below => below,
    })
}
