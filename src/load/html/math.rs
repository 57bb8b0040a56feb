//! Writes formulas in one line of plain text.
//!
//! What the author gives as text comes first: `alttext`, or the TeX in an annotation. Otherwise the elements of MathML
//! are read: fractions, roots and indices keep their meaning, as `(n+1)/2`, `√x` and `xₙ²`.

use super::nodes;
use super::page_metadata::attribute;
use super::script::{ScriptPosition, attach_script};
use crate::load::clean::collapse_spaces;
use dom_query::{Document, NodeData, NodeId};

/// Formulas nested more deeply are read as plain text.
const MAX_DEPTH: usize = 48;

/// The longest formula, in bytes.
const MAX_BYTES: usize = 4000;

/// The formula in the `math` element `id`; empty if it has no text.
pub(super) fn formula_text(document: &Document, id: NodeId) -> String {
    let text = given_text(document, id).unwrap_or_else(|| read(document, id, 0));
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{2061}'..='\u{2064}'))
        .take(MAX_BYTES)
        .collect();
    collapse_spaces(&visible)
}

/// The text that the author gives for a formula.
fn given_text(document: &Document, id: NodeId) -> Option<String> {
    let own = document.tree.query_node_or(&id, None, |node| {
        let text = attribute(node.as_element()?, "alttext")?;
        Some(without_display_style(text).to_owned())
    });
    let annotation = || {
        let is_tex = |id: &NodeId| {
            document.tree.query_node_or(id, false, |node| {
                node.as_element().is_some_and(|element| {
                    &*element.name.local == "annotation"
                        && attribute(element, "encoding")
                            .is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
                })
            })
        };
        let found = nodes::descendants(document, id).find(is_tex)?;
        let text = nodes::raw_text(document, found);
        Some(without_display_style(&text).to_owned())
    };
    own.filter(|text| !text.is_empty())
        .or_else(|| annotation().filter(|text| !text.is_empty()))
}

/// TeX without the `{\displaystyle …}` that wikis wrap it in.
pub(super) fn without_display_style(text: &str) -> &str {
    let text = text.trim();
    let inner = ["{\\displaystyle", "{\\textstyle"]
        .iter()
        .find_map(|start| text.strip_prefix(start)?.strip_suffix('}'));
    inner.unwrap_or(text).trim()
}

/// Reads an element of a formula.
fn read(document: &Document, id: NodeId, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return nodes::raw_text(document, id);
    }
    let name = document.tree.query_node_or(&id, String::new(), |node| {
        node.as_element()
            .map(|element| (*element.name.local).to_owned())
            .unwrap_or_default()
    });
    if matches!(name.as_str(), "annotation" | "annotation-xml") {
        return String::new();
    }
    let children: Vec<NodeId> = document.tree.child_ids_of_it(&id, false).collect();
    let parts: Vec<String> = children
        .iter()
        .filter_map(|child| read_child(document, *child, depth))
        .collect();
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    let with = |base: &str, position, script: &str| {
        let mut text = base.to_owned();
        attach_script(&mut text, position, &script.replace(' ', ""));
        if base.ends_with(['∑', '∏', '∫', '⋃', '⋂']) {
            text.push(' ');
        }
        text
    };
    match name.as_str() {
        "mfrac" => format!("{}/{}", grouped(part(0)), grouped(part(1))),
        "msqrt" => format!("√{}", grouped(&parts.concat())),
        "mroot" => format!(
            "{}√{}",
            with("", ScriptPosition::Superscript, part(1)).trim_start_matches('^'),
            grouped(part(0))
        ),
        // A dot or a bar over a letter.
        "mover" if part(1).chars().all(|c| !c.is_alphanumeric()) => {
            format!("{}{}", part(0), part(1))
        }
        "msup" | "mover" => with(part(0), ScriptPosition::Superscript, part(1)),
        "msub" | "munder" => with(part(0), ScriptPosition::Subscript, part(1)),
        "msubsup" | "munderover" => with(
            with(part(0), ScriptPosition::Subscript, part(1)).trim_end(),
            ScriptPosition::Superscript,
            part(2),
        ),
        "mtr" => parts.join(", "),
        "mtable" => parts.join("; "),
        "mspace" => " ".to_owned(),
        "mo" => {
            let sign = parts.concat();
            match sign.trim() {
                sign @ ("=" | "<" | ">" | "≤" | "≥" | "≈" | "≠" | "→" | "∈" | "≡") => {
                    format!(" {sign} ")
                }
                sign => sign.to_owned(),
            }
        }
        _ => parts.concat(),
    }
}

/// Reads a child; `None` if it is only white space between elements.
fn read_child(document: &Document, id: NodeId, depth: usize) -> Option<String> {
    let text = document
        .tree
        .query_node_or(&id, None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.trim().to_owned()),
            NodeData::Element(_) => None,
            _ => Some(String::new()),
        });
    match text {
        Some(text) => (!text.is_empty()).then_some(text),
        None => Some(read(document, id, depth + 1)),
    }
}

/// A part of a formula, in brackets if it is more than one number or name.
fn grouped(part: &str) -> String {
    let part = part.trim();
    if part.chars().all(char::is_alphanumeric) || part.chars().count() == 1 {
        part.to_owned()
    } else {
        format!("({part})")
    }
}
