//! What stands before the text: `---` with YAML, or `+++` with TOML.
//!
//! Owns the few keys that are of use to a reader: title, author, date. Reads lines, not the languages: values over one line,
//! short lists and one level of names are understood, the rest is passed over. A line of dashes that no key follows is a line
//! across, and stays in the text.

use super::super::clean;
use crate::document::Meta;

/// What was said of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Front matter longer than this many lines is none.
const LINES: usize = 400;

impl Front {
    /// Put it where it belongs.
    pub(super) fn fill(self, meta: &mut Meta) {
        meta.title = self.title;
        meta.byline = self.author;
        meta.date = self.date;
    }

    fn set(&mut self, key: &str, value: &str) {
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

/// What stands before the text, and the text.
pub(super) fn split(text: &str) -> (Front, &str) {
    let read = |fence: &str, sign: char, ends: &[&str]| {
        let mut rest = text
            .strip_prefix(fence)?
            .trim_start_matches([' ', '\t'])
            .strip_prefix('\n')?;
        let begin = rest;
        for _ in 0..LINES {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            if ends.contains(&line.trim_end()) {
                let matter = begin.get(..begin.len() - rest.len())?;
                return says_something(matter, sign).then(|| (keys(matter, sign), after));
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
        .unwrap_or((Front::default(), text))
}

/// Whether the first line that is no comment is a key with its value; nothing at all says nothing, and harms nothing.
fn says_something(matter: &str, sign: char) -> bool {
    let mut lines = matter
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '[']));
    lines.next().is_none_or(|line| {
        line.split_once(sign).is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.len() <= 40 && !key.contains(' ')
        })
    })
}

fn keys(matter: &str, sign: char) -> Front {
    let mut front = Front::default();
    let mut lines = matter.lines().peekable();
    let mut table = "";
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix('[').filter(|_| sign == '=') {
            table = name.trim_matches(['[', ']', ' ']);
            continue;
        }
        let Some((key, value)) = line.split_once(sign) else {
            continue;
        };
        if line.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let mut below = String::new();
        if plain(value).is_empty() || value.trim().starts_with(['|', '>']) {
            // A list, names one level down, or a value over some lines.
            while let Some(more) =
                lines.next_if(|next| next.starts_with([' ', '\t', '-']) || next.is_empty())
            {
                let more = more.trim();
                let more = more.strip_prefix("- ").unwrap_or(more);
                let name = more
                    .strip_prefix("name:")
                    .or_else(|| more.strip_prefix("name ="));
                let other = name.is_none()
                    && more
                        .split_once(": ")
                        .is_some_and(|(key, _)| !key.contains(' '));
                if other || more.is_empty() {
                    continue;
                }
                if !below.is_empty() {
                    below.push_str(if value.trim().starts_with(['|', '>']) {
                        " "
                    } else {
                        ", "
                    });
                }
                below.push_str(&plain(name.unwrap_or(more)));
            }
        }
        let value = if below.is_empty() {
            plain(value)
        } else {
            below
        };
        match table {
            "" => front.set(key.trim(), &value),
            // `[author]` and then `name = "…"`.
            "author" | "authors" if key.trim() == "name" => front.set("author", &value),
            _ => {}
        }
    }
    front
}

/// A value without quotation marks, brackets and what is noted behind it.
fn plain(value: &str) -> String {
    let value = value.trim();
    if let Some(list) = value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        let parts: Vec<String> = list
            .split(',')
            .map(plain)
            .filter(|part| !part.is_empty())
            .collect();
        return parts.join(", ");
    }
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.rsplit_once(quote))
        {
            let whole = quote.to_string();
            return inside
                .replace(&["\\", &whole].concat(), &whole)
                .replace(&whole.repeat(2), &whole);
        }
    }
    let bare = value.split(" #").next().unwrap_or(value).trim();
    if matches!(bare, "|" | ">" | "|-" | ">-" | "null" | "~") {
        String::new()
    } else {
        bare.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> [Option<String>; 3] {
        let front = split(text).0;
        [front.title, front.author, front.date]
    }

    fn some(values: [&str; 3]) -> [Option<String>; 3] {
        values.map(|value| (!value.is_empty()).then(|| value.to_owned()))
    }

    /// Protects: the ways in which sites write their front matter.
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

    /// Protects: a line across at the top of a text is no front matter.
    #[test]
    fn a_line_across_stays_in_the_text() {
        for text in [
            "---\n\nWords, and more: words\n\n---\n",
            "---\ntitle: never closed",
            "----\na: b\n----\n",
            "---",
        ] {
            assert_eq!(split(text), (Front::default(), text));
        }
        assert_eq!(split("---\na: b\n---\nText").1, "Text");
    }
}
