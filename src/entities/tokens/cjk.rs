//! Segmentation of scripts that do not separate words.
//!
//! A run of Chinese or Japanese is divided into pieces that names are made of: each ideograph alone, katakana together,
//! hiragana together. The pieces are the same bytes in the same order, each in exactly one token.

use super::{MAX_TOKENS, Token};

/// The script class of a character; a run is divided where it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScriptClass {
    Ideograph,
    Katakana,
    Hiragana,
    Other,
}

fn script_class(c: char) -> ScriptClass {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' => ScriptClass::Ideograph,
        '\u{30A1}'..='\u{30FA}' | 'ー' => ScriptClass::Katakana,
        '\u{3041}'..='\u{309F}' => ScriptClass::Hiragana,
        _ => ScriptClass::Other,
    }
}

/// Divides the tokens in such scripts into their pieces and keeps all other tokens as they are. Stops when the result
/// has [`MAX_TOKENS`] tokens.
pub(in crate::entities) fn segment_cjk(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let is_cjk = |token: &Token| {
        token
            .text(text)
            .contains(|c| script_class(c) != ScriptClass::Other)
    };
    if !tokens.iter().any(is_cjk) {
        return tokens;
    }
    let mut parts = Vec::with_capacity((tokens.len() * 4).min(MAX_TOKENS));
    for token in &tokens {
        if parts.len() >= MAX_TOKENS {
            break;
        }
        let word = token.text(text);
        let mut from = 0;
        let mut last: Option<ScriptClass> = None;
        for (at, c) in word.char_indices() {
            let class = script_class(c);
            let starts_piece =
                last.is_some_and(|last| last != class || class == ScriptClass::Ideograph);
            if starts_piece {
                parts.push(sub_token(token, from, at));
                from = at;
            }
            last = Some(class);
        }
        parts.push(sub_token(token, from, word.len()));
    }
    parts
}

/// The part `from..to` of a token, in bytes from its start.
fn sub_token(token: &Token, from: usize, to: usize) -> Token {
    let start = token.start as usize;
    Token::new(start + from, start + to, token.shape())
        .placed(token.block(), token.has_space_before() && from == 0)
}

#[cfg(test)]
mod tests {
    use super::super::tokenize_text;
    use super::*;

    /// Protects: a name of two characters can be separated from the title after it, and other scripts are not divided.
    #[test]
    fn runs_are_divided_where_the_script_changes() {
        let text = "安倍首相はプーチン氏と a-b Zoë";
        let parts = segment_cjk(text, tokenize_text(text));
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
