//! Reads a web page: parses it, finds the article in it and turns that into blocks.
//!
//! The steps, in order: parse the text into a tree, read the metadata the page declares, extract the article, remove
//! boilerplate from it, write its blocks. If no article is found, the whole text of the page is shown, with a notice
//! that says so. Every page yields either a document or an error. Time and memory are bounded by the size of the page,
//! and nothing recurses. No script is run and nothing is fetched.

mod article;
mod base_url;
mod below_headline;
mod best_article;
mod blocks;
mod boilerplate;
mod flat_parser;
mod furniture;
mod lead;
mod math;
mod metadata;
mod nodes;
mod normalize;
mod other_posts;
mod page_metadata;
mod prose;
mod script;
mod script_templates;
mod slides;
mod tag;
mod tokenize;
mod tree;
mod walk;

use super::fetch::is_web_url;
use super::{LoadOptions, RawContent, clean, decode};
use crate::document::{Builder, Document, PageText};
use crate::error::Error;
use base_url::BaseUrl;
use blocks::BlockWriter;
pub(super) use blocks::is_byline;
use metadata::ArticleMetadata;
use page_metadata::PageMetadata;
pub(super) use script::{ScriptPosition, script_text};
use tree::TreeLimit;
use walk::WalkOptions;

/// An extracted text of at least this many characters always counts as an article.
const ARTICLE_CHARS: usize = 500;

/// On a page without a password field this many characters are enough, or half as many if the page declares an article.
const SHORT_ARTICLE_CHARS: usize = 140;

/// A page that shows fewer bytes of text than this, its title not counted, may hide its text until scripts run.
const SPARSE_PAGE_BYTES: usize = 80;

/// Reads a web page into a document.
///
/// # Errors
/// If the page contains no text.
pub(super) fn read_document(raw: &RawContent, options: &LoadOptions) -> Result<Document, Error> {
    let text = decode::decode_raw(raw, options);
    let document = read_page(&text, raw, options.whole_page);
    document.ok_or_else(|| no_text_error(&text, raw))
}

/// How the markup in a letter, a book or a Markdown text is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FragmentOptions<'p> {
    /// How many levels of quotation it stands in.
    pub(super) quote_depth: u8,
    /// Whether it is XHTML, where any element may end with its start tag.
    pub(super) is_xhtml: bool,
    /// The path of the chapter inside its book, if it is one.
    pub(super) chapter: Option<&'p str>,
    /// What it stands in: its pictures are relative to the address or the file of that.
    pub(super) within: Option<&'p RawContent>,
    /// Whether it is an e-mail, whose pictures may be parts of it.
    pub(super) is_mail: bool,
}

/// Adds the blocks of `text` to `builder`. Everything in it is meant to be read: no article is looked for. What is
/// hidden is left out, unless nothing else is there.
pub(super) fn write_fragment(text: &str, options: FragmentOptions<'_>, builder: &mut Builder) {
    let FragmentOptions {
        quote_depth,
        is_xhtml,
        chapter,
        within,
        is_mail,
    } = options;
    let mut base_url = match chapter {
        Some(chapter) => BaseUrl::of_chapter(chapter),
        None if is_mail => BaseUrl::of_mail(),
        None => BaseUrl::default(),
    };
    if let Some(raw) = within {
        base_url = base_url.with_pictures_of(raw);
    }
    let before = std::mem::take(builder);
    let start = before.len();
    let writer = BlockWriter::on(before, base_url.clone(), quote_depth);
    let Ok(tree) = tree::parse_syntax(text, is_xhtml) else {
        *builder = flat_parser::write_blocks(text, writer).into_builder();
        return;
    };
    normalize::normalize(&tree);
    let root = tree.tree.root().id;
    let write = |mut writer: BlockWriter, include_hidden| {
        let options = WalkOptions {
            include_hidden,
            include_noscript: include_hidden,
        };
        walk::write_descendants(&tree, root, options, &mut writer);
        writer.into_builder()
    };
    let mut written = write(writer, false);
    if written.len() == start {
        written = write(
            BlockWriter::on(written, base_url.clone(), quote_depth),
            true,
        );
    }
    *builder = written;
}

/// The address of the picture that `link` leads to from `raw`, as a document has it.
pub(super) fn picture_address(raw: &RawContent, link: &str) -> Option<String> {
    BaseUrl::default()
        .with_pictures_of(raw)
        .resolve_picture(link)
}

fn read_page(text: &str, raw: &RawContent, whole: bool) -> Option<Document> {
    let tree = match tree::parse(text) {
        Ok(tree) => tree,
        Err(limit) => return read_without_tree(text, raw, limit),
    };
    normalize::normalize(&tree);
    let page = page_metadata::collect(&tree);
    let metadata = metadata::resolve(&page, raw.url.as_deref());
    let page_url = raw.url.as_deref().or(page.canonical_url.as_deref());
    let base = BaseUrl::new(page_url, page.base_href.as_deref()).of_file(raw.path.as_deref());
    // A page read from a file belongs to the address that the page itself declares.
    let declared_page = page.canonical_url.as_deref().filter(|_| raw.url.is_none());
    let declared_page = declared_page.and_then(crate::document::BrowseTarget::from_url);
    let feed_url = page.feed_href.as_deref();
    let feed_url = feed_url.and_then(|href| base.resolve(href));
    let feed_url = feed_url.filter(|url| is_web_url(url));
    let writer = || {
        let mut writer = new_writer(raw, &metadata, base.clone());
        writer.meta_mut().browse_target.clone_from(&declared_page);
        writer.meta_mut().feed_url.clone_from(&feed_url);
        writer
    };
    article::remove_scripts(&tree);
    if !article::is_within_limits(&tree) {
        if !whole && let Some(article) = best_article::find_best_block(&tree, &metadata, writer()) {
            return Some(article);
        }
        let mut writer = writer();
        set_notice(&mut writer, PageNotice::TooLarge);
        walk::write_descendants(
            &tree,
            tree.tree.root().id,
            WalkOptions::default(),
            &mut writer,
        );
        return finish_document(writer);
    }
    if whole {
        let WholePage { mut writer, kind } = read_whole_page(text, &page, &metadata, writer)?;
        // It was asked for, whether there is an article or not.
        if !matches!(kind, PageNotice::NoArticle | PageNotice::Password) {
            set_notice(&mut writer, kind);
        }
        writer.meta_mut().page_text = Some(PageText::Whole);
        return finish_document(writer);
    }
    if let Some(article) = best_article::find(text, tree, &page, &metadata, &writer) {
        return Some(article);
    }
    if let Some(body) = metadata
        .body
        .as_deref()
        .filter(|body| body.len() >= ARTICLE_CHARS)
    {
        let article = finish_document(write_declared_body(body, writer()))?;
        return Some(as_article(article, true));
    }
    let WholePage { mut writer, kind } = read_whole_page(text, &page, &metadata, writer)?;
    set_notice(&mut writer, kind);
    finish_document(writer)
}

/// `document` as the article of its page, with a notice if that is not certain.
fn as_article(document: Document, is_certain: bool) -> Document {
    if is_certain {
        return document.with_page_text(Some(PageText::Article));
    }
    document
        .with_page_text(Some(PageText::LikelyArticle))
        .with_notice(UNCERTAIN_NOTICE)
}

/// The notice of an article of which a part may be missing.
const UNCERTAIN_NOTICE: &str = "This may not be the whole article";

/// Writes the article text that the page declares for search engines (`articleBody`), which is plain text or HTML.
fn write_declared_body(body: &str, mut writer: BlockWriter) -> BlockWriter {
    if body.contains("</p>") || body.contains("<br") {
        return flat_parser::write_blocks(body, writer);
    }
    for paragraph in body.split('\n') {
        writer.write_paragraph(paragraph);
    }
    writer
}

/// All text of a page.
struct WholePage {
    writer: BlockWriter,
    /// What to say of it if no article was found.
    kind: PageNotice,
}

/// Writes all text of a page.
fn read_whole_page(
    text: &str,
    page: &PageMetadata,
    metadata: &ArticleMetadata,
    writer: impl Fn() -> BlockWriter,
) -> Option<WholePage> {
    // The article extractor has consumed the first tree.
    let tree = tree::parse(text).ok()?;
    normalize::normalize(&tree);
    let root = tree.tree.root().id;
    let write_with = |options: WalkOptions| {
        let mut writer = writer();
        walk::write_descendants(&tree, root, options, &mut writer);
        writer
    };
    let visible = write_with(WalkOptions::default());
    let (mut chosen, mut kind) = (visible, PageNotice::NoArticle);
    if chosen.len() < SPARSE_PAGE_BYTES + metadata.title.as_ref().map_or(0, String::len) {
        let everything = write_with(WalkOptions {
            include_hidden: true,
            include_noscript: true,
        });
        if everything.len() > 2 * chosen.len() || chosen.blocks_written() == 0 {
            (chosen, kind) = (everything, PageNotice::NeedsScripts);
        }
    }
    if chosen.blocks_written() == 0 {
        chosen = write_noframes(&tree, writer());
        kind = PageNotice::Frames;
    }
    if page.has_password_field {
        kind = PageNotice::Password;
    }
    let writer = chosen;
    Some(WholePage { writer, kind })
}

/// Writes the fallback text (`noframes`) of a page made of frames.
fn write_noframes(tree: &dom_query::Document, writer: BlockWriter) -> BlockWriter {
    let text: String = nodes::elements(tree)
        .filter(|id| {
            tree.tree.query_node_or(id, false, |node| {
                node.as_element()
                    .is_some_and(|element| &*element.name.local == "noframes")
            })
        })
        .map(|id| nodes::raw_text(tree, id))
        .collect();
    flat_parser::write_blocks(&text, writer)
}

/// Writes the text of a page that is too deep or too large for a tree.
fn read_without_tree(text: &str, raw: &RawContent, limit: TreeLimit) -> Option<Document> {
    let metadata = ArticleMetadata {
        title: flat_parser::read_title(text).map(|title| clean::line(&title).into_owned()),
        ..ArticleMetadata::default()
    };
    let base_url = BaseUrl::new(raw.url.as_deref(), None).of_file(raw.path.as_deref());
    let mut writer = flat_parser::write_blocks(text, new_writer(raw, &metadata, base_url));
    let kind = match limit {
        TreeLimit::TooDeep => PageNotice::TooDeep,
        TreeLimit::TooManyNodes => PageNotice::TooLarge,
    };
    set_notice(&mut writer, kind);
    finish_document(writer)
}

/// A writer with the metadata set and the headline written.
fn new_writer(raw: &RawContent, metadata: &ArticleMetadata, base_url: BaseUrl) -> BlockWriter {
    let mut writer = BlockWriter::new(raw.name.as_str(), base_url);
    let meta = writer.meta_mut();
    meta.title.clone_from(&metadata.title);
    meta.authors.clone_from(&metadata.authors);
    meta.date.clone_from(&metadata.date);
    meta.site.clone_from(&metadata.site);
    if let Some(title) = &metadata.title {
        writer.write_title(title);
    }
    writer
}

fn finish_document(writer: BlockWriter) -> Option<Document> {
    (writer.blocks_written() > 0).then(|| writer.finish())
}

fn is_long_enough(characters: usize, page: &PageMetadata, metadata: &ArticleMetadata) -> bool {
    characters >= ARTICLE_CHARS
        || !page.has_password_field
            && (characters >= SHORT_ARTICLE_CHARS
                || characters >= SHORT_ARTICLE_CHARS / 2 && metadata.is_article)
}

/// Why the whole text of a page is shown instead of an article.
#[derive(Debug, Clone, Copy)]
enum PageNotice {
    NoArticle,
    NeedsScripts,
    Frames,
    Password,
    TooDeep,
    TooLarge,
}

/// Notes that all text of the page is there, and why.
fn set_notice(writer: &mut BlockWriter, kind: PageNotice) {
    let meta = writer.meta_mut();
    meta.notice = Some(notice_text(kind));
    meta.page_text = Some(PageText::NoArticle);
}

/// The notice for the status line.
fn notice_text(kind: PageNotice) -> String {
    let sentence = match kind {
        PageNotice::NoArticle => "No article found on this page; showing all its text",
        PageNotice::NeedsScripts => {
            "This page needs its scripts, which byline does not run; showing the text it has without them"
        }
        PageNotice::Frames => "This page is made of frames; showing the text it has without them",
        PageNotice::Password => {
            "This page asks for a password and has no article; showing all its text"
        }
        PageNotice::TooDeep => {
            "This page is nested too deeply to find its article; showing all its text"
        }
        PageNotice::TooLarge => "This page is too large to find its article; showing all its text",
    };
    sentence.to_owned()
}

/// The error for a page without text, with a hint where the cause is known.
fn no_text_error(text: &str, raw: &RawContent) -> Error {
    let contains = |tag: &str| memchr::memmem::find(text.as_bytes(), tag.as_bytes()).is_some();
    let hint = if contains("<frameset") || contains("<FRAMESET") {
        "it is made of frames; open one of them"
    } else if contains("<script") || contains("<SCRIPT") {
        "its scripts load the text, and byline does not run scripts; try another address of the article, such as its print view"
    } else {
        return Error::NoText(raw.name.clone());
    };
    Error::Other(format!("{} has no text in it: {hint}", raw.name))
}

#[cfg(test)]
mod fragment_tests;
