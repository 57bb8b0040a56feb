//! Reads single lines: quotation signs, list markers, headings, rules.
//!
//! Widths are counted in characters, as the authors of wrapped text counted them. Each line is read on its own.

/// One line of a plain text.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainLine<'a> {
    /// The text, without quotation signs and without white space at its ends.
    pub body: &'a str,
    /// Columns before the body, after the quotation signs.
    pub indent: usize,
    /// The column after its last character, quotation signs included.
    pub width: usize,
    /// How many quotation signs come before it.
    pub quote_depth: u8,
}

/// Tab stops are this many columns apart.
pub(super) const TAB_WIDTH: usize = 8;

impl<'a> PlainLine<'a> {
    /// Reads `text`, which contains no line feed.
    pub(super) fn new(text: &'a str) -> Self {
        let rest = skip_quote_signs(text);
        let (signs, _) = text.split_at(text.len() - rest.len());
        let trimmed = rest.trim_end();
        let leading = trimmed.chars().take_while(|c| c.is_whitespace());
        let indent = leading.fold(0, |column, c| match c {
            '\t' => (column / TAB_WIDTH + 1) * TAB_WIDTH,
            _ => column + 1,
        });
        let body = trimmed.trim_start();
        Self {
            body,
            indent,
            width: signs.len() + indent + body.chars().count(),
            quote_depth: signs.bytes().filter(|byte| *byte == b'>').count() as u8,
        }
    }

    /// Whether the line is empty except for quotation signs.
    pub(super) fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// The width of the first word, in characters; 1 in scripts without spaces, where a line may break after any
    /// character.
    pub(super) fn first_word_width(&self) -> usize {
        if self.body.chars().next().is_some_and(is_ideographic) {
            return 1;
        }
        self.body.chars().take_while(|c| !c.is_whitespace()).count()
    }

    /// Whether the first character is a lower-case letter.
    pub(super) fn starts_lowercase(&self) -> bool {
        self.body.chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether the line ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        let is_closing = |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
        self.body
            .trim_end_matches(is_closing)
            .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '۔', '।'])
    }

    /// Whether the line is a rule: at least three of one sign, or `--`.
    pub(super) fn is_rule(&self) -> bool {
        let mut signs = self.body.chars().filter(|c| !c.is_whitespace());
        let Some(sign) = signs.next() else {
            return false;
        };
        "-*_=~—–•#+".contains(sign) && self.body.len() < 200 && {
            let mut repeats = 0;
            signs.all(|c| {
                repeats += 1;
                c == sign
            }) && (repeats >= 2 || (sign == '-' && repeats == 1 && self.body == "--"))
        }
    }

    /// The level of heading that this line gives to the one above it: 1 for `===`, 2 for `---`, `~~~` and the like.
    pub(super) fn underline_level(&self) -> Option<u8> {
        let sign = self.body.chars().next()?;
        let level = match sign {
            '=' => 1,
            '-' | '~' | '^' | '¯' => 2,
            _ => return None,
        };
        let is_underline = self.body.len() >= 3 && self.body.chars().all(|c| c == sign);
        is_underline.then_some(level)
    }
}

/// The smallest indent of `lines`, in columns.
pub(super) fn min_indent(lines: &[PlainLine<'_>]) -> usize {
    lines.iter().map(|line| line.indent).min().unwrap_or(0)
}

/// What follows the quotation signs of a line, of which 12 are read at most.
fn skip_quote_signs(line: &str) -> &str {
    let mut depth = 0_u8;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        // ">50 people" is a number, not a quotation. ">>>" may be a prompt, but is read as a quotation.
        let is_comparison =
            depth == 0 && inner.starts_with(|c: char| c.is_ascii_digit() || c == '=');
        if is_comparison || depth == 12 {
            break;
        }
        depth += 1;
        rest = inner;
        if let Some(next) = inner.strip_prefix(' ').filter(|next| next.starts_with('>')) {
            rest = next;
        }
    }
    match depth {
        0 => line,
        _ => rest.strip_prefix(' ').unwrap_or(rest),
    }
}

/// The marker of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemMarker {
    /// A bullet of any shape.
    Bullet(char),
    /// A number.
    Number(u32),
    /// A letter.
    Letter(char),
}

/// The first line of a list item.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemLine<'a> {
    pub marker: ItemMarker,
    /// The marker as it is written.
    pub sign: &'a str,
    /// What follows it.
    pub text: &'a str,
}

/// Reads `body` as the first line of a list item.
pub(super) fn parse_item(body: &str) -> Option<ItemLine<'_>> {
    let (sign, text) = body.split_once([' ', '\t'])?;
    let text = text.trim_start();
    if text.is_empty() || sign.len() > 5 {
        return None;
    }
    let item = |marker| ItemLine { marker, sign, text };
    let mut chars = sign.chars();
    let first = chars.next()?;
    // Memos that must do with ASCII write "o  text".
    let is_bullet = "-*+•◦▪‣·●○■".contains(first) || first == 'o' && body.starts_with("o  ");
    if chars.next().is_none() && is_bullet {
        return Some(item(ItemMarker::Bullet(first)));
    }
    let inner = sign.strip_prefix('(').unwrap_or(sign);
    let in_parentheses = inner.strip_suffix(')');
    let number_or_letter =
        in_parentheses.or_else(|| inner.strip_suffix('.').filter(|_| inner == sign))?;
    if let Ok(number) = number_or_letter.parse::<u32>() {
        return (number_or_letter.len() <= 3).then_some(item(ItemMarker::Number(number)));
    }
    let mut letters = number_or_letter.chars();
    match (letters.next(), letters.next()) {
        (Some(c @ 'a'..='z'), None) => in_parentheses.map(|_| item(ItemMarker::Letter(c))),
        _ => None,
    }
}

/// A heading on one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeadingLine<'a> {
    pub level: u8,
    pub text: &'a str,
}

/// Reads `body` as a heading that is recognisable by itself: `# Text`, `== Text ==`, "CHAPTER IV.", capitals.
pub(super) fn parse_heading(body: &str) -> Option<HeadingLine<'_>> {
    if body.len() > 240 {
        return None;
    }
    for sign in ['#', '='] {
        let text = body.trim_start_matches(sign);
        let level = body.len() - text.len();
        let title = text.trim_end_matches(sign).trim();
        let is_closed = sign == '#' || text.ends_with(sign);
        if (1..=6).contains(&level) && text.starts_with(' ') && !title.is_empty() && is_closed {
            return Some(HeadingLine {
                level: level as u8,
                text: title,
            });
        }
    }
    (is_chapter_heading(body) || is_all_capitals(body)).then_some(HeadingLine {
        level: 2,
        text: body,
    })
}

/// Whether the line is the heading of a part of a book: "Chapter 12", "BOOK II", "IV.".
pub(super) fn is_chapter_heading(body: &str) -> bool {
    const PARTS: [&str; 10] = [
        "chapter", "chap.", "book", "part", "act", "scene", "canto", "letter", "volume", "section",
    ];
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first",
        "the",
    ];
    if body.len() > 80 {
        return false;
    }
    let mut words = body.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_number = |word: &str| {
        let bare_word = word.trim_end_matches(['.', ':', ',', ')', '-', '—']);
        let is_roman =
            !bare_word.is_empty() && bare_word.bytes().all(|b| b"IVXLCivxlc".contains(&b));
        is_roman
            || (!bare_word.is_empty() && bare_word.bytes().all(|b| b.is_ascii_digit()))
            || WORDS
                .iter()
                .any(|name| bare_word.eq_ignore_ascii_case(name))
    };
    let starts_with_part = PARTS.iter().any(|part| first.eq_ignore_ascii_case(part))
        && first.starts_with(char::is_uppercase);
    match words.next() {
        Some(next) if starts_with_part => {
            is_number(next) && (!body.ends_with(',')) && words.count() <= 8
        }
        // A Roman numeral with a period; "I" alone is a word.
        None => {
            let bare_word = first.trim_end_matches('.');
            bare_word.len() < first.len()
                && !bare_word.is_empty()
                && bare_word.bytes().all(|b| b"IVXLC".contains(&b))
        }
        Some(_) => false,
    }
}

/// Whether the line is short, all in capitals and not a sentence.
fn is_all_capitals(body: &str) -> bool {
    // Checked first because it ends at the second letter of nearly every line.
    if body.chars().any(char::is_lowercase) {
        return false;
    }
    let capitals = body.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 3
        && body.chars().count() <= 72
        && !body.ends_with([',', ';', '!', '?', '"', '”'])
        && !body.contains(['{', '}', '=', '<', '>', '|', '\\'])
        && capitals * 2 >= body.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether a character belongs to a script without spaces between words.
pub(in crate::load) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_markers_are_parsed() {
        let parsed = |body| parse_item(body).map(|item| (item.marker, item.sign, item.text));
        for (body, expected) in [
            ("- one", (ItemMarker::Bullet('-'), "-", "one")),
            ("12. one", (ItemMarker::Number(12), "12.", "one")),
            ("(a) one", (ItemMarker::Letter('a'), "(a)", "one")),
        ] {
            assert_eq!(parsed(body), Some(expected));
        }
        for body in ["A. Smith wrote", "1999. It was", "a. b", "-5 degrees"] {
            assert_eq!(parsed(body), None);
        }
    }

    #[test]
    fn headings_are_parsed() {
        let parsed = |body| parse_heading(body).map(|heading| (heading.level, heading.text));
        for (body, text) in [
            ("## Two", "Two"),
            ("== Two ==", "Two"),
            ("CHAPTER IV. The Storm", "CHAPTER IV. The Storm"),
            ("Chapter 1", "Chapter 1"),
            ("XIV.", "XIV."),
        ] {
            assert_eq!(parsed(body), Some((2, text)));
        }
        for body in ["#hashtag", "I", "Part of the plan", "He went."] {
            assert_eq!(parsed(body), None);
        }
    }

    #[test]
    fn quotation_depth_is_counted() {
        assert_eq!(
            (
                PlainLine::new("> > two").quote_depth,
                PlainLine::new("> > two").body
            ),
            (2, "two")
        );
        assert_eq!(PlainLine::new(">> two").quote_depth, 2);
        assert_eq!(PlainLine::new(">50 people").quote_depth, 0);
    }

    #[test]
    fn rules_are_recognised() {
        assert!(PlainLine::new("* * *").is_rule());
        assert!(PlainLine::new("-----").is_rule());
        assert!(!PlainLine::new("**").is_rule());
        assert!(!PlainLine::new("a").is_rule());
    }
}
