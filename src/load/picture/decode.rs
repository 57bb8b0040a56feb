//! Decodes pictures: PNG, JPEG, GIF and WebP, each by a crate of its own. Of an animation, the first frame.
//!
//! The size in the head of the file is checked before memory is taken for the pixels.

mod orientation;

use super::DAMAGED;
use crate::document::Picture;
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The most pixels that are decoded.
const MAX_PIXELS: usize = 50_000_000;

/// The most memory that a decoder may take, in bytes: four for each pixel, and something for itself.
const MAX_MEMORY: usize = 4 * MAX_PIXELS + (64 << 20);

/// How often a progressive JPEG may refine the picture. Each time takes as long as decoding it once.
const MAX_SCANS: usize = 48;

const TOO_LARGE: &str = "it has more than 50 million pixels";

/// The picture in `bytes`, or a clause that says why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture, &'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => decode_png(bytes),
        [0xff, 0xd8, 0xff, ..] => decode_jpeg(bytes),
        [b'G', b'I', b'F', b'8', ..] => decode_gif(bytes),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => decode_webp(bytes),
        _ => Err(refusal(bytes)),
    }
}

/// Why `bytes`, which are of no known kind, are not decoded.
fn refusal(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') && text.contains("<svg") {
        "it is an SVG drawing, which byline cannot draw"
    } else if text.starts_with('<') {
        "there is a page in its place"
    } else if head.get(4..8) == Some(b"ftyp") {
        "it is an AVIF, HEIC or video file, which byline cannot read"
    } else if head.is_empty() {
        "it is empty"
    } else {
        "it is not a PNG, JPEG, GIF or WebP picture"
    }
}

/// The number of pixels, if that is no more than is decoded.
fn check_size(width: usize, height: usize) -> Result<usize, &'static str> {
    match width.checked_mul(height) {
        Some(0) => Err(DAMAGED),
        Some(count @ ..=MAX_PIXELS) => Ok(count),
        _ => Err(TOO_LARGE),
    }
}

fn decode_png(bytes: &[u8]) -> Result<Picture, &'static str> {
    let limits = png::Limits { bytes: MAX_MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let head = decoder.read_header_info().map_err(|_error| DAMAGED)?;
    let (width, height) = (head.width as usize, head.height as usize);
    check_size(width, height)?;
    let mut reader = decoder.read_info().map_err(|_error| DAMAGED)?;
    let mut pixels = vec![255; reader.output_buffer_size().ok_or(TOO_LARGE)?];
    let frame = reader.next_frame(&mut pixels).map_err(|_error| DAMAGED)?;
    let channels = frame.color_type.samples();
    let size = (frame.width as usize, frame.height as usize);
    Picture::from_pixels(size.0, size.1, channels, &pixels).ok_or(DAMAGED)
}

fn decode_jpeg(bytes: &[u8]) -> Result<Picture, &'static str> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MAX_SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_error| DAMAGED)?;
    let (width, height) = decoder.dimensions().ok_or(DAMAGED)?;
    check_size(width, height)?;
    let pixels = decoder.decode().map_err(|_error| DAMAGED)?;
    let colours = decoder.output_colorspace().ok_or(DAMAGED)?;
    let picture = Picture::from_pixels(width, height, colours.num_components(), &pixels);
    let turned = decoder
        .exif()
        .map_or(1, |exif| orientation::orientation(exif));
    picture.map(|picture| picture.turned(turned)).ok_or(DAMAGED)
}

fn decode_gif(bytes: &[u8]) -> Result<Picture, &'static str> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    if let Some(limit) = std::num::NonZeroU64::new(MAX_MEMORY as u64) {
        options.set_memory_limit(gif::MemoryLimit::Bytes(limit));
    }
    let mut decoder = options.read_info(bytes).map_err(|_error| DAMAGED)?;
    let (width, height) = (usize::from(decoder.width()), usize::from(decoder.height()));
    let count = check_size(width, height)?;
    let frame = decoder.read_next_frame().map_err(|_error| DAMAGED)?;
    let frame = frame.ok_or(DAMAGED)?;
    // What the frame does not cover is transparent.
    let mut canvas = vec![0; count * 4];
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let rows = frame
        .buffer
        .chunks_exact((usize::from(frame.width) * 4).max(1));
    for (row, y) in rows.zip(top..height) {
        let shown = usize::from(frame.width).min(width.saturating_sub(left));
        let start = (y * width + left) * 4;
        let into = canvas.get_mut(start..start + shown * 4);
        if let (Some(into), Some(row)) = (into, row.get(..shown * 4)) {
            into.copy_from_slice(row);
        }
    }
    Picture::from_pixels(width, height, 4, &canvas).ok_or(DAMAGED)
}

fn decode_webp(bytes: &[u8]) -> Result<Picture, &'static str> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|_error| DAMAGED)?;
    decoder.set_memory_limit(MAX_MEMORY);
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    check_size(width, height)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(TOO_LARGE)?];
    decoder.read_image(&mut pixels).map_err(|_error| DAMAGED)?;
    Picture::from_pixels(width, height, channels, &pixels).ok_or(DAMAGED)
}
