//! A list of corrections as TOML: what a person reads and writes, and back.
//!
//! Owns the words of the file. Keeps comments, order and everything that it does not know.

use crate::document::Document;
use crate::entities::corrections::{Correction, Whom, clean_name, country_name, is_harmless};
use crate::entities::{Code, Kind};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// What stands above the list of an article.
const ABOUT_ARTICLE: &str = "\
# Corrections that you made in byline: people and countries of this one article. Change or delete
# them as you like; a change counts when the article is opened again.
";

/// What stands above the personal list.
const ABOUT_PERSONAL: &str = "\
# Corrections that you made in byline for every article. Change or delete them as you like; a change
# counts when an article is opened.
";

/// The name of the tables.
const LIST: &str = "correction";

/// A file of corrections.
pub(super) struct Page(DocumentMut);

impl Page {
    /// What `text` says; `None` if it makes no sense.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut document: DocumentMut = text.parse().ok()?;
        match document.get_mut(LIST) {
            None | Some(Item::ArrayOfTables(_)) => {}
            // A list written on one line means the same.
            Some(other) => {
                let list = std::mem::take(other).into_array_of_tables().ok()?;
                *other = Item::ArrayOfTables(list);
            }
        }
        Some(Self(document))
    }

    /// An empty list for `document`, with what a person knows it by.
    pub(super) fn of_article(document: &Document) -> Self {
        let mut page = DocumentMut::new();
        let meta = document.meta();
        let first = document.text().lines().find(|line| !line.trim().is_empty());
        let title = meta.title.as_deref().or(first).unwrap_or_default();
        let about = [("title", title), ("source", meta.source.as_str())];
        for (key, words) in about {
            let words = clean_name(words).unwrap_or_default();
            let short: String = words.chars().take(200).collect();
            page.insert(key, value(short));
        }
        if let Some(mut key) = page.key_mut("title") {
            key.leaf_decor_mut().set_prefix(ABOUT_ARTICLE);
        }
        Self(page)
    }

    /// An empty personal list.
    pub(super) fn personal() -> Self {
        let mut page = DocumentMut::new();
        page.set_trailing(ABOUT_PERSONAL);
        Self(page)
    }

    /// The file.
    pub(super) fn text(&self) -> String {
        self.0.to_string()
    }

    /// Every correction in it, and how many are not understood.
    pub(super) fn corrections(&self) -> (Vec<Correction>, usize) {
        let tables: Vec<&Table> = self.list().into_iter().flatten().collect();
        let known: Vec<Correction> = tables
            .iter()
            .filter_map(|table| correction(table))
            .collect();
        let strange = tables.len() - known.len();
        (known, strange)
    }

    fn list(&self) -> Option<&ArrayOfTables> {
        self.0.get(LIST)?.as_array_of_tables()
    }

    /// Add one at the end.
    pub(super) fn add(&mut self, correction: &Correction) {
        let mut table = table(correction);
        // What stood at the end of the file belongs before what is new.
        let trailing = self.0.trailing().as_str().unwrap_or_default().to_owned();
        self.0.set_trailing("");
        let first = self.0.is_empty() && trailing.is_empty();
        let gap = if first { "" } else { "\n" };
        table.decor_mut().set_prefix(format!("{trailing}{gap}"));
        let list = self
            .0
            .entry(LIST)
            .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(list) = list.as_array_of_tables_mut() {
            list.push(table);
        }
    }

    /// Remove one, of several alike the last; whether it was there.
    pub(super) fn remove(&mut self, wanted: &Correction) -> bool {
        let Some(list) = self.0.get_mut(LIST).and_then(Item::as_array_of_tables_mut) else {
            return false;
        };
        let found = (0..list.len())
            .rev()
            .find(|&n| list.get(n).and_then(correction).as_ref() == Some(wanted));
        if let Some(found) = found {
            // What a person wrote above it stays, above what follows.
            let above = comment(list.get(found));
            list.remove(found);
            match list.get_mut(found) {
                Some(next) => {
                    let own = comment(Some(next));
                    next.decor_mut().set_prefix(format!("{above}{own}"));
                }
                None if above.trim().is_empty() => {}
                None => {
                    let trailing = self.0.trailing().as_str().unwrap_or_default().to_owned();
                    self.0.set_trailing(format!("{above}{trailing}"));
                }
            }
        }
        found.is_some()
    }
}

/// What stands above a table.
fn comment(table: Option<&Table>) -> String {
    let prefix = table.and_then(|table| table.decor().prefix()?.as_str());
    prefix.unwrap_or_default().to_owned()
}

/// A correction in words.
fn table(correction: &Correction) -> Table {
    let mut table = Table::new();
    match correction {
        Correction::Nobody { whom, form } => {
            put(&mut table, "what", "nobody");
            put_whom(&mut table, ["person", "country"], whom);
            if let Some(form) = form {
                put(&mut table, "form", form);
            }
        }
        Correction::Never { kind, form } => {
            put(&mut table, "what", "never");
            put(&mut table, "kind", kind_word(*kind));
            put(&mut table, "form", form);
        }
        Correction::Merge { from, into } => {
            put(&mut table, "what", "merge");
            put_whom(&mut table, ["person", "country"], from);
            put_whom(&mut table, ["into-person", "into-country"], into);
        }
        Correction::Split { from, form } => {
            put(&mut table, "what", "split");
            put_whom(&mut table, ["person", "country"], from);
            put(&mut table, "form", form);
        }
        Correction::Rename { whom, to } => {
            put(&mut table, "what", "rename");
            put_whom(&mut table, ["person", "country"], whom);
            put(&mut table, "to", to);
        }
        Correction::Move { from, form, to } => {
            put(&mut table, "what", "move");
            put_whom(&mut table, ["person", "country"], from);
            if let Some(form) = form {
                put(&mut table, "form", form);
            }
            put_whom(&mut table, ["to-person", "to-country"], to);
        }
        Correction::Add { form, whom } => {
            put(&mut table, "what", "mark");
            put(&mut table, "form", form);
            put_whom(&mut table, ["person", "country"], whom);
        }
    }
    table
}

fn put(table: &mut Table, key: &str, words: &str) {
    table.insert(key, value(words));
}

/// A person by name, a country by code with its name beside.
fn put_whom(table: &mut Table, [person, country]: [&str; 2], whom: &Whom) {
    match whom {
        Whom::Person(name) => put(table, person, name),
        Whom::Country(code) => {
            let mut item = value(code.as_str());
            if let (Some(name), Some(value)) = (country_name(*code), item.as_value_mut()) {
                value.decor_mut().set_suffix(format!(" # {name}"));
            }
            table.insert(country, item);
        }
    }
}

/// The correction that a table means; `None` if this byline does not know it.
fn correction(table: &Table) -> Option<Correction> {
    let words = |key: &str| {
        let words = table.get(key)?.as_str()?;
        is_harmless(words).then(|| words.to_owned())
    };
    let whom = |person: &str, country: &str| match (words(person), words(country)) {
        (Some(name), None) => Some(Whom::Person(name)),
        (None, Some(code)) => Code::new(&code).map(Whom::Country),
        _ => None,
    };
    // One that is there and makes no sense is not the same as none.
    let part = || match table.get("form") {
        None => Some(None),
        Some(_) => words("form").map(Some),
    };
    let who = || whom("person", "country");
    Some(match words("what")?.as_str() {
        "nobody" => Correction::Nobody {
            whom: who()?,
            form: part()?,
        },
        "never" => Correction::Never {
            kind: kind_of(&words("kind")?)?,
            form: words("form")?,
        },
        "merge" => Correction::Merge {
            from: who()?,
            into: whom("into-person", "into-country")?,
        },
        "split" => Correction::Split {
            from: who()?,
            form: words("form")?,
        },
        "rename" => Correction::Rename {
            whom: who()?,
            to: words("to")?,
        },
        "move" => Correction::Move {
            from: who()?,
            form: part()?,
            to: whom("to-person", "to-country")?,
        },
        "mark" => Correction::Add {
            form: words("form")?,
            whom: who()?,
        },
        _ => return None,
    })
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Country => "country",
    }
}

fn kind_of(word: &str) -> Option<Kind> {
    [Kind::Person, Kind::Country]
        .into_iter()
        .find(|&kind| kind_word(kind) == word)
}

#[cfg(test)]
mod tests;
