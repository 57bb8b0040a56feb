//! Writes superscript and subscript in plain characters: digits and signs as Unicode has them, note references in
//! brackets, exponents and indices as `x^(n+1)`, and everything else unchanged.

/// Above or below the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum ScriptPosition {
    Superscript,
    Subscript,
}

/// The longest note reference, in characters.
const MAX_NOTE_CHARS: usize = 4;

/// A longer superscript or subscript, in characters, is text and no index.
const MAX_INDEX_CHARS: usize = 16;

/// `script` as it stands after `base`, the text before it; `None` if it stays as it is. `is_linked` says whether it is a
/// link: a linked number above the line is the reference of a note.
pub(in crate::load) fn script_text(
    base: &str,
    script: &str,
    position: ScriptPosition,
    is_linked: bool,
) -> Option<String> {
    let is_number = !script.is_empty() && script.bytes().all(|byte| byte.is_ascii_digit());
    let is_superscript = position == ScriptPosition::Superscript;
    if is_superscript && is_number && is_linked && script.len() <= MAX_NOTE_CHARS {
        return Some(format!("[{script}]"));
    }
    if let Some(converted) = converted(script, position) {
        return Some(converted);
    }
    // Ordinals ("20th"), titles ("Mme") and marks ("™") stay: only what stands after a single letter or a bracket is an
    // exponent or an index.
    let mut before = base.chars().rev();
    let is_variable = match before.next() {
        Some(')' | ']') => true,
        Some(last) => last.is_alphabetic() && !before.next().is_some_and(char::is_alphanumeric),
        None => false,
    };
    let is_formula =
        script.contains(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '/'));
    // "Mme", "No" and "1a" are written so, too.
    let is_exponent = script.len() == 1 && !matches!(script, "a" | "e" | "o" | "r" | "s");
    let follows_number = base.ends_with(|c: char| c.is_ascii_digit());
    let is_index = script.chars().count() <= MAX_INDEX_CHARS
        && !script.contains(char::is_whitespace)
        && script
            .chars()
            .all(|c| c.is_alphanumeric() || "+-−*/,.()".contains(c))
        && (is_variable && (is_formula || !is_superscript || is_exponent)
            || is_formula && follows_number);
    is_index.then(|| marked(script, position))
}

/// Appends `script` to `text`, which is part of a formula.
pub(super) fn attach_script(text: &mut String, position: ScriptPosition, script: &str) {
    let script = script.trim();
    let script = converted(script, position).unwrap_or_else(|| marked(script, position));
    text.push_str(&script);
}

/// `script` as Unicode has it, if it has every character.
fn converted(script: &str, position: ScriptPosition) -> Option<String> {
    let converted: Option<String> = script.chars().map(|c| script_char(position, c)).collect();
    converted.filter(|converted| !converted.is_empty())
}

/// `script` behind a mark, in brackets if it has more than one character.
fn marked(script: &str, position: ScriptPosition) -> String {
    let mark = match position {
        ScriptPosition::Superscript => '^',
        ScriptPosition::Subscript => '_',
    };
    match script.chars().count() {
        0 => String::new(),
        1 => format!("{mark}{script}"),
        _ => format!("{mark}({script})"),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: an exponent never reads as a factor, and ordinals, titles and notes are no exponents.
    #[test]
    fn exponents_are_told_from_ordinals_and_notes() {
        use ScriptPosition::{Subscript, Superscript};
        for (base, script, position, expected) in [
            ("10", "-3", Superscript, Some("⁻³")),
            ("x", "n+1", Superscript, Some("^(n+1)")),
            ("2", "n/2", Superscript, Some("^(n/2)")),
            ("x", "n", Superscript, Some("^n")),
            ("H", "2", Subscript, Some("₂")),
            ("k", "max", Subscript, Some("_(max)")),
            ("20", "th", Superscript, None),
            ("M", "me", Superscript, None),
            ("N", "o", Superscript, None),
            ("Brand", "TM", Superscript, None),
            ("word", "[12]", Superscript, None),
            ("", "a", Superscript, None),
        ] {
            let found = script_text(base, script, position, false);
            assert_eq!(found.as_deref(), expected, "{base} {script}");
        }
        assert_eq!(
            script_text("word", "12", Superscript, true).as_deref(),
            Some("[12]")
        );
    }
}
