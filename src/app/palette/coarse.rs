//! A palette for terminals that have 256 colours and no more.
//!
//! Owns which of the cube's colours and the greys is nearest to a colour. The terminal's own sixteen are never taken for one:
//! nobody knows what the reader has made of them.

use super::{Colour, Look, Palette};

/// The steps of the cube, for red, green and blue alike.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Palette {
    /// The same in at most 256 colours.
    #[must_use]
    pub fn coarse(&self) -> Self {
        let looks = self.looks.map(|look| Look {
            fg: look.fg.map(Colour::coarse),
            bg: look.bg.map(Colour::coarse),
            ..look
        });
        Self { looks }
    }
}

impl Colour {
    /// The nearest of the 256, if it is none of them.
    #[must_use]
    pub fn coarse(self) -> Self {
        let Self::True(red, green, blue) = self else {
            return self;
        };
        let [r, g, b] = [red, green, blue].map(nearest_step);
        let cube = [r, g, b].map(|step| STEPS.get(usize::from(step)).copied().unwrap_or(0));
        let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
        let grey = (mean.saturating_sub(3) / 10).min(23) as u8;
        let level = 8 + 10 * grey;
        let far = |[r, g, b]: [u8; 3]| {
            let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
            square(r, red) + square(g, green) + square(b, blue)
        };
        if far([level; 3]) < far(cube) {
            Self::Indexed(232 + grey)
        } else {
            Self::Indexed(16 + 36 * r + 6 * g + b)
        }
    }
}

/// Which step of the cube is nearest.
fn nearest_step(part: u8) -> u8 {
    (0..6_u8)
        .min_by_key(|&step| {
            let level = STEPS.get(usize::from(step)).copied().unwrap_or(0);
            level.abs_diff(part)
        })
        .unwrap_or(0)
}
