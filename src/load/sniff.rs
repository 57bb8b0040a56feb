//! Decides from the first bytes of a file whether it is text at all.
//!
//! Holds the signatures of formats that cannot be read, and the share of control bytes above which input is not text.
//! Text with escape sequences or a few NULs counts as text. EPUB books and PDF documents pass, since they have loaders
//! of their own.

use super::FileFormat;

/// The bytes a format begins with, and its name with an article.
type Signature = (&'static [u8], &'static str);

const SIGNATURES: &[Signature] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a WebAssembly program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document",
    ),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"OggS\0", "an Ogg recording"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"fLaC\0", "a FLAC recording"),
    (b"wOFF\0", "a font"),
    (b"wOF2\0", "a font"),
    (b"\0\x01\0\0\0", "a font"),
    (b"\x1a\x45\xdf\xa3", "a video"),
    (b"MZ\x90\0", "a Windows program"),
];

/// A file that cannot be read as any format.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BinaryFile {
    /// What it looks like: "a PNG image".
    pub(super) kind: &'static str,
    /// What to do about it: "; unpack it first", or empty.
    pub(super) advice: &'static str,
}

/// What a file is whose first bytes are `head`, if it cannot be read. `declared` is the format that its name indicates.
pub(super) fn detect_binary(head: &[u8], declared: Option<FileFormat>) -> Option<BinaryFile> {
    let declared_binary =
        declared.filter(|format| matches!(format, FileFormat::Epub | FileFormat::Pdf));
    let has_loader = declared_binary.is_some_and(|format| format.accepts_head(head));
    if has_loader
        || matches!(
            FileFormat::from_bytes(head),
            Some(FileFormat::Epub | FileFormat::Pdf)
        )
    {
        return None;
    }
    let kind =
        match_signature(head).or_else(|| has_binary_controls(head).then_some("binary data"))?;
    let advice = match kind {
        "a Word document" | "an old Office document" => "; save it as plain text and open that",
        _ if kind.ends_with("archive") => "; unpack it first",
        _ => "",
    };
    Some(BinaryFile { kind, advice })
}

fn match_signature(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(zip_kind(head));
    }
    let found = SIGNATURES
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, kind)| *kind);
    let at = |offset: usize, magic: &[u8]| {
        head.get(offset..)
            .is_some_and(|rest| rest.starts_with(magic))
    };
    let riff = at(0, b"RIFF");
    found.or(match () {
        () if riff && at(8, b"WEBP") => Some("a WebP image"),
        () if riff && at(8, b"WAVE") => Some("a WAV recording"),
        () if at(4, b"ftyp") && at(0, b"\0") => Some("a video or a photo"),
        () if at(257, b"ustar") => Some("a tar archive"),
        () => None,
    })
}

/// What kind of zip archive it is, by the first file names, which are stored uncompressed.
fn zip_kind(head: &[u8]) -> &'static str {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"word/") {
        "a Word document"
    } else if holds(b"application/vnd.oasis.opendocument") {
        "an OpenDocument file"
    } else {
        "a zip archive"
    }
}

/// Whether there are too many control bytes for text: more than 1 NUL in 100 bytes, or 1 of the others in 20.
fn has_binary_controls(head: &[u8]) -> bool {
    if super::decode::detect_utf16(head).is_some() || super::decode::detect_utf32(head).is_some() {
        return false;
    }
    let mut nuls = 0;
    let mut others = 0;
    let mut printable = false;
    for &byte in head {
        match byte {
            0 => nuls += 1,
            // Found in text: BEL and BS from programs, white space, charset shifts, ESC.
            0x07..=0x0f | 0x1b | b' ' => {}
            0x01..=0x1f | 0x7f => others += 1,
            _ => printable = true,
        }
    }
    printable && (nuls * 100 > head.len() || others * 20 > head.len())
        // A device of endless zeros. A short file of control bytes is reported as having no text later.
        || nuls == head.len() && nuls >= 4096
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(head: &[u8]) -> Option<&'static str> {
        detect_binary(head, None).map(|binary| binary.kind)
    }

    #[test]
    fn images_archives_and_programs_are_identified() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\nxxxx"), Some("a PNG image"));
        assert_eq!(kind(b"\x7fELF\x02\x01\x01"), Some("a program"));
        assert_eq!(kind(b"\x1f\x8b\x08\0"), Some("a gzip archive"));
        assert_eq!(kind(b"PK\x03\x04abc"), Some("a zip archive"));
    }

    /// Protects: files with a loader of their own reach it, by their first bytes or by their name.
    #[test]
    fn books_and_pdf_documents_are_accepted() {
        assert_eq!(kind(b"PK\x03\x04....mimetypeapplication/epub+zip"), None);
        assert_eq!(kind(b"PK\x03\x04....META-INF/container.xml"), None);
        assert_eq!(kind(b"%PDF-1.7\n\0\0\0\0\0\0\0"), None);
        assert_eq!(
            detect_binary(b"PK\x03\x04\0\0\0", Some(FileFormat::Epub)),
            None
        );
        let image = b"\x89PNG\r\n\x1a\nxxxx";
        assert!(detect_binary(image, Some(FileFormat::Epub)).is_some());
        assert!(detect_binary(image, Some(FileFormat::Pdf)).is_some());
    }

    #[test]
    fn random_bytes_are_binary() {
        let mut state = 7_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(4096)
        .collect();
        assert_eq!(kind(&noise), Some("binary data"));
    }

    #[test]
    fn coloured_logs_and_stray_nuls_are_text() {
        assert_eq!(kind(b"\x1b[31mred\x1b[0m and \x07 a bell"), None);
        let mut text = "A long enough text about nothing. ".repeat(20).into_bytes();
        text.insert(100, 0);
        assert_eq!(kind(&text), None);
    }

    #[test]
    fn utf_16_is_text_although_half_of_it_is_nul() {
        let wide: Vec<u8> = "Plain words here"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(kind(&wide), None);
    }
}
