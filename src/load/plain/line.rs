//! Lines, and what can be told from one of them alone.
//!
//! Owns the reading of a line's marks: quotation signs, list markers, headings, rules. Widths here are counted in
//! characters, which is what the authors of wrapped text counted in. Knows no other line.

/// One line of a plain text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Without quotation signs and without blanks at both ends.
    pub body: &'a str,
    /// Columns before the body, after the quotation signs.
    pub indent: usize,
    /// The column after its last character, quotation signs and all.
    pub width: usize,
    /// How many quotations it stands in.
    pub quote: u8,
}

/// Tabs lead to the next multiple of this many columns.
pub(super) const TAB: usize = 8;

impl<'a> Line<'a> {
    /// Read `text`, which has no line feed.
    pub(super) fn new(text: &'a str) -> Self {
        let (quote, rest) = quotation(text);
        let raw = rest.trim_end();
        let body = raw.trim_start();
        let blanks = raw.get(..raw.len() - body.len()).unwrap_or_default();
        let indent = blanks.chars().fold(0, |column, c| match c {
            '\t' => (column / TAB + 1) * TAB,
            _ => column + 1,
        });
        let signs = text.len() - rest.len();
        let width = signs + indent + body.chars().count();
        Self {
            body,
            indent,
            width,
            quote,
        }
    }

    /// Nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// How many characters its first word has; in scripts without blanks a break may come after one character.
    pub(super) fn first_word(&self) -> usize {
        if self.body.chars().next().is_some_and(is_ideographic) {
            return 1;
        }
        self.body.chars().take_while(|c| !c.is_whitespace()).count()
    }

    /// Its first letter is a small one.
    pub(super) fn starts_small(&self) -> bool {
        self.body.chars().next().is_some_and(char::is_lowercase)
    }

    /// It ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        let closing = |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
        self.body
            .trim_end_matches(closing)
            .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '۔', '।'])
    }

    /// A line across: at least three of one sign.
    pub(super) fn is_rule(&self) -> bool {
        let mut signs = self.body.chars().filter(|c| !c.is_whitespace());
        let Some(sign) = signs.next() else {
            return false;
        };
        "-*_=~—–•#+".contains(sign) && self.body.len() < 200 && {
            let mut more = 0;
            signs.all(|c| {
                more += 1;
                c == sign
            }) && (more >= 2 || (sign == '-' && more == 1 && self.body == "--"))
        }
    }

    /// The level of heading that this line makes of the one before it: `===` 1, `---` and `~~~` 2.
    pub(super) fn underline(&self) -> Option<u8> {
        let sign = self.body.chars().next()?;
        let level = match sign {
            '=' => 1,
            '-' | '~' | '^' | '¯' => 2,
            _ => return None,
        };
        let long = self.body.len() >= 3 && self.body.chars().all(|c| c == sign);
        long.then_some(level)
    }
}

/// The smallest indent of `lines`, in columns.
pub(super) fn base_indent(lines: &[Line<'_>]) -> usize {
    lines.iter().map(|line| line.indent).min().unwrap_or(0)
}

/// Quotation signs at the start of a line: how many, and what stands after them.
fn quotation(line: &str) -> (u8, &str) {
    let mut depth = 0_u8;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        // ">50 people" is a number, not a quotation; ">>>" may be a prompt, but reads as one.
        let number = depth == 0 && inner.starts_with(|c: char| c.is_ascii_digit() || c == '=');
        if number || depth == 12 {
            break;
        }
        depth += 1;
        rest = inner;
        if let Some(next) = inner.strip_prefix(' ').filter(|next| next.starts_with('>')) {
            rest = next;
        }
    }
    match depth {
        0 => (0, line),
        _ => (depth, rest.strip_prefix(' ').unwrap_or(rest)),
    }
}

/// A list item's marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet of any shape.
    Bullet(char),
    /// A number.
    Number(u32),
    /// A letter.
    Letter(char),
}

/// The marker at the start of `body`, how it is written, and the item's text.
pub(super) fn marker(body: &str) -> Option<(Marker, &str, &str)> {
    let (sign, text) = body.split_once([' ', '\t'])?;
    let text = text.trim_start();
    if text.is_empty() || sign.len() > 5 {
        return None;
    }
    let mut chars = sign.chars();
    let first = chars.next()?;
    if chars.next().is_none() && "-*+•◦▪‣·●○■".contains(first) {
        return Some((Marker::Bullet(first), sign, text));
    }
    let inner = sign.strip_prefix('(').unwrap_or(sign);
    let round = inner.strip_suffix(')');
    let core = round.or_else(|| inner.strip_suffix('.').filter(|_| inner == sign))?;
    if let Ok(number) = core.parse::<u32>() {
        return (core.len() <= 3).then_some((Marker::Number(number), sign, text));
    }
    let mut letters = core.chars();
    match (letters.next(), letters.next()) {
        (Some(c @ 'a'..='z'), None) => round.map(|_| (Marker::Letter(c), sign, text)),
        _ => None,
    }
}

/// The level and text of a heading that says of itself that it is one: `# Text`, `== Text ==`, "CHAPTER IV.", capitals.
pub(super) fn heading(body: &str) -> Option<(u8, &str)> {
    if body.len() > 240 {
        return None;
    }
    for sign in ['#', '='] {
        let text = body.trim_start_matches(sign);
        let level = body.len() - text.len();
        let bare = text.trim_end_matches(sign).trim();
        let closed = sign == '#' || text.ends_with(sign);
        if (1..=6).contains(&level) && text.starts_with(' ') && !bare.is_empty() && closed {
            return Some((level as u8, bare));
        }
    }
    (is_chapter(body) || is_capitals(body)).then_some((2, body))
}

/// "Chapter 12", "BOOK II", "IV.": the parts of a book.
pub(super) fn is_chapter(body: &str) -> bool {
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
    let number = |word: &str| {
        let core = word.trim_end_matches(['.', ':', ',', ')', '-', '—']);
        let roman = !core.is_empty() && core.bytes().all(|b| b"IVXLCivxlc".contains(&b));
        roman
            || (!core.is_empty() && core.bytes().all(|b| b.is_ascii_digit()))
            || WORDS.iter().any(|name| core.eq_ignore_ascii_case(name))
    };
    let part = PARTS.iter().any(|part| first.eq_ignore_ascii_case(part))
        && first.starts_with(char::is_uppercase);
    match words.next() {
        Some(next) if part => number(next) && (!body.ends_with(',')) && words.count() <= 8,
        // A lone Roman number; a lone "I" is a word.
        None => {
            let core = first.trim_end_matches('.');
            core.len() < first.len()
                && !core.is_empty()
                && core.bytes().all(|b| b"IVXLC".contains(&b))
        }
        Some(_) => false,
    }
}

/// Short, in capitals throughout, and no sentence.
fn is_capitals(body: &str) -> bool {
    // Asked first because it ends at the second letter of nearly every line.
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

/// Scripts written without blanks between words.
pub(in crate::load) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        assert_eq!(marker("- one"), Some((Marker::Bullet('-'), "-", "one")));
        assert_eq!(marker("12. one"), Some((Marker::Number(12), "12.", "one")));
        assert_eq!(marker("(a) one"), Some((Marker::Letter('a'), "(a)", "one")));
        assert_eq!(marker("A. Smith wrote"), None);
        assert_eq!(marker("1999. It was"), None);
        assert_eq!(marker("a. b"), None);
        assert_eq!(marker("-5 degrees"), None);
    }

    #[test]
    fn headings() {
        assert_eq!(heading("## Two"), Some((2, "Two")));
        assert_eq!(heading("== Two =="), Some((2, "Two")));
        assert_eq!(
            heading("CHAPTER IV. The Storm"),
            Some((2, "CHAPTER IV. The Storm"))
        );
        assert_eq!(heading("Chapter 1"), Some((2, "Chapter 1")));
        assert_eq!(heading("XIV."), Some((2, "XIV.")));
        assert_eq!(heading("#hashtag"), None);
        assert_eq!(heading("I"), None);
        assert_eq!(heading("Part of the plan"), None);
        assert_eq!(heading("He went."), None);
    }

    #[test]
    fn quotations_have_depth() {
        assert_eq!(
            (Line::new("> > two").quote, Line::new("> > two").body),
            (2, "two")
        );
        assert_eq!(Line::new(">> two").quote, 2);
        assert_eq!(Line::new(">50 people").quote, 0);
    }

    #[test]
    fn rules() {
        assert!(Line::new("* * *").is_rule());
        assert!(Line::new("-----").is_rule());
        assert!(!Line::new("**").is_rule());
        assert!(!Line::new("a").is_rule());
    }
}
