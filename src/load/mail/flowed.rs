//! Two conventions of plain-text mail: `format=flowed` (RFC 3676), where a space at the end of a line means that the
//! paragraph continues, and the signature separator, a line of `-- `.

/// Joins the flowed lines of `text`. With `delete_space` (the `DelSp` parameter) the space at the end of a flowed line
/// is removed.
pub(super) fn unflow(text: &str, delete_space: bool) -> String {
    let mut unflowed = String::with_capacity(text.len());
    // The quotation depth of a line that continues.
    let mut continued_depth: Option<usize> = None;
    for (number, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let (signs, unquoted) = line.split_at(depth);
        let body = unquoted.strip_prefix(' ').unwrap_or(unquoted);
        let is_signature = body == "-- ";
        if continued_depth != Some(depth) || is_signature || body.is_empty() {
            if number > 0 {
                unflowed.push('\n');
            }
            unflowed.push_str(signs);
            unflowed.push_str(if depth > 0 { " " } else { "" });
        }
        let flows = body.ends_with(' ') && !is_signature;
        let kept = body.strip_suffix(' ').filter(|_| flows && delete_space);
        unflowed.push_str(kept.unwrap_or(body));
        continued_depth = flows.then_some(depth);
    }
    unflowed
}

/// The text of a message in two parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SignedText<'a> {
    pub(super) body: &'a str,
    /// Empty if there is none.
    pub(super) signature: &'a str,
}

/// Splits `text` at the separator. Only the last one counts, and none inside a quotation.
pub(super) fn split_signature(text: &str) -> SignedText<'_> {
    let mut parts = SignedText {
        body: text,
        signature: "",
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end_matches(['\r', '\n']) == "-- " {
            let (body, rest) = text.split_at(start);
            let (_, signature) = rest.split_at(line.len());
            parts = SignedText { body, signature };
        }
        start += line.len();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: paragraphs are joined as they were typed, and quotations stay separate.
    #[test]
    fn flowed_lines_are_joined() {
        assert_eq!(unflow("One \ntwo\nthree", false), "One two\nthree");
        assert_eq!(unflow("> a \n> b\n>> c\nd", false), "> a b\n>> c\nd");
        assert_eq!(unflow("東 \n京", true), "東京");
        assert_eq!(unflow("a \n-- \nb", false), "a \n-- \nb");
        assert_eq!(unflow("a\n\nb \n\nc", false), "a\n\nb \n\nc");
    }

    /// Protects: the last separator counts, and a plain line of hyphens is not one.
    #[test]
    fn the_signature_is_separated() {
        for (text, body, signature) in [
            ("a\n-- \nAnn\n", "a\n", "Ann\n"),
            ("a\n--\nb", "a\n--\nb", ""),
        ] {
            assert_eq!(split_signature(text), SignedText { body, signature });
        }
    }
}
