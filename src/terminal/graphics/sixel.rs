//! Writes Sixel pictures, as DEC's terminals show them, and many of today.
//!
//! A picture has 252 colours, fixed ones: six levels of red and blue and seven of green, which the eye sees best. The difference
//! from the true colour is spread over the pixels around (Floyd and Steinberg), so that no bands are seen. Written for this
//! program: the encoders among the crates choose colours for each picture, bring 20 crates, and need a newer compiler.

use crate::document::Picture;
use std::fmt::Write as _;

/// The levels of red, green and blue.
const LEVELS: [u8; 3] = [6, 7, 6];

/// The number of colours.
const COLOURS: usize = 252;

/// The rows of a band: a character shows one column of it.
const BAND_ROWS: usize = 6;

/// Writes `picture` at the cursor, a pixel for a pixel.
pub(super) fn write(picture: &Picture, out: &mut String) {
    let (width, height) = (picture.width(), picture.height());
    let indices = dither(picture);
    // Writing to a `String` cannot fail.
    let _ = write!(out, "\x1bP0;1;0q\"1;1;{width};{height}");
    let mut is_used = [false; COLOURS];
    for index in &indices {
        if let Some(used) = is_used.get_mut(usize::from(*index)) {
            *used = true;
        }
    }
    for (index, _) in is_used.iter().enumerate().filter(|(_, used)| **used) {
        let [red, green, blue] = percentages(index);
        let _ = write!(out, "#{index};2;{red};{green};{blue}");
    }
    for band in indices.chunks(width * BAND_ROWS) {
        write_band(band, width, out);
        out.push('-');
    }
    out.push_str("\x1b\\");
}

/// Writes six rows of pixels, one colour after the other.
fn write_band(band: &[u8], width: usize, out: &mut String) {
    // The columns of each colour: a bit for each of the six pixels.
    let mut columns: Vec<Vec<u8>> = vec![Vec::new(); COLOURS];
    for (row, pixels) in band.chunks(width).enumerate() {
        for (x, index) in pixels.iter().enumerate() {
            let Some(bits) = columns.get_mut(usize::from(*index)) else {
                continue;
            };
            if bits.len() <= x {
                bits.resize(width, 0);
            }
            if let Some(bits) = bits.get_mut(x) {
                *bits |= 1 << row;
            }
        }
    }
    let mut is_first = true;
    for (index, bits) in columns
        .iter()
        .enumerate()
        .filter(|(_, bits)| !bits.is_empty())
    {
        if !is_first {
            out.push('$');
        }
        is_first = false;
        // Writing to a `String` cannot fail.
        let _ = write!(out, "#{index}");
        write_runs(bits, out);
    }
}

/// Writes the columns of one colour, with repeated ones counted.
fn write_runs(bits: &[u8], out: &mut String) {
    let end = bits
        .iter()
        .rposition(|bits| *bits != 0)
        .map_or(0, |at| at + 1);
    let shown = bits.get(..end).unwrap_or_default();
    for run in shown.chunk_by(|one, other| one == other) {
        let symbol = char::from(b'?' + run.first().copied().unwrap_or(0));
        if run.len() > 3 {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "!{}{symbol}", run.len());
        } else {
            out.extend(std::iter::repeat_n(symbol, run.len()));
        }
    }
}

/// Red, green and blue of a colour in per cent.
fn percentages(index: usize) -> [usize; 3] {
    let [_, green, blue] = LEVELS.map(usize::from);
    let steps = [index / (green * blue), index / blue % green, index % blue];
    let mut of_level = steps.iter().zip(LEVELS);
    [(); 3].map(|()| {
        let (step, levels) = of_level.next().unwrap_or((&0, 2));
        step * 100 / (usize::from(levels) - 1)
    })
}

/// The index of the colour of each pixel.
fn dither(picture: &Picture) -> Vec<u8> {
    let width = picture.width();
    let mut indices = Vec::with_capacity(width * picture.height());
    // What the pixels of this row and of the next one have to make up for, in sixteenths; one more at either end.
    let mut owed = vec![[0_i32; 3]; width + 2];
    for row in picture.pixels().chunks_exact(width * 3) {
        let mut next = vec![[0_i32; 3]; width + 2];
        for (x, pixel) in row.chunks_exact(3).enumerate() {
            let mut index = 0;
            for (channel, (level, levels)) in pixel.iter().zip(LEVELS).enumerate() {
                let debt = |row: &[[i32; 3]], x: usize| {
                    row.get(x)
                        .and_then(|pixel| pixel.get(channel))
                        .copied()
                        .unwrap_or(0)
                };
                let wanted = (i32::from(*level) + debt(&owed, x + 1) / 16).clamp(0, 255);
                let steps = i32::from(levels) - 1;
                let step = (wanted * steps + 127) / 255;
                index = index * i32::from(levels) + step;
                let error = wanted - step * 255 / steps;
                let owe = |row: &mut Vec<[i32; 3]>, x: usize, share: i32| {
                    if let Some(debt) = row.get_mut(x).and_then(|it| it.get_mut(channel)) {
                        *debt += error * share;
                    }
                };
                owe(&mut owed, x + 2, 7);
                owe(&mut next, x, 3);
                owe(&mut next, x + 1, 5);
                owe(&mut next, x + 2, 1);
            }
            indices.push(u8::try_from(index).unwrap_or(0));
        }
        owed = next;
    }
    indices
}
