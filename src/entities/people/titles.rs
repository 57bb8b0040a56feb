//! The title before a name: where it begins, and what it tells of the bearer.

use super::super::tokens::{Shape, Token};
use super::fold::fold;
use super::lists::{Gender, lists};

/// What stands directly before a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Titled {
    /// Of its bearer.
    pub gender: Gender,
    /// The title next to the name, folded; empty when there is none.
    pub word: String,
    /// Whether it is only polite.
    pub courtesy: bool,
}

impl Titled {
    /// Whether it is a title that goes with a surname: "Mr. Kim".
    pub(super) fn with_surname(&self) -> bool {
        matches!(
            self.word.as_str(),
            "mr" | "mrs" | "ms" | "mme" | "monsieur" | "herr"
        )
    }
}

/// The title that ends where the token `start` begins. Quotes and brackets between are passed over.
pub(super) fn before(text: &str, tokens: &[Token], start: usize) -> Titled {
    let mut titled = Titled::default();
    let block = tokens.get(start).map(|token| token.block);
    for token in tokens
        .get(start.saturating_sub(3)..start)
        .unwrap_or_default()
        .iter()
        .rev()
    {
        let word = token.text(text);
        if token.shape == Shape::Mark
            && matches!(word, "[" | "(" | "\"" | "“")
            && titled.word.is_empty()
        {
            continue;
        }
        let folded = fold(word);
        let Some(title) = lists()
            .title(&folded)
            .filter(|_| Some(token.block) == block)
        else {
            break;
        };
        // "the general Smith": small letters are a role only where they head one.
        if token.shape == Shape::Lower && title.courtesy {
            break;
        }
        titled.gender = titled.gender.or(title.gender);
        if titled.word.is_empty() {
            titled.word = folded;
            titled.courtesy = title.courtesy;
        }
    }
    titled
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::scan;
    use super::*;

    fn title(text: &str, name: &str) -> Titled {
        let mut tokens = Vec::new();
        scan(text, 0..text.len(), 0, &mut tokens);
        let at = text.find(name).unwrap();
        before(
            text,
            &tokens,
            tokens
                .iter()
                .position(|token| token.start as usize == at)
                .unwrap(),
        )
    }

    #[test]
    fn the_nearest_title_counts_and_any_tells_the_gender() {
        assert_eq!(title("and Mrs. Smith", "Smith").gender, Gender::Female);
        assert_eq!(title("Madam President Park said", "Park").word, "president");
        assert_eq!(
            title("Madam President Park said", "Park").gender,
            Gender::Female
        );
        assert_eq!(title("the sister Smith", "Smith"), Titled::default());
    }
}
