//! Reads front matter: YAML between lines of `---`, or TOML between lines of `+++`.
//!
//! Only title, author and date are used. It is read line by line, not parsed: values over several lines, short lists
//! and one level of nesting are understood, everything else is skipped. A line of dashes that no key follows is a
//! thematic break and stays in the text.

use super::super::clean;
use crate::document::Meta;

/// The metadata in front matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Front matter has at most this many lines.
const MAX_LINES: usize = 400;

impl FrontMatter {
    /// Fills in the metadata of a document.
    pub(super) fn apply_to(self, meta: &mut Meta) {
        meta.title = self.title;
        meta.authors.extend(self.author);
        meta.date = self.date;
    }

    fn set_key(&mut self, key: &str, value: &str) {
        let key = key.to_ascii_lowercase().replace(['-', '_'], "");
        let slot = match key.as_str() {
            "title" | "headline" => &mut self.title,
            "author" | "authors" | "byline" | "by" => &mut self.author,
            "date" | "published" | "pubdate" | "publishdate" | "datepublished" | "created" => {
                &mut self.date
            }
            _ => return,
        };
        let value = clean::line(value.trim());
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value.into_owned());
        }
    }
}

/// A Markdown text in two parts.
pub(super) struct SplitText<'a> {
    pub(super) front_matter: FrontMatter,
    /// What follows it.
    pub(super) body: &'a str,
}

/// Splits `text` into its front matter and the rest.
pub(super) fn split(text: &str) -> SplitText<'_> {
    let read = |fence: &str, separator: char, ends: &[&str]| {
        let mut rest = text
            .strip_prefix(fence)?
            .trim_start_matches([' ', '\t'])
            .strip_prefix('\n')?;
        let start = rest;
        for _ in 0..MAX_LINES {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            if ends.contains(&line.trim_end()) {
                let (matter, _) = start.split_at(start.len() - rest.len());
                return starts_with_key(matter, separator).then(|| SplitText {
                    front_matter: parse_keys(matter, separator),
                    body: after,
                });
            }
            if after.is_empty() {
                return None;
            }
            rest = after;
        }
        None
    };
    read("---", ':', &["---", "..."])
        .or_else(|| read("+++", '=', &["+++"]))
        .unwrap_or_else(|| SplitText {
            front_matter: FrontMatter::default(),
            body: text,
        })
}

/// Whether the first line that is no comment is a key with its value. Also true if there is no such line: removing
/// empty front matter does no harm.
fn starts_with_key(matter: &str, separator: char) -> bool {
    let mut lines = matter
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '[']));
    lines.next().is_none_or(|line| {
        line.split_once(separator).is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.len() <= 40 && !key.contains(' ')
        })
    })
}

fn parse_keys(matter: &str, separator: char) -> FrontMatter {
    let mut front_matter = FrontMatter::default();
    let mut lines = matter.lines().peekable();
    let mut table = "";
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix('[').filter(|_| separator == '=') {
            table = name.trim_matches(['[', ']', ' ']);
            continue;
        }
        let Some((key, value)) = line.split_once(separator) else {
            continue;
        };
        if line.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let mut nested = String::new();
        if parse_value(value).is_empty() || value.trim().starts_with(['|', '>']) {
            // A list, keys one level down, or a value over several lines.
            while let Some(line_below) =
                lines.next_if(|next| next.starts_with([' ', '\t', '-']) || next.is_empty())
            {
                let line_below = line_below.trim();
                let line_below = line_below.strip_prefix("- ").unwrap_or(line_below);
                let name = line_below
                    .strip_prefix("name:")
                    .or_else(|| line_below.strip_prefix("name ="));
                let is_other_key = name.is_none()
                    && line_below
                        .split_once(": ")
                        .is_some_and(|(key, _)| !key.contains(' '));
                if is_other_key || line_below.is_empty() {
                    continue;
                }
                if !nested.is_empty() {
                    nested.push_str(if value.trim().starts_with(['|', '>']) {
                        " "
                    } else {
                        ", "
                    });
                }
                nested.push_str(&parse_value(name.unwrap_or(line_below)));
            }
        }
        let value = if nested.is_empty() {
            parse_value(value)
        } else {
            nested
        };
        match table {
            "" => front_matter.set_key(key.trim(), &value),
            // `[author]` and then `name = "…"`.
            "author" | "authors" if key.trim() == "name" => front_matter.set_key("author", &value),
            _ => {}
        }
    }
    front_matter
}

/// A value without quotation marks, brackets and trailing comment.
fn parse_value(value: &str) -> String {
    let value = value.trim();
    if let Some(list) = value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        let parts: Vec<String> = list
            .split(',')
            .map(parse_value)
            .filter(|part| !part.is_empty())
            .collect();
        return parts.join(", ");
    }
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.rsplit_once(quote))
        {
            let quote_text = quote.to_string();
            return inside
                .replace(&["\\", &quote_text].concat(), &quote_text)
                .replace(&quote_text.repeat(2), &quote_text);
        }
    }
    let unquoted = value.split(" #").next().unwrap_or(value).trim();
    if matches!(unquoted, "|" | ">" | "|-" | ">-" | "null" | "~") {
        String::new()
    } else {
        unquoted.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> [Option<String>; 3] {
        let front_matter = split(text).front_matter;
        [front_matter.title, front_matter.author, front_matter.date]
    }

    fn some(values: [&str; 3]) -> [Option<String>; 3] {
        values.map(|value| (!value.is_empty()).then(|| value.to_owned()))
    }

    /// Protects: title, author and date are found in the common notations of front matter.
    #[test]
    fn title_author_and_date_are_found() {
        for (text, values) in [
            (
                "---\ntitle: A # no\nauthor: B C\ndate: 2024-05-01\n---\nx",
                ["A", "B C", "2024-05-01"],
            ),
            (
                "---\nTitle: \"A: \\\"b\\\"\"\nauthors: [B, 'C']\n...\n",
                ["A: \"b\"", "B, C", ""],
            ),
            (
                "---\ntitle: >-\n  A\n  b\nauthor:\n  - name: B\n    url: x\n  - C\n---\n",
                ["A b", "B, C", ""],
            ),
            (
                "---\nauthor:\n  name: B\n  email: x\ntitle: It's\n---\n",
                ["It's", "B", ""],
            ),
            (
                "+++\ntitle = \"A\"\ndate = 2024-05-01\n[author]\nname = 'B'\n[x]\ntitle = 'no'\n+++\n",
                ["A", "B", "2024-05-01"],
            ),
        ] {
            assert_eq!(read(text), some(values), "{text}");
        }
    }

    /// Protects: a thematic break at the top of a text is not mistaken for front matter.
    #[test]
    fn a_thematic_break_at_the_top_is_not_front_matter() {
        for text in [
            "---\n\nWords, and more: words\n\n---\n",
            "---\ntitle: never closed",
            "----\na: b\n----\n",
            "---",
        ] {
            let parts = split(text);
            assert_eq!(
                (parts.front_matter, parts.body),
                (FrontMatter::default(), text)
            );
        }
        assert_eq!(split("---\na: b\n---\nText").body, "Text");
    }
}
