//! Where the links of the article lead: to a place in it, to another page, or to what only a browser shows.

use super::overlays::Overlay;
use super::reading::Reading;
use super::state::{MainView, State};
use crate::document::BrowseTarget;
use crate::layout::{Cell, measure};
use std::ops::Range;
use std::path::Path;

/// What the address of a file begins with.
const FILE_SCHEME: &str = "file://";

/// The extensions of files that hold no article: pictures, sound, films, archives, programs, and documents of programs that
/// byline does not read.
const OTHER_EXTENSIONS: &[&str] = &[
    "7z", "apk", "avi", "avif", "bin", "bmp", "bz2", "css", "csv", "deb", "dmg", "doc", "docx",
    "exe", "flac", "flv", "gif", "gz", "heic", "ico", "ics", "iso", "jar", "jpeg", "jpg", "js",
    "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "msi", "odp", "ods", "odt", "oga",
    "ogg", "ogv", "opus", "pkg", "png", "ppt", "pptx", "rar", "rpm", "svg", "tar", "tgz", "tif",
    "tiff", "torrent", "wav", "webm", "webp", "wmv", "woff", "woff2", "xls", "xlsx", "xz", "zip",
    "zst",
];

/// Whether there may be an article at `address`: it is one of the web or of a file, and its path does not end like that of a
/// picture, a film and so on.
pub(super) fn can_be_article(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    if !["http", "https", "file"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return false;
    }
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let name = path
        .split_once('/')
        .and_then(|(_, path)| path.rsplit('/').next());
    let extension = name.and_then(|name| name.rsplit_once('.'));
    let is_other = |extension: &str| {
        let is_pdf = extension.eq_ignore_ascii_case("pdf");
        is_pdf && !cfg!(feature = "pdf")
            || OTHER_EXTENSIONS
                .iter()
                .any(|other| extension.eq_ignore_ascii_case(other))
    };
    !extension.is_some_and(|(_, extension)| is_other(extension))
}

/// The path in the address of a file, for display.
pub(super) fn file_name(address: &str) -> String {
    let path = address.strip_prefix(FILE_SCHEME).unwrap_or(address);
    // Shown like the path of any other file.
    let target = BrowseTarget::from_file(Path::new(path));
    target.map_or_else(String::new, |target| target.display_text())
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a page on the web, or an e-mail address.
    Page(BrowseTarget),
    /// To a file on this machine, by its `file:` address.
    File(String),
    /// To a place in this article, by its byte offset.
    Place(usize),
}

impl LinkTarget {
    /// The target of a link of `reading`, if it can be followed.
    pub(super) fn of_link(reading: &Reading, target: &str) -> Option<Self> {
        match target.strip_prefix('#') {
            Some(name) => reading.document.place(name).map(Self::Place),
            None if target.starts_with(FILE_SCHEME) => {
                can_be_article(target).then(|| Self::File(target.to_owned()))
            }
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

    /// The target of the first link that can be followed in `range` (bytes).
    pub(super) fn within(reading: &Reading, range: &Range<usize>) -> Option<Self> {
        let links = reading.document.links();
        let from = links.partition_point(|link| link.range.end <= range.start);
        let links = links.iter().skip(from);
        links
            .take_while(|link| link.range.start < range.end)
            .find_map(|link| Self::of_link(reading, &link.target))
    }

    /// The byte offset of the place in `reading` that the link leads to; `None` if it leads out of the article.
    pub(super) fn place_in(&self, reading: &Reading) -> Option<usize> {
        match self {
            Self::Place(start) => Some(*start),
            Self::Page(page) => find_linked_heading(reading, page),
            Self::File(_) => None,
        }
    }

    /// The target for the status line.
    pub(super) fn display_text(&self) -> String {
        match self {
            Self::Page(page) => page.display_text(),
            Self::File(address) => file_name(address),
            Self::Place(_) => "a place in this article".to_owned(),
        }
    }
}

/// Where the link under the cursor leads, for the status line: in a selection that at its moving end, else that of the
/// current mention. `None` if there is none, or something else is open on top.
pub fn address_under_cursor(state: &State) -> Option<String> {
    let reading = &state.reading;
    let search = reading.search.active.as_ref();
    let at_match = search.is_some_and(|search| search.current.is_some());
    let range = match state.overlay_under_help() {
        Some(Overlay::Selection(selection)) => &selection.head,
        Some(_) => return None,
        // The status line shows something else.
        None if reading.pair.is_some() || at_match => return None,
        None => &reading.current_mention()?.range,
    };
    LinkTarget::within(reading, range).map(|target| target.display_text())
}

/// A link on the screen that leads to the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenLink {
    /// What tells it from the other links of the article: its byte offset.
    pub id: usize,
    /// Its URL: printable ASCII without blanks, quotation marks and the like, and without a password.
    pub url: String,
    /// The cells of its text.
    pub cells: Vec<ScreenLinkCell>,
}

/// A cell of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenLinkCell {
    /// Where it is.
    pub at: Cell,
    /// What it shows.
    pub symbol: String,
}

impl State {
    /// The links on the screen that lead to the web; none while anything is open over the text.
    pub fn screen_links(&self) -> Vec<ScreenLink> {
        let is_covered = !self.screen.overlays.is_empty()
            || self.screen.areas.panel_over_text
            || self.messages.current_box().is_some();
        if self.main_view() != MainView::Article || is_covered {
            return Vec::new();
        }
        let links = visible_links(&self.reading);
        let cells = |range: &Range<usize>| text_cells(self, range);
        links
            .into_iter()
            .map(|(range, url)| ScreenLink {
                id: range.start,
                cells: cells(&range),
                url,
            })
            .collect()
    }
}

/// The byte ranges and URLs of the links on the screen. A link that a change of style splits is one.
fn visible_links(reading: &Reading) -> Vec<(Range<usize>, String)> {
    let visible = reading.visible_range();
    let links = reading.document.links();
    let from = links.partition_point(|link| link.range.end <= visible.start);
    let links = links.iter().skip(from);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for link in links.take_while(|link| link.range.start < visible.end) {
        let target = BrowseTarget::from_url(&link.target);
        let Some(url) = target.and_then(|target| target.hyperlink()) else {
            continue;
        };
        match found.last_mut() {
            Some((range, before)) if *before == url && range.end == link.range.start => {
                range.end = link.range.end;
            }
            _ => found.push((link.range.clone(), url)),
        }
    }
    found
}

/// The cells that show the text in `range` (bytes).
fn text_cells(state: &State, range: &Range<usize>) -> Vec<ScreenLinkCell> {
    let column = state.screen.areas.column;
    let mut found = Vec::new();
    for (line, y) in state
        .reading
        .view
        .lines
        .iter()
        .zip(column.y..column.bottom())
    {
        if line.blank || line.range.start >= range.end || line.range.end <= range.start {
            continue;
        }
        let columns = line.columns.as_deref().unwrap_or_default();
        let mut columns = columns.iter().skip(1);
        let mut x = column.x.saturating_add(line.indent);
        let start = x;
        for grapheme in measure::graphemes(state.reading.document.slice(line.range.clone())) {
            if grapheme.text == "\n" {
                x = columns.next().map_or(x, |at| start.saturating_add(*at));
                continue;
            }
            if range.contains(&(line.range.start + grapheme.start)) && column.contains(x, y) {
                found.push(ScreenLinkCell {
                    at: (x, y).into(),
                    symbol: grapheme.text.to_owned(),
                });
            }
            x = x.saturating_add(u16::try_from(grapheme.cells).unwrap_or(u16::MAX));
        }
    }
    found
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
    (target_url == own_url).then(|| heading_of_fragment(reading, fragment))?
}

/// The byte offset of the heading that `fragment` names, as such a heading usually has it.
pub(super) fn heading_of_fragment(reading: &Reading, fragment: &str) -> Option<usize> {
    let slug = slugify(fragment);
    let outline = (!slug.is_empty()).then(|| reading.document.outline())?;
    let heading = outline.iter().find(|heading| slugify(heading.text) == slug);
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
