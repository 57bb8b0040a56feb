//! The lens: only the paragraphs that speak of someone, and back.

use super::renew::moved;
use super::{scroll, search, walk};
use crate::app::action::{Action, Mode};
use crate::app::lens::{Lens, blocks};
use crate::app::state::{Place, State};
use crate::entities::Entities;

/// Most whose names are told.
const NAMED: usize = 3;

/// &: the paragraphs with all who are taken, or with the selected; again, with any of several; again, the whole article.
pub(super) fn next(state: &mut State) {
    match &state.lens {
        None => open(state),
        Some(lens) if lens.of.len() > 1 && !lens.any => {
            let of = lens.of.clone();
            look(state, of, true);
        }
        Some(_) => close(state),
    }
}

fn open(state: &mut State) {
    let mut of = state.taken.clone();
    if of.is_empty() {
        let current = state.current_mention().map(|mention| mention.entity);
        of.extend(state.selected.or(current));
    }
    of.sort_unstable();
    if of.is_empty() {
        state.notice = Some(format!(
            "nobody is selected: {} selects the next in the panel",
            state.hint(Action::EntityNext)
        ));
        return;
    }
    look(state, of, false);
}

/// Look through a lens at those of `of`.
fn look(state: &mut State, of: Vec<usize>, any: bool) {
    let mut shown = blocks(&state.document, &state.entities, &of, any);
    let none = shown.is_empty();
    let any = any || none;
    if none {
        shown = blocks(&state.document, &state.entities, &of, true);
    }
    if shown.is_empty() {
        return;
    }
    let place = walk::here(state);
    let back = state.lens.take().map_or(place, |lens| lens.back);
    let lens = Lens {
        of,
        any,
        blocks: shown,
        back,
    };
    let words = sentence(state, &lens);
    state.notice = Some(if none {
        format!("no paragraph has all of them; {words}")
    } else {
        words
    });
    state.flow.show(Some(&lens.blocks));
    state.lens = Some(lens);
    search::through_lens(state);
    // The word under the eye stays where it is, or the nearest that shows does.
    let at = place.mention.filter(|&at| state.in_lens(at));
    match at {
        Some(at) => bring(state, at),
        None => {
            let eye = nearest(state, place.top);
            scroll::turn_to_offset(state, eye);
        }
    }
}

/// The beginning of the first paragraph in the lens that ends behind `offset`; of the last, if none does.
fn nearest(state: &State, offset: usize) -> usize {
    let Some(lens) = &state.lens else {
        return offset;
    };
    let all = state.document.blocks();
    let range = |block: usize| all.get(block).map_or(0..0, |block| block.range.clone());
    let next = lens
        .blocks
        .partition_point(|&block| range(block).end <= offset)
        .min(lens.blocks.len().saturating_sub(1));
    let start = lens.blocks.get(next).map_or(0, |&block| range(block).start);
    start.max(offset.min(lens.blocks.get(next).map_or(0, |&block| range(block).end)))
}

/// Show the line of `offset` a third down the screen.
fn bring(state: &mut State, offset: usize) {
    let row = state.flow.row_at(offset);
    let above = isize::try_from(state.areas.column.height / 3).unwrap_or(0);
    let top = state.flow.step(row, -above);
    scroll::turn_to(state, top);
    state.current = state.entities.at(offset);
}

/// Back to the whole article, and to the place where the lens was opened.
pub(super) fn close(state: &mut State) {
    if let Some(back) = leave(state) {
        walk::restore(state, back);
    }
}

/// The whole article again, wherever the reader goes now; the place where the lens was opened.
pub(super) fn leave(state: &mut State) -> Option<Place> {
    let lens = state.lens.take()?;
    state.notice = Some("the whole article again".to_owned());
    state.flow.show(None);
    search::through_lens(state);
    let eye = state.eye;
    state.top = state.flow.row_at(eye);
    state.refresh_visible_lines();
    Some(lens.back)
}

/// Other people and countries in the same text than the `old` ones: the lens looks at the same ones.
pub(super) fn renew(state: &mut State, old: &Entities) {
    let new = std::sync::Arc::clone(&state.entities);
    let moved = |entity: usize| moved(old, &new, entity);
    let mut taken: Vec<usize> = state.taken.iter().filter_map(|&n| moved(n)).collect();
    taken.dedup();
    state.taken = taken;
    let Some(lens) = &mut state.lens else {
        return;
    };
    lens.of = lens.of.iter().filter_map(|&n| moved(n)).collect();
    lens.of.sort_unstable();
    lens.of.dedup();
    let shown = blocks(&state.document, &state.entities, &lens.of, lens.any);
    if shown.is_empty() {
        // Nobody is left to look at.
        if let Some(back) = leave(state) {
            walk::restore(state, back);
        }
    } else if shown != lens.blocks {
        state.flow.show(Some(&shown));
        lens.blocks = shown;
        search::through_lens(state);
        let eye = nearest(state, state.eye);
        state.top = state.flow.row_at(eye);
        state.refresh_visible_lines();
    }
}

/// Space in the panel: one more for the lens, or one less.
pub(super) fn take(state: &mut State) {
    let Some(entity) = state.selected else {
        return;
    };
    match state.taken.iter().position(|&taken| taken == entity) {
        Some(at) => {
            state.taken.remove(at);
        }
        None => state.taken.push(entity),
    }
    let names = names(state, &state.taken, " and ");
    state.notice = Some(if names.is_empty() {
        "nobody is taken".to_owned()
    } else {
        format!(
            "taken: {names}; {} shows their paragraphs",
            state.hint(Action::Lens)
        )
    });
}

/// "only Putin and Merkel: 5 of 34 paragraphs; & shows those with either".
fn sentence(state: &State, lens: &Lens) -> String {
    let names = names(state, &lens.of, if lens.any { " or " } else { " and " });
    let key = state.hint_in(Mode::Text, Action::Lens);
    let on = if lens.of.len() > 1 && !lens.any {
        "for any of them"
    } else {
        "goes back"
    };
    format!(
        "only {names}: {} of {} paragraphs; {key} {on}",
        lens.blocks.len(),
        state.document.blocks().len()
    )
}

fn names(state: &State, of: &[usize], joint: &str) -> String {
    let all = state.entities.entities();
    let names: Vec<&str> = of
        .iter()
        .take(NAMED)
        .filter_map(|&n| all.get(n))
        .map(|entity| entity.name.as_str())
        .collect();
    let more = of.len().saturating_sub(NAMED);
    let names = names.join(joint);
    if more > 0 {
        format!("{names}{joint}{more} more")
    } else {
        names
    }
}
