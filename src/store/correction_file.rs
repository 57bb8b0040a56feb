//! Reads and writes a list of corrections as TOML that people can edit.
//!
//! Defines the keys and values of the file. Comments, order and unknown entries are preserved.

use crate::document::Document;
use crate::entities::corrections::{
    Correction, EntityRef, clean_name, country_name, is_safe_to_display,
};
use crate::entities::{CountryCode, EntityKind};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The comment above the list of one article.
const ARTICLE_HEADER: &str = "\
# Corrections that you made in byline to the people and countries of this article. Edit or delete
# them as you like; changes take effect when the article is next opened.
";

/// The comment above the personal list.
const PERSONAL_HEADER: &str = "\
# Corrections that you made in byline for every article. Edit or delete them as you like; changes
# take effect when an article is opened.
";

/// The key of the list.
const LIST_KEY: &str = "correction";

/// A file of corrections.
pub(super) struct CorrectionFile(DocumentMut);

impl CorrectionFile {
    /// Parses `text`; `None` if it is not valid TOML or not a list of corrections.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut document: DocumentMut = text.parse().ok()?;
        match document.get_mut(LIST_KEY) {
            None | Some(Item::ArrayOfTables(_)) => {}
            // A list written inline means the same.
            Some(other) => {
                let list = std::mem::take(other).into_array_of_tables().ok()?;
                *other = Item::ArrayOfTables(list);
            }
        }
        Some(Self(document))
    }

    /// An empty list for `document`, with the title and source by which people recognise it.
    pub(super) fn for_article(document: &Document) -> Self {
        let mut file = DocumentMut::new();
        let meta = document.meta();
        let first = document.text().lines().find(|line| !line.trim().is_empty());
        let title = meta.title.as_deref().or(first).unwrap_or_default();
        let about = [("title", title), ("source", meta.source.as_str())];
        for (key, text) in about {
            let text = clean_name(text).unwrap_or_default();
            let short: String = text.chars().take(200).collect();
            file.insert(key, value(short));
        }
        if let Some(mut key) = file.key_mut("title") {
            key.leaf_decor_mut().set_prefix(ARTICLE_HEADER);
        }
        Self(file)
    }

    /// An empty personal list.
    pub(super) fn for_all_articles() -> Self {
        let mut file = DocumentMut::new();
        file.set_trailing(PERSONAL_HEADER);
        Self(file)
    }

    /// The text of the file.
    pub(super) fn to_toml(&self) -> String {
        self.0.to_string()
    }

    /// The corrections in the file; entries that are not understood are left out.
    pub(super) fn corrections(&self) -> Vec<Correction> {
        let tables = self.list().into_iter().flatten();
        tables.filter_map(from_table).collect()
    }

    /// The number of all entries.
    pub(super) fn entries(&self) -> usize {
        self.list().map_or(0, ArrayOfTables::len)
    }

    fn list(&self) -> Option<&ArrayOfTables> {
        self.0.get(LIST_KEY)?.as_array_of_tables()
    }

    /// Adds a correction at the end.
    pub(super) fn add(&mut self, correction: &Correction) {
        let mut table = to_table(correction);
        // Text at the end of the file belongs before the new entry.
        let trailing = self.0.trailing().as_str().unwrap_or_default().to_owned();
        self.0.set_trailing("");
        let first = self.0.is_empty() && trailing.is_empty();
        let gap = if first { "" } else { "\n" };
        table.decor_mut().set_prefix(format!("{trailing}{gap}"));
        let list = self
            .0
            .entry(LIST_KEY)
            .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(list) = list.as_array_of_tables_mut() {
            list.push(table);
        }
    }

    /// Removes a correction, the last of several equal ones; returns whether it was there.
    pub(super) fn remove(&mut self, wanted: &Correction) -> bool {
        let Some(list) = self
            .0
            .get_mut(LIST_KEY)
            .and_then(Item::as_array_of_tables_mut)
        else {
            return false;
        };
        let found = (0..list.len())
            .rev()
            .find(|&n| list.get(n).and_then(from_table).as_ref() == Some(wanted));
        if let Some(found) = found {
            // Comments above the removed entry stay, above what follows.
            let above = comment_above(list.get(found));
            list.remove(found);
            match list.get_mut(found) {
                Some(next) => {
                    let own = comment_above(Some(next));
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

/// The text above a table.
fn comment_above(table: Option<&Table>) -> String {
    let prefix = table.and_then(|table| table.decor().prefix()?.as_str());
    prefix.unwrap_or_default().to_owned()
}

/// The table for a correction.
fn to_table(correction: &Correction) -> Table {
    let mut table = Table::new();
    match correction {
        Correction::Remove { entity, form } => {
            put_text(&mut table, "what", "nobody");
            put_entity(&mut table, ["person", "country"], entity);
            if let Some(form) = form {
                put_text(&mut table, "form", form);
            }
        }
        Correction::Ignore { kind, form } => {
            put_text(&mut table, "what", "never");
            put_text(&mut table, "kind", kind_name(*kind));
            put_text(&mut table, "form", form);
        }
        Correction::Merge { from, into } => {
            put_text(&mut table, "what", "merge");
            put_entity(&mut table, ["person", "country"], from);
            put_entity(&mut table, ["into-person", "into-country"], into);
        }
        Correction::Split { from, form } => {
            put_text(&mut table, "what", "split");
            put_entity(&mut table, ["person", "country"], from);
            put_text(&mut table, "form", form);
        }
        Correction::Rename { entity, name } => {
            put_text(&mut table, "what", "rename");
            put_entity(&mut table, ["person", "country"], entity);
            put_text(&mut table, "to", name);
        }
        Correction::Reassign { from, form, to } => {
            put_text(&mut table, "what", "move");
            put_entity(&mut table, ["person", "country"], from);
            if let Some(form) = form {
                put_text(&mut table, "form", form);
            }
            put_entity(&mut table, ["to-person", "to-country"], to);
        }
        Correction::Add { form, entity } => {
            put_text(&mut table, "what", "mark");
            put_text(&mut table, "form", form);
            put_entity(&mut table, ["person", "country"], entity);
        }
    }
    table
}

fn put_text(table: &mut Table, key: &str, text: &str) {
    table.insert(key, value(text));
}

/// Stores a person by name, or a country by code with its name in a comment.
fn put_entity(table: &mut Table, [person, country]: [&str; 2], entity: &EntityRef) {
    match entity {
        EntityRef::Person(name) => put_text(table, person, name),
        EntityRef::Country(code) => {
            let mut item = value(code.as_str());
            if let (Some(name), Some(value)) = (country_name(*code), item.as_value_mut()) {
                value.decor_mut().set_suffix(format!(" # {name}"));
            }
            table.insert(country, item);
        }
    }
}

/// The correction in a table; `None` if this version does not know it.
fn from_table(table: &Table) -> Option<Correction> {
    let text = |key: &str| {
        let text = table.get(key)?.as_str()?;
        is_safe_to_display(text).then(|| text.to_owned())
    };
    let entity = |person: &str, country: &str| match (text(person), text(country)) {
        (Some(name), None) => Some(EntityRef::Person(name)),
        (None, Some(code)) => CountryCode::new(&code).map(EntityRef::Country),
        _ => None,
    };
    // An invalid `form` is not the same as none.
    let form = || match table.get("form") {
        None => Some(None),
        Some(_) => text("form").map(Some),
    };
    let named_entity = || entity("person", "country");
    Some(match text("what")?.as_str() {
        "nobody" => Correction::Remove {
            entity: named_entity()?,
            form: form()?,
        },
        "never" => Correction::Ignore {
            kind: kind_from_name(&text("kind")?)?,
            form: text("form")?,
        },
        "merge" => Correction::Merge {
            from: named_entity()?,
            into: entity("into-person", "into-country")?,
        },
        "split" => Correction::Split {
            from: named_entity()?,
            form: text("form")?,
        },
        "rename" => Correction::Rename {
            entity: named_entity()?,
            name: text("to")?,
        },
        "move" => Correction::Reassign {
            from: named_entity()?,
            form: form()?,
            to: entity("to-person", "to-country")?,
        },
        "mark" => Correction::Add {
            form: text("form")?,
            entity: named_entity()?,
        },
        _ => return None,
    })
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    }
}

fn kind_from_name(name: &str) -> Option<EntityKind> {
    [EntityKind::Person, EntityKind::Country]
        .into_iter()
        .find(|&kind| kind_name(kind) == name)
}

#[cfg(test)]
mod tests;
