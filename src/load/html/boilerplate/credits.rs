//! Recognizes lines that only say who took a picture ("Photo: Jane Doe, AP"), and counters of galleries.
//!
//! In a caption that says more, the credit belongs to the text; a caption that is nothing but a credit is one.

use crate::load::html::nodes;
use crate::load::html::page_metadata::attribute;
use dom_query::{Document, NodeId};

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

/// Parts of the classes of elements that name who made a picture.
const CREDIT_CLASS_PARTS: &[&str] = &["attribution", "copyright", "credit", "photographer"];

/// The longest credit of a picture, in bytes.
const MAX_CREDIT_BYTES: usize = 120;

/// Whether an element is the credit of a picture, by its class or, as a whole caption, by its words. A credit in a
/// caption that says more belongs to it.
pub(super) fn is_credit(document: &Document, id: NodeId) -> bool {
    let (has_credit_class, is_caption) = document.tree.query_node_or(&id, (false, false), |node| {
        let Some(element) = node.as_element() else {
            return (false, false);
        };
        let class = attribute(element, "class")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| class.contains(part));
        let name = &*element.name.local;
        (
            matches!(
                name,
                "div" | "p" | "span" | "small" | "figcaption" | "cite" | "em" | "i"
            ) && has(CREDIT_CLASS_PARTS),
            name == "figcaption" || has(&["caption"]),
        )
    });
    if !has_credit_class && !is_caption {
        return false;
    }
    let text = nodes::text_content(document, id, MAX_CREDIT_BYTES + 1);
    if text.is_empty() || text.len() > MAX_CREDIT_BYTES {
        return false;
    }
    (has_credit_class || is_whole_credit(&text))
        && !stands_in_longer_caption(document, id, text.len())
}

/// Whether a credit of `bytes` stands in a caption that says more.
fn stands_in_longer_caption(document: &Document, id: NodeId, bytes: usize) -> bool {
    let mut current = id;
    for _ in 0..4 {
        let Some(parent) = document
            .tree
            .query_node_or(&current, None, |node| node.parent)
        else {
            return false;
        };
        let is_caption = document.tree.query_node_or(&parent, false, |node| {
            node.as_element().is_some_and(|element| {
                &*element.name.local == "figcaption"
                    || attribute(element, "class")
                        .is_some_and(|class| class.to_ascii_lowercase().contains("caption"))
            })
        });
        if is_caption {
            return nodes::text_content(document, parent, 4 * MAX_CREDIT_BYTES).len() > bytes + 8;
        }
        current = parent;
    }
    false
}

/// Agencies and libraries of pictures, in lower case.
const AGENCIES: &[&str] = &[
    "afp",
    "alamy",
    "ap",
    "associated press",
    "bloomberg",
    "dpa",
    "epa",
    "flickr",
    "getty images",
    "gettyimages",
    "imago",
    "instagram",
    "istock",
    "istockphoto",
    "picture alliance",
    "pixabay",
    "reuters",
    "shutterstock",
    "unsplash",
    "zuma press",
    "wenn",
];

/// Whether a whole caption says nothing but who made the picture.
fn is_whole_credit(caption: &str) -> bool {
    if is_picture_credit(caption) {
        return true;
    }
    let words: Vec<&str> = caption.split_whitespace().collect();
    let lowercase = caption.to_lowercase();
    let key: String = lowercase
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let key = format!(" {} ", key.split_whitespace().collect::<Vec<_>>().join(" "));
    let names_agency = AGENCIES
        .iter()
        .any(|agency| key.contains(&format!(" {agency} ")));
    let small = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && !word.contains('.'))
        .count();
    names_agency && words.len() <= 8 && small <= 1
        || ["bild via ", "photo via ", "image via ", "via "]
            .iter()
            .any(|start| lowercase.starts_with(start))
            && words.len() <= 8
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
