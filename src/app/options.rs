//! What was decided before the program began: on the command line, in the configuration, by the surroundings.

use super::keymap::Keymap;
use super::palette::Palette;
use super::panel::Order;
use super::state::Marks;
use std::sync::Arc;

/// Cells of a full line, unless the reader changes it.
pub const DEFAULT_MEASURE: u16 = 68;
/// The narrowest measure, cells.
pub const MIN_MEASURE: u16 = 20;
/// The widest measure, cells.
pub const MAX_MEASURE: u16 = 200;

/// What was decided before the program began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether colours may be used at all.
    pub colour: bool,
    /// What the program was started with.
    pub origin: Origin,
    /// Which colours.
    pub palette: Arc<Palette>,
    /// What keys mean.
    pub keymap: Keymap,
    /// Cells of a full line at the beginning, and what it is set back to.
    pub measure: u16,
    /// Whether the panel shows at the beginning.
    pub panel: bool,
    /// The order of its rows at the beginning.
    pub order: Order,
    /// Which marks show at the beginning.
    pub marks: Marks,
    /// How sure the engine must be at the beginning, 0 to 100.
    pub least: u8,
}

/// What the program was started with, as far as it decides whether it can be read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file or an address.
    Named,
    /// Standard input.
    Input,
    /// The article that comes with the program.
    Sample,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            colour: true,
            origin: Origin::Named,
            palette: Arc::default(),
            keymap: Keymap::default(),
            measure: DEFAULT_MEASURE,
            panel: true,
            order: Order::default(),
            marks: Marks::Both,
            least: crate::entities::SURE,
        }
    }
}
