//! Whether the name is used like that of a company or a product.

use super::super::article::trade;
use super::Row;

pub(super) const RULES: &[Row] = &[
    (
        "price-moves",
        "its price rises or falls",
        |candidate, context| trade::price_moves(context.view, candidate.tokens),
    ),
    (
        "owned",
        "somebody owns it or founded it",
        |candidate, context| trade::is_owned(context.view, candidate.tokens),
    ),
    (
        "product-after",
        "a word for a product or a shop follows",
        |candidate, context| trade::is_product(context.view, candidate.tokens),
    ),
    (
        "elsewhere-traded",
        "elsewhere it is used like a company's name",
        |candidate, context| {
            candidate
                .words
                .last()
                .is_some_and(|word| context.facts.word_use(word).as_traded > 0)
        },
    ),
];
