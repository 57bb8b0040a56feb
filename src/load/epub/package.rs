//! Reads the package file of a book: title, authors, and the files of its chapters.
//!
//! Parses `container.xml` and the OPF file of EPUB 2 and EPUB 3. Nothing in them is treated as an error; missing values
//! are left empty.

use super::super::markup::{MarkupTag, MarkupToken, MarkupTokenizer};
use super::has_extension;
use super::path::{parent_folder, percent_decode, resolve_href};
use crate::load::clean::spaced_line;
use std::collections::HashMap;

/// The metadata and the reading order of a book.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<String>,
    pub publisher: Option<String>,
    /// The chapters in reading order.
    pub chapters: Vec<Chapter>,
    /// The paths of the files that hold a table of contents.
    pub contents: Vec<String>,
}

/// A chapter in the reading order.
#[derive(Debug, Clone)]
pub(super) struct Chapter {
    /// Its path in the archive, if the book names a file.
    pub path: Option<String>,
    /// Whether it is part of the main text, rather than auxiliary.
    pub linear: bool,
}

/// A metadata value, with its refinements.
#[derive(Debug, Default)]
struct MetadataValue {
    id: String,
    text: String,
    /// The kind of title, the role of a creator, or the event of a date.
    role: String,
}

#[derive(Debug)]
struct ManifestItem {
    path: String,
    media_type: String,
    properties: String,
}

impl ManifestItem {
    /// Whether it is a table of contents rather than a chapter.
    fn is_contents(&self) -> bool {
        let mut properties = self.properties.split_whitespace();
        self.media_type.contains("ncx") || properties.any(|property| property == "nav")
    }

    fn is_page(&self) -> bool {
        let has_page_extension = has_extension(&self.path, &["xhtml", "html", "htm"]);
        (has_page_extension || self.media_type.contains("html")) && !self.is_contents()
    }
}

/// The path of the package file, from `container.xml`.
pub(super) fn package_path(container: &str) -> Option<String> {
    MarkupTokenizer::new(container).find_map(|token| match token {
        MarkupToken::Open(tag) if tag.name == "rootfile" => {
            let path = tag.attribute("full-path")?;
            Some(percent_decode(path.trim_start_matches('/')))
        }
        MarkupToken::Open(_) | MarkupToken::Text(_) | MarkupToken::Close(_) => None,
    })
}

impl Package {
    /// Parses `opf`, the package file at `path`.
    pub(super) fn read(opf: &str, path: &str) -> Self {
        let folder = parent_folder(path).to_owned();
        let mut parser = PackageParser {
            folder,
            ..PackageParser::default()
        };
        for token in MarkupTokenizer::new(opf) {
            match token {
                MarkupToken::Open(tag) => parser.on_open(tag),
                MarkupToken::Text(text) if parser.current.is_some() => parser.text.push_str(&text),
                MarkupToken::Text(_) => {}
                MarkupToken::Close(name) => parser.on_close(name),
            }
        }
        parser.finish()
    }
}

#[derive(Debug, Default)]
struct PackageParser {
    folder: String,
    /// The metadata element whose text is being read.
    current: Option<MetadataValue>,
    text: String,
    /// What the current `meta` element refines.
    refinement: Option<Refinement>,
    titles: Vec<MetadataValue>,
    creators: Vec<MetadataValue>,
    dates: Vec<MetadataValue>,
    publishers: Vec<MetadataValue>,
    roles: HashMap<String, String>,
    manifest: HashMap<String, ManifestItem>,
    /// The ids of the manifest in order, for a book without a reading order.
    manifest_order: Vec<String>,
    spine: Vec<SpineItem>,
    /// The id of the NCX file, from the spine.
    ncx: Option<String>,
}

/// The property of another element that a `meta` element states.
#[derive(Debug)]
struct Refinement {
    /// The id of that element.
    id: String,
    property: String,
}

/// An entry of the reading order.
#[derive(Debug)]
struct SpineItem {
    /// The id of the file in the manifest.
    id: String,
    linear: bool,
}

impl PackageParser {
    fn on_open(&mut self, tag: MarkupTag<'_>) {
        let get = |name: &str| tag.attribute(name).unwrap_or_default().trim().to_owned();
        match tag.name {
            "title" | "creator" | "date" | "publisher" if !tag.self_closing => {
                let role = [get("opf:role"), get("opf:event")].concat();
                let (id, text) = (get("id"), String::new());
                self.text.clear();
                self.current = Some(MetadataValue { id, text, role });
            }
            "meta" if !tag.self_closing && !get("refines").is_empty() => {
                let id = get("refines").trim_start_matches('#').to_owned();
                self.text.clear();
                self.current = Some(MetadataValue::default());
                let property = get("property");
                self.refinement = Some(Refinement { id, property });
            }
            "item" => {
                let path = resolve_href(&self.folder, &get("href"));
                let (media_type, properties) = (get("media-type"), get("properties"));
                let item = ManifestItem {
                    path,
                    media_type,
                    properties,
                };
                self.manifest_order.push(get("id"));
                self.manifest.entry(get("id")).or_insert(item);
            }
            "spine" => self.ncx = Some(get("toc")).filter(|id| !id.is_empty()),
            "itemref" => self.spine.push(SpineItem {
                id: get("idref"),
                linear: get("linear") != "no",
            }),
            _ => {}
        }
    }

    fn on_close(&mut self, name: &str) {
        let list = match name {
            "title" => &mut self.titles,
            "creator" => &mut self.creators,
            "date" => &mut self.dates,
            "publisher" => &mut self.publishers,
            "meta" => {
                self.current = None;
                if let Some(Refinement { id, property }) = self.refinement.take()
                    && matches!(property.as_str(), "role" | "title-type")
                {
                    self.roles.insert(id, self.text.trim().to_owned());
                }
                return;
            }
            _ => return,
        };
        if let Some(value) = self.current.take()
            && let Some(text) = spaced_line(&self.text)
        {
            list.push(MetadataValue { text, ..value });
        }
    }

    fn finish(mut self) -> Package {
        for value in self.titles.iter_mut().chain(&mut self.creators) {
            let role = self.roles.get(&value.id).filter(|_| !value.id.is_empty());
            if let Some(role) = role {
                value.role.clone_from(role);
            }
        }
        let first = |values, roles| values_with_role(values, roles).into_iter().next();
        Package {
            title: first(&self.titles, &["main"]),
            authors: values_with_role(&self.creators, &["aut", ""]),
            date: first(&self.dates, &["publication", "original-publication", ""]),
            publisher: first(&self.publishers, &[""]),
            chapters: self.chapters(),
            contents: self.contents(),
        }
    }

    /// The chapters in reading order; without a spine, in the order of the manifest.
    fn chapters(&self) -> Vec<Chapter> {
        let chapter = |file: &ManifestItem, linear: bool| Chapter {
            path: Some(file.path.clone()),
            linear,
        };
        if self.spine.is_empty() {
            let files = self
                .manifest_order
                .iter()
                .filter_map(|id| self.manifest.get(id));
            return files
                .filter(|file| file.is_page())
                .map(|file| chapter(file, true))
                .collect();
        }
        let listed = self
            .spine
            .iter()
            .filter_map(
                |&SpineItem { ref id, linear }| match self.manifest.get(id) {
                    Some(file) => file.is_page().then(|| chapter(file, linear)),
                    None => Some(Chapter { path: None, linear }),
                },
            );
        listed.collect()
    }

    fn contents(&self) -> Vec<String> {
        let ncx = self.ncx.as_ref().and_then(|id| self.manifest.get(id));
        let mut files: Vec<&ManifestItem> = self
            .manifest
            .values()
            .filter(|file| file.is_contents())
            .collect();
        // The EPUB 3 navigation document first.
        files.sort_by_key(|file| (file.media_type.contains("ncx"), &file.path));
        files
            .into_iter()
            .chain(ncx)
            .map(|file| file.path.clone())
            .collect()
    }
}

/// The texts of the values with one of `roles`, or of all values if none has one.
fn values_with_role(values: &[MetadataValue], roles: &[&str]) -> Vec<String> {
    let has_role = |value: &&MetadataValue| roles.contains(&value.role.as_str());
    let found: Vec<&MetadataValue> = values.iter().filter(has_role).collect();
    let found = if found.is_empty() {
        values.iter().collect()
    } else {
        found
    };
    found.into_iter().map(|value| value.text.clone()).collect()
}
