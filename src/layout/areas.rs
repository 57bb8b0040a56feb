//! Divides the screen into areas.
//!
//! The areas depend only on the size of the screen and on [`LayoutOptions`]. `app` uses them for paging and clicks and `views`
//! for drawing, so the two cannot disagree.
//!
//! ```text
//! ┌ article ───────────────────────────┬ track ┬ panel ──────────┐
//! │     ┌ column ──────────────┐       │   ┃   │ PEOPLE  9       │
//! │     │ text                 │       │   ┃   │ …               │
//! │     └──────────────────────┘       │   ┃   │ COUNTRIES  8    │
//! ├ status ────────────────────────────┴───────┴─────────────────┤
//! ```

use super::Rect;

/// What the user wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutOptions {
    /// Whether to show the panel beside the text, if there is room.
    pub panel: bool,
    /// Whether to show the panel as a drawer over the text, if there is no room beside it.
    pub drawer: bool,
    /// Whether to show only the text.
    pub zen: bool,
    /// The longest line of text, in cells.
    pub text_width: u16,
    /// The width of the panel in cells, if the user has set it; limited to the room there is.
    pub panel_width: Option<u16>,
}

/// The smallest number of columns at which the panel is shown beside the text.
pub const SIDE_BY_SIDE_WIDTH: u16 = 80;
/// With fewer columns, only the article is shown.
pub const MIN_FULL_WIDTH: u16 = 40;
/// With fewer rows, only the article is shown.
pub const MIN_FULL_HEIGHT: u16 = 8;

/// The smallest width of the panel: room for a name and its count.
const MIN_PANEL_WIDTH: u16 = 20;
/// The width that the panel leaves at least for the article beside it.
const MIN_ARTICLE_WIDTH: u16 = 36;
/// The width that the panel leaves for the article beside it where it can: lines of eight to ten words.
const COMFORTABLE_ARTICLE_WIDTH: u16 = 57;
/// The width of the text that a drawer leaves visible, so that it can be clicked.
const MIN_WIDTH_BESIDE_DRAWER: u16 = 4;

impl LayoutOptions {
    /// The width of the panel beside the text on a screen of `width` cells.
    fn side_panel_width(self, width: u16) -> u16 {
        let wanted = self
            .panel_width
            .unwrap_or_else(|| {
                let beside_text = width.saturating_sub(COMFORTABLE_ARTICLE_WIDTH);
                (width * 3 / 10).clamp(30, 44).min(beside_text)
            })
            .max(MIN_PANEL_WIDTH);
        wanted.min(width.saturating_sub(1 + MIN_ARTICLE_WIDTH))
    }

    /// The width of the drawer on a screen of `width` cells.
    fn drawer_width(self, width: u16) -> u16 {
        let wanted = self.panel_width.unwrap_or(34).max(MIN_PANEL_WIDTH);
        wanted.min(width.saturating_sub(MIN_WIDTH_BESIDE_DRAWER))
    }
}

/// The areas of the screen. Those that are empty are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The area of the article, margins included.
    pub article: Rect,
    /// The column of text, centred in the article's area.
    pub column: Rect,
    /// The scrollbar, one cell wide.
    pub track: Rect,
    /// The panel, beside the text or as a drawer over it.
    pub panel: Rect,
    /// Whether the panel covers part of the text.
    pub panel_over_text: bool,
    /// The status line.
    pub status: Rect,
}

impl Areas {
    /// Divides a screen of `width` × `height` cells.
    ///
    /// # Examples
    /// ```
    /// use byline::layout::{Areas, LayoutOptions};
    ///
    /// let options = LayoutOptions {
    ///     panel: true,
    ///     drawer: false,
    ///     zen: false,
    ///     text_width: 68,
    ///     panel_width: None,
    /// };
    /// let areas = Areas::new(120, 40, options);
    /// assert_eq!(areas.panel.width, 36);
    /// assert_eq!(areas.status.y, 39);
    ///
    /// // Too narrow for the panel beside the text.
    /// assert!(Areas::new(60, 40, options).panel.is_empty());
    /// ```
    pub fn new(width: u16, height: u16, options: LayoutOptions) -> Self {
        let roomy = width >= MIN_FULL_WIDTH && height >= MIN_FULL_HEIGHT;
        let full = roomy && !options.zen;
        let body = height - u16::from(full);
        let side = full && options.panel && width >= SIDE_BY_SIDE_WIDTH;
        let panel_width = if side {
            options.side_panel_width(width)
        } else {
            0
        };
        let track_width = u16::from(full);
        let pane = width - panel_width - track_width;
        let article = Rect {
            x: 0,
            y: 0,
            width: pane,
            height: body,
        };
        let panel_over_text = full && options.drawer && width < SIDE_BY_SIDE_WIDTH;
        let panel = if panel_over_text {
            let drawer = options.drawer_width(width);
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
            column: text_column(article, options.text_width),
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
            panel_over_text,
            status: Rect {
                x: 0,
                y: body,
                width,
                height: height - body,
            },
        }
    }
}

/// The column of text in `pane`, the article's area: at most `max_width` cells wide and centred, with a margin of one cell at
/// each side and one row above if there is room.
fn text_column(pane: Rect, max_width: u16) -> Rect {
    let margin = u16::from(pane.width > 24);
    let width = pane
        .width
        .saturating_sub(margin * 2)
        .min(max_width.max(1))
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

    /// Protects: every area lies within the screen, and only the drawer overlaps another.
    #[test]
    fn areas_fit_the_screen_and_only_the_drawer_overlaps() {
        for width in 0..260 {
            for height in (0..70).step_by(if width % 7 == 0 { 1 } else { 5 }) {
                for bits in 0..32u8 {
                    let options = LayoutOptions {
                        panel: bits & 1 != 0,
                        drawer: bits & 2 != 0,
                        zen: bits & 4 != 0,
                        text_width: 68,
                        panel_width: [None, Some(0), Some(50), Some(u16::MAX)]
                            [usize::from(bits >> 3)],
                    };
                    let areas = Areas::new(width, height, options);
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
                    if !areas.panel_over_text {
                        assert_eq!(
                            areas.article.width + areas.track.width + areas.panel.width,
                            width
                        );
                        assert!(areas.panel.is_empty() || areas.article.width >= MIN_ARTICLE_WIDTH);
                    }
                }
            }
        }
    }

    /// Protects: on a very small screen, only the article is shown.
    #[test]
    fn small_screens_show_only_the_article() {
        let options = LayoutOptions {
            panel: true,
            drawer: true,
            zen: false,
            text_width: 68,
            panel_width: None,
        };
        for (width, height) in [(39, 24), (80, 7)] {
            let areas = Areas::new(width, height, options);
            assert!(areas.panel.is_empty() && areas.status.is_empty() && areas.track.is_empty());
        }
    }
}
