//! The two conventions of plain text in mail.
//!
//! Owns `format=flowed`, where a blank at a line's end says that the paragraph goes on, and the line `-- ` above a signature.

/// `text` with its flowed lines joined; `joined` says that the blank at the line's end is none of the text's (DelSp).
pub(super) fn unflow(text: &str, joined: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    // The quotation depth of a line that goes on.
    let mut open: Option<usize> = None;
    for (number, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let unquoted = line.trim_start_matches('>');
        let depth = line.len() - unquoted.len();
        let body = unquoted.strip_prefix(' ').unwrap_or(unquoted);
        let signature = body == "-- ";
        if open != Some(depth) || signature || body.is_empty() {
            if number > 0 {
                whole.push('\n');
            }
            whole.push_str(line.get(..depth).unwrap_or_default());
            whole.push_str(if depth > 0 { " " } else { "" });
        }
        let flows = body.ends_with(' ') && !signature;
        let kept = body.strip_suffix(' ').filter(|_| flows && joined);
        whole.push_str(kept.unwrap_or(body));
        open = flows.then_some(depth);
    }
    whole
}

/// The text before the signature, and the signature. Only the last one counts, and no quoted one.
pub(super) fn signature(text: &str) -> (&str, &str) {
    let mut from = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        if line.trim_end_matches(['\r', '\n']) == "-- " {
            found = Some((from, from + line.len()));
        }
        from += line.len();
    }
    match found {
        Some((end, begin)) => (
            text.get(..end).unwrap_or_default(),
            text.get(begin..).unwrap_or_default(),
        ),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: paragraphs are joined as they were typed, and quotations stay apart.
    #[test]
    fn flowed_lines_are_joined() {
        assert_eq!(unflow("One \ntwo\nthree", false), "One two\nthree");
        assert_eq!(unflow("> a \n> b\n>> c\nd", false), "> a b\n>> c\nd");
        assert_eq!(unflow("東 \n京", true), "東京");
        assert_eq!(unflow("a \n-- \nb", false), "a \n-- \nb");
        assert_eq!(unflow("a\n\nb \n\nc", false), "a\n\nb \n\nc");
    }

    /// Protects: the last signature line counts, and a list of dashes is none.
    #[test]
    fn the_signature_is_apart() {
        assert_eq!(signature("a\n-- \nAnn\n"), ("a\n", "Ann\n"));
        assert_eq!(signature("a\n--\nb"), ("a\n--\nb", ""));
    }
}
