//! Cells, sizes and rectangles on the screen, all counted in terminal cells from the upper left corner.

/// One cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Cell {
    /// Its column, from the left.
    pub x: u16,
    /// Its row, from the top.
    pub y: u16,
}

impl From<(u16, u16)> for Cell {
    /// The cell in column `x` and row `y` of `(x, y)`.
    fn from((x, y): (u16, u16)) -> Self {
        Self { x, y }
    }
}

/// The size of the screen or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// Its width in cells.
    pub columns: u16,
    /// Its height in cells.
    pub rows: u16,
}

impl From<(u16, u16)> for Size {
    /// The size `(columns, rows)`, as a terminal reports it.
    fn from((columns, rows): (u16, u16)) -> Self {
        Self { columns, rows }
    }
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// The column of its left edge.
    pub x: u16,
    /// The row of its upper edge.
    pub y: u16,
    /// The number of columns.
    pub width: u16,
    /// The number of rows.
    pub height: u16,
}

impl From<Size> for Rect {
    /// The rectangle of this size in the upper left corner: a whole screen.
    fn from(size: Size) -> Self {
        Self {
            width: size.columns,
            height: size.rows,
            ..Self::default()
        }
    }
}

impl Rect {
    /// Whether it contains no cell.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The number of its columns and rows.
    pub fn size(self) -> Size {
        Size {
            columns: self.width,
            rows: self.height,
        }
    }

    /// The cell in its upper left corner.
    pub fn origin(self) -> Cell {
        Cell {
            x: self.x,
            y: self.y,
        }
    }

    /// The first column right of it.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// The first row below it.
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Whether it contains the cell in column `x` and row `y`.
    pub fn contains(self, x: u16, y: u16) -> bool {
        self.contains_cell(Cell { x, y })
    }

    /// Whether it contains `cell`.
    pub fn contains_cell(self, cell: Cell) -> bool {
        let is_inside = |at: u16, start: u16, length: u16| at >= start && at - start < length;
        is_inside(cell.x, self.x, self.width) && is_inside(cell.y, self.y, self.height)
    }

    /// Its row `y`, counted from its upper edge; empty if it has no such row.
    ///
    /// ```
    /// use byline::layout::{Rect, Size};
    ///
    /// let screen = Rect::from(Size { columns: 80, rows: 24 });
    /// assert_eq!(screen.row(23), Rect { x: 0, y: 23, width: 80, height: 1 });
    /// assert!(screen.row(24).is_empty());
    /// ```
    #[must_use]
    pub fn row(self, y: u16) -> Self {
        self.rows(y, 1)
    }

    /// The part of it that begins at its row `y` and has up to `height` rows.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a rectangle has the cells from its origin up to its right and bottom edge, and none beyond.
    #[test]
    fn a_rect_contains_the_cells_between_its_edges() {
        let rect = Rect {
            x: 3,
            y: 1,
            width: 2,
            height: 4,
        };
        assert_eq!((rect.right(), rect.bottom()), (5, 5));
        let contained: Vec<Cell> = (0..7)
            .flat_map(|y| (0..7).map(move |x| Cell { x, y }))
            .filter(|cell| rect.contains_cell(*cell))
            .collect();
        let expected: Vec<Cell> = (1..5)
            .flat_map(|y| [Cell { x: 3, y }, Cell { x: 4, y }])
            .collect();
        assert_eq!(contained, expected);
        assert!(!Rect::default().contains_cell(rect.origin()));
        let last = Rect::from(Size::from((u16::MAX, u16::MAX)));
        assert_eq!(last.right(), u16::MAX);
        assert_eq!(last.size(), (u16::MAX, u16::MAX).into());
    }

    /// Protects: rows beyond the lower edge are empty instead of lying outside of the rectangle.
    #[test]
    fn rows_are_clipped_to_the_rect() {
        let rect = Rect {
            x: 3,
            y: 1,
            width: 2,
            height: 4,
        };
        assert_eq!(rect.row(3), rect.rows(3, 9));
        assert_eq!((rect.row(3).y, rect.row(3).height), (4, 1));
        for y in [4, 5, u16::MAX] {
            assert_eq!((rect.row(y).y, rect.row(y).height), (5, 0));
        }
    }
}
