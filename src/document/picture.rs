//! Pictures: where they stand in the text, and their pixels once they have been loaded.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The most columns and rows that a loaded picture keeps, in pixels: those of a large screen. A larger one is scaled down.
const MAX_SIDE: usize = 1600;

/// Where a picture stands in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRef {
    /// The byte range of its caption; empty, at the beginning of the block after it, if it has none.
    pub range: Range<usize>,
    /// Where it can be loaded from: a URL (`http:`, `https:`, `data:`), the `file:` address of a file on this machine, or the
    /// path of a file in the book with [`BOOK_SCHEME`](Self::BOOK_SCHEME) before it, or the `Content-ID` of a part of the e-mail
    /// with [`MAIL_SCHEME`](Self::MAIL_SCHEME) before it. Without control characters.
    pub address: Arc<str>,
    /// The words that stand for it, if the article has any.
    pub alt: String,
}

impl PictureRef {
    /// What the address of a picture within a book begins with.
    pub const BOOK_SCHEME: &'static str = "book:";
    /// What the address of a picture within an e-mail begins with.
    pub const MAIL_SCHEME: &'static str = "cid:";
}

/// The pixels of a picture, small enough to be kept and scaled. Cloning it is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Red, green and blue of each pixel, row by row.
    pixels: Arc<[u8]>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

impl Picture {
    /// The picture of `width` columns and `height` rows with these `pixels`, each of `channels` bytes: grey, grey and opacity,
    /// red green blue, or these and opacity. What is transparent is white, as on most pages. A picture larger than a screen
    /// is scaled down. `None` if there is no pixel, or not as many as it has.
    ///
    /// ```
    /// use byline::document::Picture;
    ///
    /// let picture = Picture::from_pixels(2, 1, 2, &[0, 255, 90, 0]).unwrap();
    /// assert_eq!(picture.pixels(), [0, 0, 0, 255, 255, 255]);
    /// assert!(Picture::from_pixels(2, 2, 3, &[0; 6]).is_none());
    /// ```
    pub fn from_pixels(
        width: usize,
        height: usize,
        channels: usize,
        pixels: &[u8],
    ) -> Option<Self> {
        let needed = width.checked_mul(height)?.checked_mul(channels)?;
        if needed == 0 || !(1..=4).contains(&channels) || pixels.len() < needed {
            return None;
        }
        let largest = width.max(height);
        let shrunk = |side: usize| match largest {
            ..=MAX_SIDE => side,
            _ => (side * MAX_SIDE / largest).max(1),
        };
        let size = (shrunk(width), shrunk(height));
        Some(scale(pixels, channels, (width, height), size))
    }

    /// The number of columns, in pixels; at least one.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of rows, in pixels; at least one.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Red, green and blue of each pixel, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The pixel at column `x` and row `y`; black beyond the edges.
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let start = (y * self.width + x) * 3;
        match self.pixels.get(start..start + 3) {
            Some(&[red, green, blue]) if x < self.width => [red, green, blue],
            _ => [0; 3],
        }
    }

    /// The picture as it was seen by a camera that was held in this `orientation`, as Exif numbers them from 1 to 8: 1 level, 3 upside
    /// down, 6 and 8 on its side, and the others for pictures that are mirrored, too.
    #[must_use]
    pub fn turned(&self, orientation: u8) -> Self {
        let is_sideways = matches!(orientation, 5..=8);
        let (width, height) = if is_sideways {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let (right, bottom) = (self.width - 1, self.height - 1);
        let source = |x: usize, y: usize| match orientation {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            8 => (right - y, x),
            _ => (x, y),
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.flat_map(|(x, y)| {
            let (x, y) = source(x, y);
            self.pixel(x, y)
        });
        Self {
            width,
            height,
            pixels: pixels.collect(),
        }
    }

    /// The same picture in `width` × `height` pixels, at least one of each. Smaller ones are averages.
    #[must_use]
    pub fn scaled_to(&self, width: usize, height: usize) -> Self {
        let size = (width.max(1), height.max(1));
        if size == (self.width, self.height) {
            return self.clone();
        }
        scale(&self.pixels, 3, (self.width, self.height), size)
    }
}

/// Scales `pixels`, of which there are as many as `from` says: each new pixel is the average of those that it covers.
fn scale(
    pixels: &[u8],
    channels: usize,
    from: (usize, usize),
    (width, height): (usize, usize),
) -> Picture {
    let spans = |from: usize, to: usize| -> Vec<Range<usize>> {
        let edge = |nth: usize| nth * from / to;
        let span = |nth| edge(nth)..edge(nth + 1).max(edge(nth) + 1);
        (0..to).map(span).collect()
    };
    let columns = spans(from.0, width);
    let mut scaled = Vec::with_capacity(width * height * 3);
    for rows in spans(from.1, height) {
        for columns in &columns {
            let mut sums = [0_u64; 3];
            for row in rows.clone() {
                let start = row * from.0;
                let bytes = (start + columns.start) * channels..(start + columns.end) * channels;
                let covered = pixels.get(bytes).unwrap_or_default();
                for pixel in covered.chunks_exact(channels) {
                    for (sum, level) in sums.iter_mut().zip(on_white(pixel)) {
                        *sum += u64::from(level);
                    }
                }
            }
            let count = (rows.len() * columns.len()) as u64;
            scaled.extend(sums.map(|sum| ((sum + count / 2) / count) as u8));
        }
    }
    Picture {
        width,
        height,
        pixels: scaled.into(),
    }
}

/// Red, green and blue of a pixel of one to four channels, on white.
fn on_white(pixel: &[u8]) -> [u8; 3] {
    let blend = |level: u8, opacity: u8| {
        let (level, opacity) = (u32::from(level), u32::from(opacity));
        ((level * opacity + 255 * (255 - opacity) + 127) / 255) as u8
    };
    match *pixel {
        [grey] => [grey; 3],
        [grey, opacity] => [blend(grey, opacity); 3],
        [red, green, blue] => [red, green, blue],
        [red, green, blue, opacity] => [red, green, blue].map(|level| blend(level, opacity)),
        _ => [255; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: scaling averages what it covers, keeps plain areas as they are, and never yields a picture without pixels.
    #[test]
    fn scaling_averages() {
        let stripes = Picture::from_pixels(4, 1, 1, &[0, 100, 200, 200]).unwrap();
        assert_eq!(
            stripes.scaled_to(2, 1).pixels(),
            [50, 50, 50, 200, 200, 200]
        );
        assert_eq!(stripes.scaled_to(8, 2).pixel(7, 1), [200; 3]);
        let tiny = stripes.scaled_to(0, 0);
        assert_eq!((tiny.width(), tiny.height()), (1, 1));
        assert_eq!(stripes.pixel(4, 0), [0; 3]);
        let long = Picture::from_pixels(20_000, 1, 1, &vec![7; 20_000]).unwrap();
        assert_eq!((long.width(), long.height()), (MAX_SIDE, 1));
        assert!(long.pixels().iter().all(|&level| level == 7));
    }

    /// Protects: a picture is turned as its camera was held: each of the eight ways, here of two rows, `ab` and `cd`, and `ef` below.
    #[test]
    fn pictures_are_turned() {
        let picture = Picture::from_pixels(2, 3, 1, b"abcdef").unwrap();
        for (orientation, width, rows) in [
            (1, 2, "abcdef"),
            (2, 2, "badcfe"),
            (3, 2, "fedcba"),
            (4, 2, "efcdab"),
            (5, 3, "acebdf"),
            (6, 3, "ecafdb"),
            (7, 3, "fdbeca"),
            (8, 3, "bdface"),
            (0, 2, "abcdef"),
            (255, 2, "abcdef"),
        ] {
            let turned = picture.turned(orientation);
            let letters: String = turned
                .pixels()
                .iter()
                .step_by(3)
                .copied()
                .map(char::from)
                .collect();
            assert_eq!(
                (turned.width(), letters.as_str()),
                (width, rows),
                "{orientation}"
            );
        }
    }

    /// Protects: no header makes a picture of pixels that are not there.
    #[test]
    fn pixels_must_be_there() {
        for (width, height, channels) in [(0, 1, 3), (1, 0, 3), (1, 1, 0), (1, 1, 5), (2, 1, 4)] {
            assert!(Picture::from_pixels(width, height, channels, &[0; 4]).is_none());
        }
        assert!(Picture::from_pixels(usize::MAX, 2, 4, &[0; 4]).is_none());
        let half = Picture::from_pixels(1, 1, 4, &[0, 0, 0, 128]).unwrap();
        assert_eq!(half.pixels(), [127; 3]);
    }
}
