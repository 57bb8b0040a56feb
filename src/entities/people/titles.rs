//! Finds the title before a name and the gender that it implies.

use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenShape};
use super::super::word_list::WordList;
use super::fold::fold;
use super::lists::{Gender, lists};

/// Ranks and offices, shortened to capitals, that stand before a name: "DIG Walid Hossain", "MP Ruth Cadbury". Those that are as
/// often the initials of a name are left out ("SP Balasubrahmanyam", "VP Singh").
const SHORTENED_OFFICES: WordList = WordList::new(
    "ACP ADC AIG ASI ASP CDS CEO CFO CIO CM CMO COAS COO CPO CTO DCI DCM DCP DIG DP DPO DSI DSP EVP GOC IGP IO MEC MEP MLA MLC MNA \
     MP MPA MSP OC OIC PM PSI SHO SI SSP SVP",
);

/// Whether `word`, as it is written, is an office or a rank shortened to capitals.
pub(super) fn is_shortened_office(word: &str) -> bool {
    SHORTENED_OFFICES.contains(word)
}

/// The title directly before a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PrecedingTitle {
    /// The gender implied by the title or by another one before it.
    pub gender: Gender,
    /// The folded title next to the name; empty if there is none.
    pub word: String,
}

impl PrecedingTitle {
    /// Whether rulers and their families have it, who are called by their given names.
    pub(super) fn is_royal(&self) -> bool {
        matches!(
            self.word.as_str(),
            "king"
                | "queen"
                | "prince"
                | "princess"
                | "emir"
                | "sultan"
                | "sheikh"
                | "emperor"
                | "pope"
        )
    }

    /// Whether the title is followed by a surname: "Mr. Kim".
    pub(super) fn goes_with_surname(&self) -> bool {
        matches!(
            self.word.as_str(),
            "mr" | "mrs" | "ms" | "mme" | "monsieur" | "herr"
        )
    }
}

/// The title directly before the token `start`, not counting quotes and brackets between them.
pub(super) fn title_before(view: &TokenView<'_>, start: TokenId) -> PrecedingTitle {
    let mut found = PrecedingTitle::default();
    for at in start.saturating_sub(3).until(start).into_iter().rev() {
        let (word, shape) = (view.word(at), view.shape(at));
        if shape == TokenShape::Symbol
            && matches!(word, "[" | "(" | "\"" | "“")
            && found.word.is_empty()
        {
            continue;
        }
        let folded = fold(word);
        let Some(title) = lists()
            .title(&folded)
            .filter(|_| view.block(at) == view.block(start))
        else {
            break;
        };
        // "the sister Smith": a courtesy title in lower case is an ordinary word.
        if shape == TokenShape::Lower && title.courtesy {
            break;
        }
        found.gender = found.gender.or(title.gender);
        if found.word.is_empty() {
            found.word = folded;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::tokenize_text;
    use super::*;

    fn title(text: &str, name: &str) -> PrecedingTitle {
        let tokens = tokenize_text(text);
        let at = text.find(name).unwrap();
        let name = tokens.iter().position(|token| token.start as usize == at);
        title_before(
            &TokenView::new(text, &tokens),
            TokenId::FIRST + name.unwrap(),
        )
    }

    /// Protects: the title next to the name counts, and any title before it gives the gender.
    #[test]
    fn the_nearest_title_counts_and_any_gives_the_gender() {
        assert_eq!(title("and Mrs. Smith", "Smith").gender, Gender::Female);
        assert_eq!(title("Madam President Park said", "Park").word, "president");
        assert_eq!(
            title("Madam President Park said", "Park").gender,
            Gender::Female
        );
        assert_eq!(
            title("the sister Smith", "Smith"),
            PrecedingTitle::default()
        );
    }
}
