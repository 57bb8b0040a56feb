//! Writes superscript and subscript in plain characters: digits and signs as Unicode has them, note references in
//! brackets, everything else unchanged.

use super::inline::InlineBuffer;

/// Above or below the line.
#[derive(Debug, Clone, Copy)]
pub(super) enum ScriptPosition {
    Superscript,
    Subscript,
}

/// The longest note reference, in characters.
const MAX_NOTE_CHARS: usize = 4;

/// Converts the text of `line` from byte `start` on.
pub(super) fn apply_script(line: &mut InlineBuffer, position: ScriptPosition, start: usize) {
    let text = line.text_from(start);
    let word = text.trim();
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let indent = text.len() - text.trim_start().len();
    let is_superscript = matches!(position, ScriptPosition::Superscript);
    let converted =
        if is_superscript && is_number && word.len() <= MAX_NOTE_CHARS && line.is_linked(start) {
            // A linked number is the reference of a note.
            Some(format!("[{word}]"))
        } else {
            word.chars().map(|c| script_char(position, c)).collect()
        };
    if let Some(converted) = converted.filter(|converted| !converted.is_empty()) {
        line.replace_from(start + indent, &converted);
    }
}

/// The superscript or subscript form of a digit or sign, if Unicode has one.
fn script_char(position: ScriptPosition, c: char) -> Option<char> {
    let (superscript, subscript) = match c {
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
    Some(match position {
        ScriptPosition::Superscript => superscript,
        ScriptPosition::Subscript => subscript,
    })
}
