//! The package file of a book: what it is called, who wrote it, which files are its chapters.
//!
//! Owns the reading of `container.xml` and of the OPF file, in both of their versions. Nothing in them is an error: what is
//! missing is missing.

use super::super::markup::{Tag, Token, Tokens};
use super::path::{decoded, folder, resolved};
use super::{is_one_of, line};
use std::collections::HashMap;

/// What a book says of itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<String>,
    pub publisher: Option<String>,
    /// In reading order.
    pub chapters: Vec<Chapter>,
    /// The files that list the chapters' names.
    pub contents: Vec<String>,
}

/// A chapter.
#[derive(Debug, Clone)]
pub(super) struct Chapter {
    /// Its file in the archive, if the book says which.
    pub path: Option<String>,
    /// Whether it belongs into the text, and not beside it.
    pub linear: bool,
}

/// One value of the metadata, with what refines it.
#[derive(Debug, Default)]
struct Value {
    id: String,
    text: String,
    /// What sort of title, which part in the making, what a date is of.
    role: String,
}

#[derive(Debug)]
struct File {
    path: String,
    media_type: String,
    properties: String,
}

impl File {
    /// Whether it is a list of chapters, not one of them.
    fn is_contents(&self) -> bool {
        let mut properties = self.properties.split_whitespace();
        self.media_type.contains("ncx") || properties.any(|property| property == "nav")
    }

    fn is_page(&self) -> bool {
        let named = is_one_of(&self.path, &["xhtml", "html", "htm"]);
        (named || self.media_type.contains("html")) && !self.is_contents()
    }
}

/// The path of the package file, from `container.xml`.
pub(super) fn path(container: &str) -> Option<String> {
    Tokens::new(container).find_map(|token| match token {
        Token::Open(tag) if tag.name == "rootfile" => {
            let path = tag.attribute("full-path")?;
            Some(decoded(path.trim_start_matches('/')))
        }
        Token::Open(_) | Token::Text(_) | Token::Close(_) => None,
    })
}

impl Package {
    /// Read `opf`, the package file at `path`.
    pub(super) fn read(opf: &str, path: &str) -> Self {
        let folder = folder(path).to_owned();
        let mut reader = Reader {
            folder,
            ..Reader::default()
        };
        for token in Tokens::new(opf) {
            match token {
                Token::Open(tag) => reader.open(tag),
                Token::Text(text) if reader.inside.is_some() => reader.text.push_str(&text),
                Token::Text(_) => {}
                Token::Close(name) => reader.close(name),
            }
        }
        reader.finish()
    }
}

#[derive(Debug, Default)]
struct Reader {
    folder: String,
    /// The element whose text is being read.
    inside: Option<Value>,
    text: String,
    /// What the `meta` being read refines, and in what.
    refines: Option<(String, String)>,
    titles: Vec<Value>,
    creators: Vec<Value>,
    dates: Vec<Value>,
    publishers: Vec<Value>,
    roles: HashMap<String, String>,
    files: HashMap<String, File>,
    /// The manifest's identifiers in order, for a book without a reading order.
    order: Vec<String>,
    spine: Vec<(String, bool)>,
    /// The spine's own word for the NCX file.
    ncx: Option<String>,
}

impl Reader {
    fn open(&mut self, tag: Tag<'_>) {
        let get = |name: &str| tag.attribute(name).unwrap_or_default().trim().to_owned();
        match tag.name {
            "title" | "creator" | "date" | "publisher" if !tag.empty => {
                let role = [get("opf:role"), get("opf:event")].concat();
                let (id, text) = (get("id"), String::new());
                self.text.clear();
                self.inside = Some(Value { id, text, role });
            }
            "meta" if !tag.empty && !get("refines").is_empty() => {
                let whom = get("refines").trim_start_matches('#').to_owned();
                self.text.clear();
                self.inside = Some(Value::default());
                self.refines = Some((whom, get("property")));
            }
            "item" => {
                let path = resolved(&self.folder, &get("href"));
                let (media_type, properties) = (get("media-type"), get("properties"));
                let file = File {
                    path,
                    media_type,
                    properties,
                };
                self.order.push(get("id"));
                self.files.entry(get("id")).or_insert(file);
            }
            "spine" => self.ncx = Some(get("toc")).filter(|id| !id.is_empty()),
            "itemref" => self.spine.push((get("idref"), get("linear") != "no")),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        let list = match name {
            "title" => &mut self.titles,
            "creator" => &mut self.creators,
            "date" => &mut self.dates,
            "publisher" => &mut self.publishers,
            "meta" => {
                self.inside = None;
                if let Some((whom, what)) = self.refines.take()
                    && matches!(what.as_str(), "role" | "title-type")
                {
                    self.roles.insert(whom, self.text.trim().to_owned());
                }
                return;
            }
            _ => return,
        };
        if let Some(value) = self.inside.take()
            && let Some(text) = line(&self.text)
        {
            list.push(Value { text, ..value });
        }
    }

    fn finish(mut self) -> Package {
        for value in self.titles.iter_mut().chain(&mut self.creators) {
            let role = self.roles.get(&value.id).filter(|_| !value.id.is_empty());
            if let Some(role) = role {
                value.role.clone_from(role);
            }
        }
        let first = |values, roles| chosen(values, roles).into_iter().next();
        Package {
            title: first(&self.titles, &["main"]),
            authors: chosen(&self.creators, &["aut", ""]),
            date: first(&self.dates, &["publication", "original-publication", ""]),
            publisher: first(&self.publishers, &[""]),
            chapters: self.chapters(),
            contents: self.contents(),
        }
    }

    /// The reading order; without one, the manifest's.
    fn chapters(&self) -> Vec<Chapter> {
        let chapter = |file: &File, linear: bool| Chapter {
            path: Some(file.path.clone()),
            linear,
        };
        if self.spine.is_empty() {
            let files = self.order.iter().filter_map(|id| self.files.get(id));
            return files
                .filter(|file| file.is_page())
                .map(|file| chapter(file, true))
                .collect();
        }
        let listed = self
            .spine
            .iter()
            .filter_map(|(id, linear)| match self.files.get(id) {
                Some(file) => file.is_page().then(|| chapter(file, *linear)),
                None => Some(Chapter {
                    path: None,
                    linear: *linear,
                }),
            });
        listed.collect()
    }

    fn contents(&self) -> Vec<String> {
        let ncx = self.ncx.as_ref().and_then(|id| self.files.get(id));
        let mut files: Vec<&File> = self
            .files
            .values()
            .filter(|file| file.is_contents())
            .collect();
        // The newer kind first.
        files.sort_by_key(|file| (file.media_type.contains("ncx"), &file.path));
        files
            .into_iter()
            .chain(ncx)
            .map(|file| file.path.clone())
            .collect()
    }
}

/// The texts of the values with one of `roles`; of all, if none has.
fn chosen(values: &[Value], roles: &[&str]) -> Vec<String> {
    let has_role = |value: &&Value| roles.contains(&value.role.as_str());
    let found: Vec<&Value> = values.iter().filter(has_role).collect();
    let found = if found.is_empty() {
        values.iter().collect()
    } else {
        found
    };
    found.into_iter().map(|value| value.text.clone()).collect()
}
