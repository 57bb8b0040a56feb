//! Who is mentioned with whom: opening it, its keys, its clicks.

use super::{copy, pair, rows, sheet};
use crate::app::State;
use crate::app::action::Action;
use crate::app::company::{Company, Places};
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::state::Progress;
use crate::app::{Mouse, MouseKind};

/// Rows that a notch of the wheel moves.
const WHEEL_ROWS: isize = 3;

/// c in the text: the company of the current mention, of whom is selected, or of everyone.
pub(super) fn open_current(state: &mut State) {
    let about = state.current_mention().map(|mention| mention.entity);
    open(state, about.or(state.selected));
}

/// The company of `about`, or of everyone.
pub(super) fn open(state: &mut State, about: Option<usize>) {
    let mut company = Company::of(&state.document, &state.entities, about);
    if company.rows.is_empty() && about.is_some() {
        company.whole = true;
        company.fill(&state.document, &state.entities);
    }
    if company.rows.is_empty() {
        state.notice = Some(match state.progress {
            Progress::Reading(_) => "still reading: nobody stands with anybody so far".to_owned(),
            Progress::Done => "nobody stands with anybody in this article".to_owned(),
        });
        return;
    }
    if company.whole
        && let Some(entity) = about.and_then(|about| state.entities.entities().get(about))
    {
        state.notice = Some(format!("{} stands with nobody", entity.name));
    }
    sheet::open(state, Layer::Company(company));
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let Some(Layer::Company(company)) = state.layers.last() else {
        return Vec::new();
    };
    let pair = company.pair();
    let fit = usize::from(Places::of(state, company).list.height).max(1);
    if let Some(by) = rows(action, fit, count) {
        step(state, by);
        return Vec::new();
    }
    match action {
        Action::Company | Action::Focus => switch(state),
        Action::Choose => {
            if let Some(pair) = pair {
                pair::begin(state, pair.one, pair.other);
            }
        }
        Action::Copy => {
            return pair.map_or_else(Vec::new, |pair| copy::pair(state, pair.one, pair.other));
        }
        _ => return super::on_sheet(state, action).unwrap_or_default(),
    }
    Vec::new()
}

/// Do `what` with the sheet that lies uppermost and its places.
fn with(state: &mut State, what: impl FnOnce(&mut Company, &Places)) {
    match state.layers.pop() {
        Some(Layer::Company(mut company)) => {
            let places = Places::of(state, &company);
            what(&mut company, &places);
            state.layers.push(Layer::Company(company));
        }
        other => state.layers.extend(other),
    }
}

fn step(state: &mut State, by: isize) {
    with(state, |company, places| {
        company.step(by, places);
    });
}

/// c, Tab: from one's company to everyone's, and back; if nobody was asked for, to the company of the chosen pair's first.
fn switch(state: &mut State) {
    let (document, entities) = (state.document.clone(), state.entities.clone());
    with(state, |company, _| {
        if company.whole {
            company.about = company.about.or(company.pair().map(|pair| pair.one));
        }
        if company.about.is_some() {
            company.whole = !company.whole;
            company.fill(&document, &entities);
            (company.chosen, company.top) = (0, 0);
        }
    });
}

/// After the size changed: the chosen row still shows.
pub(super) fn reveal(state: &mut State) {
    with(state, Company::reveal);
}

/// The mouse: the wheel walks, a click chooses, a click on the chosen row is Enter, a click beside the sheet closes it.
pub(super) fn mouse(state: &mut State, mouse: Mouse) {
    match mouse.what {
        MouseKind::WheelDown => with(state, |company, places| company.step(WHEEL_ROWS, places)),
        MouseKind::WheelUp => with(state, |company, places| company.step(-WHEEL_ROWS, places)),
        MouseKind::Press => press(state, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
}

fn press(state: &mut State, mouse: Mouse) {
    state.notice = None;
    let Some(Layer::Company(company)) = state.layers.last() else {
        return;
    };
    let places = Places::of(state, company);
    if !places.sheet.outer.contains(mouse.x, mouse.y) {
        sheet::close(state);
        return;
    }
    if !places.list.contains(mouse.x, mouse.y) {
        return;
    }
    let row = company.top + usize::from(mouse.y - places.list.y);
    if row != company.chosen {
        with(state, |company, places| {
            if row < company.rows.len() {
                company.chosen = row;
            }
            company.reveal(places);
        });
    } else if let Some(pair) = company.pair() {
        pair::begin(state, pair.one, pair.other);
    }
}
