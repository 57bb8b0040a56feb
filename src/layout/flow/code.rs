//! Program code, whose lines are not wrapped but panned.

use super::Flow;
use crate::document::BlockKind;
use crate::layout::{Line, measure};

impl Flow {
    /// Cuts `line` to what its column shows of it if it is program code, which is not wrapped, panned by `pan` cells.
    pub fn pan(&self, line: &mut Line, pan: u16) {
        if let Some((text, room)) = self.code(line) {
            line.pan(text, pan, room);
        }
    }

    /// How many cells of `line` do not fit into its column; 0 if it is not program code.
    pub fn hidden_cells(&self, line: &Line) -> u16 {
        let Some((text, room)) = self.code(line) else {
            return 0;
        };
        let cells = u16::try_from(measure::cells(text)).unwrap_or(u16::MAX);
        cells.saturating_sub(room)
    }

    /// The text of `line` and the cells that there are for it, if it is program code.
    fn code(&self, line: &Line) -> Option<(&str, u16)> {
        let is_code = !line.blank && self.document.block(line.block).kind == BlockKind::Code;
        let text = is_code.then(|| self.document.slice(line.range.clone()))?;
        Some((text, self.width.saturating_sub(line.indent)))
    }
}
