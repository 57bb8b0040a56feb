//! The sequences of kitty's and iTerm2's protocols.
//!
//! Sources: kitty's page "Terminal graphics protocol", iTerm2's page "Images".

use base64::prelude::{BASE64_STANDARD, Engine};
use ratatui::layout::Rect;
use std::fmt::Write as _;

/// The number of the picture, by which it is deleted. Only one is shown at a time. Its bytes are "byl"; other programs in the
/// same window are unlikely to use it.
const IMAGE_ID: u32 = 0x0062_796c;

/// The longest piece of base64 in one sequence of kitty's protocol, in bytes.
const CHUNK_BYTES: usize = 4096;

/// The sequence that removes the picture of kitty's protocol from the screen and from the terminal's memory.
pub(in crate::terminal) fn delete_sequence() -> String {
    format!("\x1b_Ga=d,d=I,i={IMAGE_ID},q=2\x1b\\")
}

/// Writes a PNG file by kitty's protocol, at the cursor, which stays. It is as wide as `area` if `by_width` is set, else as high;
/// the other side follows from its shape.
pub(super) fn write_kitty(file: &[u8], area: Rect, by_width: bool, out: &mut String) {
    let coded = BASE64_STANDARD.encode(file);
    let size = if by_width {
        format!("c={}", area.width)
    } else {
        format!("r={}", area.height)
    };
    let mut rest = coded.as_str();
    let mut keys = format!("a=T,f=100,t=d,i={IMAGE_ID},p=1,{size},C=1,q=2,");
    while let Some((piece, after)) = rest.split_at_checked(rest.len().min(CHUNK_BYTES)) {
        let more = u8::from(!after.is_empty());
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\x1b_G{keys}m={more};{piece}\x1b\\");
        rest = after;
        keys.clear();
        keys.push_str("q=2,");
        if rest.is_empty() {
            break;
        }
    }
}

/// Writes a PNG file by iTerm2's protocol, at the cursor, in its own shape within `area`.
pub(super) fn write_iterm2(file: &[u8], area: Rect, out: &mut String) {
    let Rect { width, height, .. } = area;
    // Writing to a `String` cannot fail.
    let _ = write!(
        out,
        "\x1b]1337;File=inline=1;size={};width={width};height={height};preserveAspectRatio=1;doNotMoveCursor=1:{}\x07",
        file.len(),
        BASE64_STANDARD.encode(file)
    );
}
