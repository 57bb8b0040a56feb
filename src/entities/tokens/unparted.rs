//! Words of scripts that part no words.
//!
//! Owns the cut of a run of Chinese or Japanese into pieces that names can be made of: an ideograph each, katakana
//! together, hiragana together. Promises the same bytes in the same order, each in one token.

use super::{MOST, Token};

/// What a character is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Ideograph,
    Katakana,
    Hiragana,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' => Class::Ideograph,
        '\u{30A1}'..='\u{30FA}' | 'ー' => Class::Katakana,
        '\u{3041}'..='\u{309F}' => Class::Hiragana,
        _ => Class::Other,
    }
}

/// `tokens` with every run of such a script cut into its pieces; no more than a text may have.
pub(in crate::entities) fn part(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let unparted = |token: &Token| token.text(text).contains(|c| class(c) != Class::Other);
    if !tokens.iter().any(unparted) {
        return tokens;
    }
    let mut parts = Vec::with_capacity((tokens.len() * 4).min(MOST));
    for token in &tokens {
        if parts.len() >= MOST {
            break;
        }
        let word = token.text(text);
        let mut from = 0;
        let mut last: Option<Class> = None;
        for (at, c) in word.char_indices() {
            let class = class(c);
            let cut = last.is_some_and(|last| last != class || class == Class::Ideograph);
            if cut {
                parts.push(piece(token, from, at));
                from = at;
            }
            last = Some(class);
        }
        parts.push(piece(token, from, word.len()));
    }
    parts
}

/// The bytes `from..to` of a token, counted from its start.
fn piece(token: &Token, from: usize, to: usize) -> Token {
    Token {
        start: token.start + from as u32,
        end: token.start + to as u32,
        spaced: token.spaced && from == 0,
        ..*token
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    /// Protects: names of two characters can be told from the title behind them; other scripts are left as they are.
    #[test]
    fn runs_are_cut_where_the_script_changes() {
        let text = "安倍首相はプーチン氏と a-b Zoë";
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        let parts = part(text, tokens);
        let words: Vec<&str> = parts.iter().map(|token| token.text(text)).collect();
        assert_eq!(
            words,
            [
                "安",
                "倍",
                "首",
                "相",
                "は",
                "プーチン",
                "氏",
                "と",
                "a-b",
                "Zoë"
            ]
        );
    }
}
