//! Palettes for terminals with 256 colours.
//!
//! A 24-bit colour is replaced by the nearest of the colour cube and the greys. The first sixteen are never used for that,
//! because the user may have changed them.

use super::{Colour, Palette, TextStyle};

/// The levels of the colour cube, the same for red, green and blue.
pub(super) const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Palette {
    /// The same palette in the 256 indexed colours.
    #[must_use]
    pub fn to_256_colours(&self) -> Self {
        let styles = self.styles.map(|style| TextStyle {
            fg: style.fg.map(Colour::to_256_colours),
            bg: style.bg.map(Colour::to_256_colours),
            ..style
        });
        Self { styles }
    }
}

impl Colour {
    /// The nearest indexed colour.
    #[must_use]
    pub fn to_256_colours(self) -> Self {
        let Self::True(red, green, blue) = self else {
            return self;
        };
        let [r, g, b] = [red, green, blue].map(nearest_step);
        let cube = [r, g, b].map(|step| STEPS.get(usize::from(step)).copied().unwrap_or(0));
        let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
        let grey = (mean.saturating_sub(3) / 10).min(23) as u8;
        let level = 8 + 10 * grey;
        let distance = |[r, g, b]: [u8; 3]| {
            let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
            square(r, red) + square(g, green) + square(b, blue)
        };
        if distance([level; 3]) < distance(cube) {
            Self::Indexed(232 + grey)
        } else {
            Self::Indexed(16 + 36 * r + 6 * g + b)
        }
    }
}

/// The index of the cube level nearest to `level`.
fn nearest_step(level: u8) -> u8 {
    (0..6_u8)
        .min_by_key(|&step| {
            let candidate = STEPS.get(usize::from(step)).copied().unwrap_or(0);
            candidate.abs_diff(level)
        })
        .unwrap_or(0)
}
