//! A page of the web to blocks.
//!
//! Owns the order of the steps: text → tree → what the page says of itself → the article in it → blocks. Promises a
//! document or one plain sentence for every page, in time and memory that its size bounds, without recursion; what is no
//! article opens as the text of the page, with a notice that says so. Runs no script, loads nothing.

mod about;
mod address;
mod article;
mod bare;
mod blocks;
mod feed;
mod junk;
mod nodes;
mod page;
mod tag;
mod tree;
mod walk;

use super::{Options, Raw, clean, decode};
use crate::document::Document;
use crate::error::Error;
use about::About;
use address::Base;
use blocks::Writer;
use page::Page;
use tree::GivenUp;
use walk::Show;

/// An article has this many characters, or the page must speak for it.
const LONG: usize = 500;

/// Fewer characters than this are no article, whatever the page says.
const SHORT: usize = 140;

/// With fewer bytes of text than this, a page may have hidden what it has to say.
const LITTLE: usize = 80;

/// The document in a page.
///
/// # Errors
/// If there is no text in it.
pub(super) fn document(raw: &Raw, options: &Options) -> Result<Document, Error> {
    let text = decode::text(raw, options);
    let document = read(&text, raw);
    document.ok_or_else(|| nothing(&text, raw))
}

fn read(text: &str, raw: &Raw) -> Option<Document> {
    let tree = match tree::parse(text) {
        Ok(tree) => tree,
        Err(why) => return bare(text, raw, why),
    };
    let page = page::collect(&tree);
    let about = about::read(&page, raw.address.as_deref());
    let address = raw.address.as_deref().or(page.canonical.as_deref());
    let base = Base::of(address, page.base.as_deref());
    // Where a file says which page of the web it is, that is its page.
    let own = page.canonical.as_deref().filter(|_| raw.address.is_none());
    let own = own.and_then(crate::document::Page::at);
    let writer = || {
        let mut writer = writer(raw, &about, base.clone());
        writer.meta_mut().page.clone_from(&own);
        writer
    };
    if !article::is_bearable(&tree) {
        let mut writer = writer();
        writer.meta_mut().notice = Some(notice(Notice::Large));
        walk::walk(&tree, tree.tree.root().id, Show::default(), &mut writer);
        return done(writer);
    }
    if let Some(found) = article::find(tree)
        && is_article(found.characters, &page, &about)
    {
        junk::remove(&found.document, found.root);
        let mut writer = writer();
        writer.begin_article(about.byline.as_deref());
        walk::walk(&found.document, found.root, Show::default(), &mut writer);
        if writer.written() > 0 {
            return done(writer);
        }
    }
    if let Some(body) = about.body.as_deref().filter(|body| body.len() >= LONG) {
        return done(told(body, writer()));
    }
    whole(text, &page, &about, writer)
}

/// The article as a page gives it to search engines: as text, or as HTML.
fn told(body: &str, mut writer: Writer) -> Writer {
    if body.contains("</p>") || body.contains("<br") {
        return bare::read(body, writer);
    }
    for paragraph in body.split('\n') {
        writer.paragraph(paragraph);
    }
    writer
}

/// All that the page has to say.
fn whole(text: &str, page: &Page, about: &About, writer: impl Fn() -> Writer) -> Option<Document> {
    // The finder has taken the first tree apart.
    let tree = tree::parse(text).ok()?;
    let root = tree.tree.root().id;
    let show = |show: Show| {
        let mut writer = writer();
        walk::walk(&tree, root, show, &mut writer);
        writer
    };
    let seen = show(Show::default());
    let (mut best, mut kind) = (seen, Notice::Found);
    if best.len() < LITTLE + about.title.as_ref().map_or(0, String::len) {
        let all = show(Show {
            hidden: true,
            without_scripts: true,
        });
        if all.len() > 2 * best.len() || best.written() == 0 {
            (best, kind) = (all, Notice::Hidden);
        }
    }
    if best.written() == 0 {
        best = frames(&tree, writer());
        kind = Notice::Frames;
    }
    if page.asks_password {
        kind = Notice::Password;
    }
    best.meta_mut().notice = Some(notice(kind));
    done(best)
}

/// What a page made of frames says to those who see none.
fn frames(tree: &dom_query::Document, writer: Writer) -> Writer {
    let text: String = nodes::elements(tree)
        .filter(|id| {
            tree.tree.query_node_or(id, false, |node| {
                node.as_element()
                    .is_some_and(|element| &*element.name.local == "noframes")
            })
        })
        .map(|id| nodes::raw_text(tree, id))
        .collect();
    bare::read(&text, writer)
}

/// The text of a page without a tree.
fn bare(text: &str, raw: &Raw, why: GivenUp) -> Option<Document> {
    let about = About {
        title: bare::title(text).map(|title| clean::line(&title).into_owned()),
        ..About::default()
    };
    let base = Base::of(raw.address.as_deref(), None);
    let mut writer = bare::read(text, writer(raw, &about, base));
    writer.meta_mut().notice = Some(notice(match why {
        GivenUp::Deep => Notice::Deep,
        GivenUp::Large => Notice::Large,
    }));
    done(writer)
}

/// A writer that has written the headline and knows the facts.
fn writer(raw: &Raw, about: &About, base: Base) -> Writer {
    let mut writer = Writer::new(raw.name.as_str(), base);
    let meta = writer.meta_mut();
    meta.title.clone_from(&about.title);
    meta.byline.clone_from(&about.byline);
    meta.date.clone_from(&about.date);
    meta.site.clone_from(&about.site);
    if let Some(title) = &about.title {
        writer.title(title);
    }
    writer
}

fn done(writer: Writer) -> Option<Document> {
    (writer.written() > 0).then(|| writer.finish())
}

fn is_article(characters: usize, page: &Page, about: &About) -> bool {
    characters >= LONG
        || !page.asks_password
            && (characters >= SHORT || characters >= SHORT / 2 && about.is_article)
}

/// Why the text of a page is not its article.
#[derive(Debug, Clone, Copy)]
enum Notice {
    Found,
    Hidden,
    Frames,
    Password,
    Deep,
    Large,
}

/// What a reader is told.
fn notice(kind: Notice) -> String {
    let sentence = match kind {
        Notice::Found => "no article was found in this page; this is all its text",
        Notice::Hidden => {
            "this page shows nothing without its scripts, which are not run here; this is what it says beside"
        }
        Notice::Frames => "this page is made of other pages; this is what it says itself",
        Notice::Password => {
            "this page asks for a password and shows no article; this is all its text"
        }
        Notice::Deep => "this page is nested too deep to find its article; this is all its text",
        Notice::Large => "this page is too large to find its article; this is all its text",
    };
    sentence.to_owned()
}

/// Why there is nothing to read.
fn nothing(text: &str, raw: &Raw) -> Error {
    let holds = |tag: &str| memchr::memmem::find(text.as_bytes(), tag.as_bytes()).is_some();
    let why = if holds("<frameset") || holds("<FRAMESET") {
        "it is made of other pages; open one of those"
    } else if holds("<script") || holds("<SCRIPT") {
        "its scripts would fetch it, and they are not run here; try another address of the article, like its print view"
    } else {
        return Error::NoText(raw.name.clone());
    };
    Error::Other(format!("{} has no text in it: {why}", raw.name))
}
