//! Recognizes lines that only say who took a picture ("Photo: Jane Doe, AP"), and counters of galleries.
//!
//! Captions are never such lines: there, the credit belongs to the text.

/// The longest such line, in bytes.
const MAX_LINE_BYTES: usize = 110;

/// Words before the name of a photographer or an agency, in lower case.
const LABELS: &[&str] = &[
    "photo",
    "photos",
    "photo by",
    "photograph",
    "photograph by",
    "photographs",
    "photo credit",
    "image",
    "image by",
    "image credit",
    "image credits",
    "images",
    "picture",
    "pictures",
    "picture credit",
    "credit",
    "credits",
    "foto",
    "fotos",
    "foto von",
    "fotocredit",
    "bild",
    "bilder",
    "bildquelle",
    "bildnachweis",
    "bild von",
    "titelbild",
    "beitragsbild",
    "symbolbild",
    "crédit",
    "crédit photo",
    "crédits photo",
    "crédits photos",
    "crédito",
    "fotografía",
    "imagen",
    "foto de",
    "fot",
    "zdjęcie",
    "фото",
    "illustration",
    "video",
    "grafik",
];

/// Whether `line` only names who made a picture.
pub(super) fn is_picture_credit(line: &str) -> bool {
    if line.len() > MAX_LINE_BYTES {
        return false;
    }
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '*' | '|');
    let start = line.trim_start_matches(is_edge);
    if let Some(rest) = start.strip_prefix('©') {
        return rest.split_whitespace().count() <= 8;
    }
    let Some((label, name)) = start.split_once([':', '©']) else {
        return false;
    };
    let label = label.trim().trim_end_matches('.').to_lowercase();
    // A sentence after the label describes the picture: then it is a caption.
    let words: Vec<&str> = name.split_whitespace().collect();
    let lowercase = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    LABELS.contains(&label.as_str()) && words.len() <= 10 && lowercase * 2 <= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: lines with nothing but a credit are recognised, and descriptions and sentences are not.
    #[test]
    fn credits_are_told_from_descriptions() {
        for line in [
            "Photo: Jane Doe, AP",
            "(Image credit: Blue Example)",
            "Foto: Sascha Klahn",
            "© 2019 Example Images",
            "Crédits photos : Bestimage",
        ] {
            assert!(is_picture_credit(line), "{line}");
        }
        for line in [
            "Photo: the harbour after the storm of last night",
            "Image is everything: Jane Doe says so",
            "Jane Doe took the photo",
            "Credit: the bank gave it to all who asked for it",
        ] {
            assert!(!is_picture_credit(line), "{line}");
        }
    }
}
