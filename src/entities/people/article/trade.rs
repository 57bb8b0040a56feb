//! Signs that a name is a company's or a product's: its price moves, it has shares, it is owned, it makes something.

use super::super::super::token_view::TokenView;
use super::super::super::tokens::{TokenId, TokenRange, TokenShape};
use crate::entities::word_list::WordList;

/// Verbs for a price that moves. A number with its unit follows.
const PRICE_VERBS: WordList = WordList::new(
    "added advanced climbed closed dipped dropped eased edged ended fell gained jumped lost plunged rallied rose sank shed slid \
     slipped soared surged tumbled",
);

/// What a price moves by.
const PRICE_UNITS: WordList = WordList::new("percent per cent pc % points point pence cents pct");

/// What a company or a product has or is, before "of" or "in": "shares in Haldane".
const SHARE_WORDS: WordList = WordList::new(
    "shares stake stakes stock bonds units owner owners makers maker brand brands subsidiary takeover customers shareholders \
     branches stores outlets",
);

/// The same after a name: "Cao Thắng beer", "Haldane shares".
const PRODUCT_WORDS: WordList = WordList::new(
    "app bank bar beer bonds branch branches brand brands brewery bar café chain customers employees executives factory flights \
     hotel loans milk mill mills outlets phone phones plant plc products restaurant server shareholders shares shop shops software \
     staff stock store stores supermarket tablets tea tickets trucks tyres",
);

/// The words in which a unit follows the verb.
const MAX_WORDS: usize = 5;

/// Whether the price of what is named by `name` moves: "Haldane rose 3 percent".
pub(in crate::entities::people) fn price_moves(view: &TokenView<'_>, name: TokenRange) -> bool {
    if !PRICE_VERBS.contains(view.word(name.end)) {
        return false;
    }
    let rest = (name.end + 1).until(name.end + 1 + MAX_WORDS).into_iter();
    let mut rest = rest.take_while(|&at| view.block(at) == view.block(name.start));
    rest.any(|at| {
        let before = at.saturating_sub(1);
        PRICE_UNITS.contains(view.word(at)) && view.shape(before) == TokenShape::Number
            || view.shape(at) == TokenShape::Number && view.word(at).ends_with('%')
    })
}

/// Whether somebody owns it, founded it, or has shares in it: "Grace Sun, owned by", "a stake in Pagani".
pub(in crate::entities::people) fn is_owned(view: &TokenView<'_>, name: TokenRange) -> bool {
    let (end, next) = (name.end, name.end + 1);
    let is_said = match view.word(end) {
        "," => matches!(view.word(next), "owned" | "founded" | "which" | "listed"),
        "is" | "was" => matches!(view.word(next), "owned" | "founded"),
        _ => false,
    };
    let before = name.start.checked_sub(1);
    let has_shares = before.is_some_and(|of| {
        matches!(view.word(of), "of" | "in")
            && of
                .checked_sub(1)
                .is_some_and(|at| SHARE_WORDS.contains(view.word(at)))
    });
    is_said || has_shares
}

/// Whether a product or a part of a company is named by it: "Cao Thắng beer".
pub(in crate::entities::people) fn is_product(view: &TokenView<'_>, name: TokenRange) -> bool {
    view.is_spaced(name.end) && PRODUCT_WORDS.contains(view.word(name.end))
}

/// Whether any of these signs is there.
pub(super) fn is_traded(view: &TokenView<'_>, at: TokenId) -> bool {
    let name = at.until(at + 1);
    price_moves(view, name) || is_owned(view, name) || is_product(view, name)
}
