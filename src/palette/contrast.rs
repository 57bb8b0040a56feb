//! How well two colours can be told apart: the contrast ratio of WCAG 2.1.

use super::Colour;
use super::downsample::STEPS;

impl Colour {
    /// Red, green and blue, 0 to 255; `None` for the sixteen colours that the user can configure.
    pub fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Self::True(red, green, blue) => Some([red, green, blue]),
            Self::Indexed(index @ 16..=231) => {
                let cube = index - 16;
                let steps = [cube / 36, cube / 6 % 6, cube % 6];
                Some(steps.map(|step| STEPS.get(usize::from(step)).copied().unwrap_or(0)))
            }
            Self::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
            Self::Indexed(_) => None,
        }
    }

    /// The contrast ratio with `other`, 1 to 21; `None` if one of them is configurable.
    pub fn contrast(self, other: Self) -> Option<f64> {
        let (one, other) = (luminance(self.rgb()?), luminance(other.rgb()?));
        Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
    }
}

/// The relative luminance, 0 to 1.
pub(super) fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
