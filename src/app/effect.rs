//! Effects: what `update` asks its caller, `run`, to do, because it does no I/O itself.

use super::overlays::library::{KeptDecision, KeptName};
use super::pictures::PictureId;
use super::reading::history::HistorySnapshot;
use super::reading::search::SearchRequest;
use super::visited::PageId;
use crate::document::{BrowseTarget, Document};
use crate::entities::corrections::{Correction, CorrectionScope};
use crate::entities::{Entities, EntityId};
use std::sync::Arc;

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenRequest {
    /// The article or feed that the program was started with.
    Initial,
    /// An article of the feed that the program was started with, by its index.
    FeedItem(usize),
    /// Another article in its place, as it would be named on the command line; `None` is the sample article.
    Other(Option<String>),
    /// A page that was left and is no longer in memory.
    Page(PageId),
    /// The manual, over whatever is open.
    Manual,
}

/// A correction, and where it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopedCorrection {
    /// The article it was made in.
    pub document: Arc<Document>,
    /// Whether it applies to that article or to every article.
    pub scope: CorrectionScope,
    /// The correction.
    pub correction: Correction,
}

/// Text to pipe to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PipeRequest {
    /// The command line, for the shell.
    pub command: String,
    /// The text for its standard input.
    pub text: String,
    /// A description of the text for the user: "the article, 812 words".
    pub description: String,
}

/// A question to the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryQuestion {
    /// The number of the question.
    pub id: u64,
    /// What is asked.
    pub query: LibraryQuery,
}

/// What the library is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryQuery {
    /// What was read before about a person or a country of the open article.
    ReadBefore(OpenNames, EntityId),
    /// Which people of the open article were met in other articles.
    PeopleMet(OpenNames),
    /// All people, countries and articles.
    Lists,
    /// The page of a person or a country.
    Page(KeptName),
    /// The page that has what was read before about a person or a country of the open article.
    PageOf(OpenNames, EntityId),
    /// The articles on that page from this number on.
    PageArticles(KeptName, usize),
}

/// The open article, which does not count as read before, and the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenNames {
    /// The article.
    pub document: Arc<Document>,
    /// The names in it.
    pub entities: Arc<Entities>,
}

/// What the user has decided about people of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryDecision {
    /// The second is the same person as the first, who keeps the name.
    Join(KeptName, KeptName),
    /// They are not the same.
    KeepApart(KeptName, KeptName),
    /// The article with this identity mentions someone else of that name.
    Part(KeptName, String),
    /// This earlier decision does not hold any more; without one, the latest.
    TakeBack(Option<KeptDecision>),
}

/// Something that `run` must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program with this exit code.
    Quit(u8),
    /// Load this in the background, in place of anything that is still being loaded. An [`Event`](super::Event) reports the
    /// result.
    Open(OpenRequest),
    /// The same for the open page: load it again, with all of its text or only its article.
    Reopen {
        /// What to open.
        request: OpenRequest,
        /// Whether to show all text of the page.
        whole_page: bool,
    },
    /// Cancel what is being loaded in the background.
    CancelOpen,
    /// Keep the page that was just replaced, with its jobs, under this number. Without this its jobs are cancelled.
    KeepPage(PageId),
    /// A page that was kept is open again: resume its jobs, in place of what was open.
    ShowPage(PageId),
    /// Cancel the jobs of a page that was kept; it is loaded again when it is gone to.
    UnloadPage(PageId),
    /// A page that was kept cannot be gone to any more.
    ForgetPage(PageId),
    /// Save this reading position of the open article, which is about to be left.
    SavePosition(HistorySnapshot),
    /// Resume the jobs of what was open under the manual, which has been closed.
    CloseManual,
    /// Copy this to the clipboard.
    CopyToClipboard(String),
    /// Open this in the browser. An [`Event`](super::Event) reports the result.
    OpenInBrowser(BrowseTarget),
    /// Pipe text to a command, which has the terminal until it ends. An [`Event`](super::Event) reports the result.
    Pipe(PipeRequest),
    /// Save a correction.
    SaveCorrection(ScopedCorrection),
    /// Delete a saved correction, because it was undone.
    DeleteCorrection(ScopedCorrection),
    /// Look up the recently read articles. An [`Event`](super::Event) returns them.
    LoadRecentArticles,
    /// Search a long text in the background, in place of any search still running.
    Search(SearchRequest),
    /// Ask the library in the background. An [`Event`](super::Event) returns the answer, even if there is nothing.
    AskLibrary(LibraryQuestion),
    /// Keep a decision in the library, and then answer the question. What was taken back is answered before.
    DecideInLibrary(LibraryDecision, LibraryQuestion),
    /// Load a picture in the background, in place of one that is still being loaded. An [`Event`](super::Event) reports the result.
    LoadPicture(PictureId),
    /// Cancel the loading of a picture: it is no longer looked at.
    CancelPicture,
    /// Suspend the program, as Ctrl-Z does elsewhere, until it is continued.
    Suspend,
    /// Redraw every cell.
    Redraw,
    /// Turn mouse reporting on or off.
    CaptureMouse(bool),
}
