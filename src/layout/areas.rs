//! Where the parts of the screen go: a pure function of size and shape, asked by `app` (pages, clicks) and by `views`
//! (painting), so that they cannot disagree.
//!
//! ```text
//! ┌ article ───────────────────────────┬ track ┬ panel ──────────┐
//! │     ┌ column ──────────────┐       │   ┃   │ PEOPLE  9       │
//! │     │ text                 │       │   ┃   │ …               │
//! │     └──────────────────────┘       │   ┃   │ COUNTRIES  8    │
//! ├ status ────────────────────────────┴───────┴─────────────────┤
//! ```

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Rect {
    /// Whether it has no cell.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Whether the cell is inside.
    pub fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x && x - self.x < self.width && y >= self.y && y - self.y < self.height
    }
}

impl Rect {
    /// `height` of its rows from its row `y` on, as far as it has them.
    #[must_use]
    pub fn rows(self, y: u16, height: u16) -> Self {
        let y = y.min(self.height);
        Self {
            y: self.y + y,
            height: height.min(self.height - y),
            ..self
        }
    }
}

/// What the reader wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The side panel, where there is room for it beside the text.
    pub panel: bool,
    /// The drawer over the text, where there is not.
    pub drawer: bool,
    /// Text alone.
    pub zen: bool,
    /// The measure: cells of a full line.
    pub measure: u16,
    /// Cells of the panel, as far as there is room; `None` where nobody has said.
    pub panel_width: Option<u16>,
}

/// Columns from which the panel stands beside the text.
pub const SIDE_BY_SIDE_WIDTH: u16 = 80;
/// Columns below which the article stands alone.
pub const MIN_FULL_WIDTH: u16 = 40;
/// Rows below which the article stands alone.
pub const MIN_FULL_HEIGHT: u16 = 8;

/// Cells of the panel, at least: a name and its count.
const MIN_PANEL_WIDTH: u16 = 20;
/// Cells that the panel leaves to the text beside it.
const MIN_PANE_WIDTH: u16 = 36;
/// Cells of the text that a drawer leaves to be seen, and clicked on.
const BESIDE_DRAWER: u16 = 4;

impl Shape {
    /// Cells of the panel beside the text, on a screen of `width` cells.
    fn beside(self, width: u16) -> u16 {
        let wanted = self
            .panel_width
            .unwrap_or((width * 3 / 10).clamp(30, 44))
            .max(MIN_PANEL_WIDTH);
        wanted.min(width.saturating_sub(1 + MIN_PANE_WIDTH))
    }

    /// Cells of the drawer.
    fn drawer_of(self, width: u16) -> u16 {
        let wanted = self.panel_width.unwrap_or(34).max(MIN_PANEL_WIDTH);
        wanted.min(width.saturating_sub(BESIDE_DRAWER))
    }
}

/// Where everything goes. Empty rectangles are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The pane of the article.
    pub article: Rect,
    /// The text itself, centred in the pane.
    pub column: Rect,
    /// The scrollbar, one cell wide.
    pub track: Rect,
    /// The panel beside the text, or the drawer over it.
    pub panel: Rect,
    /// Whether the panel lies over the text.
    pub over: bool,
    /// The status line.
    pub status: Rect,
}

impl Areas {
    /// The areas of a screen of `width` × `height` cells.
    pub fn of(width: u16, height: u16, shape: Shape) -> Self {
        let roomy = width >= MIN_FULL_WIDTH && height >= MIN_FULL_HEIGHT;
        let full = roomy && !shape.zen;
        let body = height - u16::from(full);
        let side = full && shape.panel && width >= SIDE_BY_SIDE_WIDTH;
        let panel_width = if side { shape.beside(width) } else { 0 };
        let track_width = u16::from(full);
        let pane = width - panel_width - track_width;
        let article = Rect {
            x: 0,
            y: 0,
            width: pane,
            height: body,
        };
        let over = full && shape.drawer && width < SIDE_BY_SIDE_WIDTH;
        let panel = if over {
            let drawer = shape.drawer_of(width);
            Rect {
                x: width - drawer,
                y: 0,
                width: drawer,
                height: body,
            }
        } else {
            Rect {
                x: pane + track_width,
                y: 0,
                width: panel_width,
                height: body,
            }
        };
        Self {
            article,
            column: column(article, shape.measure),
            track: Rect {
                x: pane,
                y: 0,
                width: track_width,
                height: body,
            },
            panel: if panel.width == 0 {
                Rect::default()
            } else {
                panel
            },
            over,
            status: Rect {
                x: 0,
                y: body,
                width,
                height: height - body,
            },
        }
    }
}

/// The text's column in its pane: centred, a cell of air at each side and a row above where there is room.
fn column(pane: Rect, measure: u16) -> Rect {
    let air = u16::from(pane.width > 24);
    let width = pane
        .width
        .saturating_sub(air * 2)
        .min(measure.max(1))
        .max(pane.width.min(1));
    let above = u16::from(pane.height >= 12);
    Rect {
        x: pane.x + (pane.width - width) / 2,
        y: pane.y + above,
        width,
        height: pane.height - above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_outside_and_only_the_drawer_overlaps() {
        for width in 0..260 {
            for height in (0..70).step_by(if width % 7 == 0 { 1 } else { 5 }) {
                for bits in 0..32u8 {
                    let shape = Shape {
                        panel: bits & 1 != 0,
                        drawer: bits & 2 != 0,
                        zen: bits & 4 != 0,
                        measure: 68,
                        panel_width: [None, Some(0), Some(50), Some(u16::MAX)]
                            [usize::from(bits >> 3)],
                    };
                    let areas = Areas::of(width, height, shape);
                    for part in [
                        areas.article,
                        areas.column,
                        areas.track,
                        areas.panel,
                        areas.status,
                    ] {
                        assert!(
                            part.is_empty() || part.x + part.width <= width,
                            "{width}x{height} {part:?}"
                        );
                        assert!(
                            part.is_empty() || part.y + part.height <= height,
                            "{width}x{height} {part:?}"
                        );
                    }
                    assert!(areas.column.width <= 68);
                    assert!(
                        width == 0 || height == 0 || !areas.column.is_empty(),
                        "{width}x{height}"
                    );
                    if !areas.over {
                        assert_eq!(
                            areas.article.width + areas.track.width + areas.panel.width,
                            width
                        );
                        assert!(areas.panel.is_empty() || areas.article.width >= MIN_PANE_WIDTH);
                    }
                }
            }
        }
    }

    #[test]
    fn narrow_screens_show_the_article_alone() {
        let shape = Shape {
            panel: true,
            drawer: true,
            zen: false,
            measure: 68,
            panel_width: None,
        };
        for (width, height) in [(39, 24), (80, 7)] {
            let areas = Areas::of(width, height, shape);
            assert!(areas.panel.is_empty() && areas.status.is_empty() && areas.track.is_empty());
        }
    }
}
