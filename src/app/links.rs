//! Where the links of the article lead: to a place in it, or to a page for the browser.

use super::reading::Reading;
use crate::document::BrowseTarget;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a page, in the browser.
    Page(BrowseTarget),
    /// To a place in this article, by its byte offset.
    Place(usize),
}

impl LinkTarget {
    /// The target of a link of `reading`, if it can be followed.
    pub(super) fn of_link(reading: &Reading, target: &str) -> Option<Self> {
        match target.strip_prefix('#') {
            Some(name) => reading.document.place(name).map(Self::Place),
            None => BrowseTarget::from_url(target).map(Self::Page),
        }
    }

    /// The target of the link at the byte `offset`, if there is one that can be followed.
    pub(super) fn at(reading: &Reading, offset: usize) -> Option<Self> {
        let links = reading.document.links();
        let link = links.get(links.partition_point(|link| link.range.end <= offset))?;
        let is_there = link.range.contains(&offset);
        is_there.then(|| Self::of_link(reading, &link.target))?
    }

    /// The byte offset of the place in `reading` that the link leads to; `None` if it leads out of the article.
    pub(super) fn place_in(&self, reading: &Reading) -> Option<usize> {
        match self {
            Self::Place(start) => Some(*start),
            Self::Page(page) => find_linked_heading(reading, page),
        }
    }

    /// The target for the status line.
    pub(super) fn display_text(&self) -> String {
        match self {
            Self::Page(page) => page.display_text(),
            Self::Place(_) => "a place in this article".to_owned(),
        }
    }
}

/// The byte offset of the heading that the fragment of `page` names, if `page` is a URL of this article with the fragment
/// that such a heading usually has.
fn find_linked_heading(reading: &Reading, page: &BrowseTarget) -> Option<usize> {
    let (BrowseTarget::Web(own_url), BrowseTarget::Web(url)) =
        (reading.document.meta().browse_target.as_ref()?, page)
    else {
        return None;
    };
    let (target_url, fragment) = url.as_str().split_once('#')?;
    let own_url = own_url.as_str().split('#').next().unwrap_or_default();
    let outline =
        (target_url == own_url && !fragment.is_empty()).then(|| reading.document.outline())?;
    let heading = outline
        .iter()
        .find(|heading| slugify(heading.text) == slugify(fragment));
    heading.map(|heading| heading.start)
}

/// The slug of a heading or a fragment: `the-keepers-lamp` for "The keeper's lamp" and for `The_keepers_lamp`. Letters and
/// digits in lower case, with a hyphen for each run of blanks, hyphens and underscores.
fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if matches!(c, ' ' | '-' | '_') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}
