//! Writes PNG files, which kitty and iTerm2 take: 8 bits for each of red, green and blue, without interlacing.

use crate::document::Picture;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write as _;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Each byte of a row is stored as the difference from the pixel before it, which compresses better.
const FILTER_SUB: u8 = 1;

/// The file with the pixels of `picture`.
pub(super) fn encode(picture: &Picture) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    let mut head = Vec::with_capacity(13);
    for side in [picture.width(), picture.height()] {
        head.extend(u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes());
    }
    // Eight bits, red green blue, and the only methods that there are.
    head.extend([8, 2, 0, 0, 0]);
    write_chunk(*b"IHDR", &head, &mut file);
    write_chunk(*b"IDAT", &compress(picture), &mut file);
    write_chunk(*b"IEND", &[], &mut file);
    file
}

fn compress(picture: &Picture) -> Vec<u8> {
    // A fast level: the terminal is usually on the same machine, and the user waits.
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut filtered = Vec::with_capacity(picture.width() * 3 + 1);
    for row in picture.pixels().chunks_exact(picture.width() * 3) {
        filtered.clear();
        filtered.push(FILTER_SUB);
        let before = [0; 3].iter().chain(row);
        let differences = row
            .iter()
            .zip(before)
            .map(|(now, before)| now.wrapping_sub(*before));
        filtered.extend(differences);
        // Writing to a `Vec` cannot fail.
        let _ = encoder.write_all(&filtered);
    }
    encoder.finish().unwrap_or_default()
}

fn write_chunk(kind: [u8; 4], data: &[u8], file: &mut Vec<u8>) {
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(data);
    file.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}
