//! How a camera was held, as a JPEG file says in its Exif data.

/// The number of the tag, and of the type that its value has.
const TAG: u16 = 0x0112;
const SHORT: u16 = 3;

/// The most tags that are looked at; cameras write a few dozen.
const MAX_TAGS: usize = 256;

/// The orientation in `exif`, the data after its name: 1 to 8, and 1 if it does not say.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    find(exif)
        .filter(|found| (1..=8).contains(found))
        .unwrap_or(1)
}

fn find(exif: &[u8]) -> Option<u8> {
    let is_little = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let bytes = |at: usize, count: usize| exif.get(at..at.checked_add(count)?);
    let short = |at: usize| {
        let two: [u8; 2] = bytes(at, 2)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let long: [u8; 4] = bytes(4, 4)?.try_into().ok()?;
    let start = if is_little {
        u32::from_le_bytes(long)
    } else {
        u32::from_be_bytes(long)
    };
    let start = usize::try_from(start).ok()?;
    let count = usize::from(short(start)?).min(MAX_TAGS);
    let entry = (0..count)
        .map(|nth| start.saturating_add(2 + 12 * nth))
        .find(|&at| short(at) == Some(TAG))?;
    let is_short = short(entry + 2) == Some(SHORT);
    let value = short(entry + 8).filter(|_| is_short)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the orientation is found in either order of bytes, and damaged data means nothing.
    #[test]
    fn the_orientation_is_read() {
        let big = b"MM\0*\0\0\0\x08\0\x02\x01\0\0\x04\0\0\0\x01\0\0\0\x09\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        assert_eq!(orientation(big), 6);
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0";
        assert_eq!(orientation(little), 8);
        for end in 0..little.len() - 3 {
            assert_eq!(orientation(little.get(..end).unwrap()), 1, "{end}");
        }
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), 1);
        let wrong = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0";
        assert_eq!(orientation(wrong), 1);
    }
}
