//! The manual: Markdown pages in `assets/manual`, embedded in the program.
//!
//! `byline manual` opens them in the reader, a pipe gets them as text, and the man page is made from them. Each page begins
//! with its title as a heading of the first level. The key tables are made from the table of commands, in `app`, and passed in.

/// A page of the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManualPage {
    /// What it is called on the command line, like `keys`.
    pub name: &'static str,
    /// Its Markdown, from its title on, with [`KEYS_MARKER`] for the key tables.
    template: &'static str,
}

/// Every page, in the order in which they are read.
pub const PAGES: &[ManualPage] = &[
    page("reading", include_str!("../assets/manual/reading.md")),
    page("keys", include_str!("../assets/manual/keys.md")),
    page(
        "corrections",
        include_str!("../assets/manual/corrections.md"),
    ),
    page("history", include_str!("../assets/manual/history.md")),
    page("library", include_str!("../assets/manual/library.md")),
    page("formats", include_str!("../assets/manual/formats.md")),
    page(
        "configuration",
        include_str!("../assets/manual/configuration.md"),
    ),
    page("pipes", include_str!("../assets/manual/pipes.md")),
    page("programs", include_str!("../assets/manual/programs.md")),
];

const fn page(name: &'static str, template: &'static str) -> ManualPage {
    ManualPage { name, template }
}

/// The line in a page that stands for the key tables, with the line before it.
const KEYS_MARKER: &str = "\n{{keys}}\n";

impl ManualPage {
    /// The page called `name`; `None` if there is none.
    ///
    /// ```
    /// use byline::manual::ManualPage;
    ///
    /// assert_eq!(ManualPage::from_name("keys").map(|page| page.title()), Some("Keys"));
    /// assert_eq!(ManualPage::from_name("locks"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        PAGES.iter().find(|page| page.name == name).copied()
    }

    /// Its Markdown, with `key_tables` where the page lists the keys.
    pub fn markdown(self, key_tables: &str) -> String {
        self.template.replace(KEYS_MARKER, key_tables)
    }

    /// Its title, without the mark of a heading.
    pub fn title(self) -> &'static str {
        let first = self.template.lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }
}

/// The Markdown of the whole manual: a title, how to move in it, and every page with its headings one level deeper.
pub fn whole(key_tables: &str) -> String {
    let mut out = String::from(
        "# The byline manual\n\n\
         `t` lists the pages and their sections, `/` searches, `q` leaves. `byline manual PAGE` opens one page: ",
    );
    let names: Vec<String> = PAGES
        .iter()
        .map(|page| format!("`{}`", page.name))
        .collect();
    out.push_str(&names.join(", "));
    out.push_str(".\n");
    for page in PAGES {
        out.push('\n');
        push_deeper(&mut out, &page.markdown(key_tables));
    }
    out
}

/// Append `markdown` to `out` with each heading one level deeper. A `#` in a block of code is no heading.
fn push_deeper(out: &mut String, markdown: &str) {
    let mut in_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        }
        if !in_code && line.starts_with('#') {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: every page has a name that can be typed, and a title that the contents can list.
    #[test]
    fn every_page_has_a_name_and_a_title() {
        for page in PAGES {
            assert!(page.name.chars().all(|c| c.is_ascii_lowercase()));
            assert!(page.template.starts_with("# "), "{}", page.name);
            assert!(!page.title().is_empty() && !page.title().starts_with('#'));
        }
    }

    /// Protects: in the whole manual the pages stand under its title, and code keeps its comments.
    #[test]
    fn headings_are_one_level_deeper_in_the_whole_manual() {
        let mut out = String::new();
        push_deeper(&mut out, "# Page\n\n## Part\n\n```sh\n# comment\n```\n");
        assert_eq!(out, "## Page\n\n### Part\n\n```sh\n# comment\n```\n");
        let whole = whole("");
        let top = whole.lines().filter(|line| line.starts_with("# "));
        assert_eq!(top.count(), 1, "one title");
        for page in PAGES {
            assert!(whole.contains(&format!("\n## {}\n", page.title())));
        }
    }
}
