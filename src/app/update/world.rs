//! The world map.

use crate::app::State;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::world::World;

/// Lay the map over what is there, at the country `_at` if that is given.
pub(super) fn open(state: &mut State, _at: Option<usize>) {
    super::sheet::open(state, Layer::World(World {}));
}

/// Do `action` while it lies uppermost.
pub(super) fn act(state: &mut State, action: Action, _count: Option<usize>) -> Vec<Effect> {
    super::on_sheet(state, action).unwrap_or_default()
}
