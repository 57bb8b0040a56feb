//! The pictures of the article: those that have been loaded in this sitting, and which one is being loaded.
//!
//! Nothing is loaded before the user asks for it. What an open picture overlay needs is requested after each event
//! (`load_wanted`), and a request that nothing needs any more is cancelled, however the overlay was closed.

use super::effect::Effect;
use super::links;
use super::overlays::Overlay;
use super::state::State;
use crate::document::{BrowseTarget, Picture, PictureRef, strip_prefix_ignore_case};
use crate::layout::Rect;
use std::sync::Arc;

/// The most memory for pictures, in bytes. Beyond it the one that was loaded first goes first.
const MAX_BYTES: usize = 64 << 20;

/// The longest address that is shown, in characters.
const MAX_SHOWN_CHARS: usize = 200;

/// Which picture, of which article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureId {
    /// What the article was opened as. Within a book, an address says nothing about the book.
    pub article: String,
    /// Its address, as [`PictureRef`] has it.
    pub address: Arc<str>,
}

/// What has been loaded, and what is being loaded.
#[derive(Debug, Clone, Default)]
pub struct PictureStore {
    /// The pictures loaded, the oldest first.
    loaded: Vec<(PictureId, Picture)>,
    /// The last picture that could not be loaded while it was looked at, and why.
    failed: Option<(PictureId, String)>,
    /// The picture that is being loaded.
    requested: Option<PictureId>,
}

/// What there is of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureState {
    /// It is being loaded; the sentence to show.
    Loading(String),
    /// It cannot be shown; the sentence that says why.
    Failed(String),
    /// Its pixels.
    Loaded(Picture),
}

impl PictureStore {
    /// The picture `id`, if it has been loaded.
    fn find(&self, id: &PictureId) -> Option<&Picture> {
        let found = self.loaded.iter().find(|(known, _)| known == id);
        found.map(|(_, picture)| picture)
    }

    /// Why the picture `id` cannot be shown.
    fn failure(&self, id: &PictureId) -> Option<&str> {
        let failed = self.failed.as_ref().filter(|(known, _)| known == id);
        failed.map(|(_, why)| why.as_str())
    }

    /// Keeps what came of loading `id`, unless that is no longer wanted.
    pub(super) fn note_result(&mut self, id: PictureId, result: Result<Picture, String>) {
        if self.requested.as_ref() != Some(&id) {
            return;
        }
        self.requested = None;
        match result {
            Err(why) => self.failed = Some((id, why)),
            Ok(picture) => {
                self.loaded.push((id, picture));
                let bytes = |(_, picture): &(PictureId, Picture)| picture.pixels().len();
                let mut total: usize = self.loaded.iter().map(bytes).sum();
                while total > MAX_BYTES && self.loaded.len() > 1 {
                    total -= bytes(&self.loaded.remove(0));
                }
            }
        }
    }

    /// Forgets all pictures: they may have changed.
    pub(super) fn forget(&mut self) {
        (self.loaded, self.failed) = (Vec::new(), None);
    }
}

/// Requests the picture that is looked at, or cancels the request for one that no longer is.
pub(super) fn load_wanted(state: &mut State) -> Option<Effect> {
    let shown = shown_id(state);
    let store = &mut state.session.pictures;
    if store.failed.as_ref().map(|(id, _)| id) != shown.as_ref() {
        // Whoever comes back to it wants to try again.
        store.failed = None;
    }
    let is_known = |id: &PictureId| store.find(id).is_some() || store.failure(id).is_some();
    let wanted = shown.filter(|id| !is_known(id));
    if wanted == store.requested {
        return None;
    }
    store.requested.clone_from(&wanted);
    Some(wanted.map_or(Effect::CancelPicture, Effect::LoadPicture))
}

/// The picture that is looked at.
fn shown_id(state: &State) -> Option<PictureId> {
    let overlays = state.screen.overlays.iter().rev();
    let index = overlays.clone().find_map(|overlay| match overlay {
        Overlay::Picture(viewer) => Some(viewer.index),
        _ => None,
    })?;
    let picture = state.reading.document.pictures().get(index)?;
    Some(id_of(state, picture))
}

fn id_of(state: &State, picture: &PictureRef) -> PictureId {
    PictureId {
        article: state.reading.document.meta().source.clone(),
        address: Arc::clone(&picture.address),
    }
}

/// What there is of `picture`, one of the open article.
pub(super) fn state_of(state: &State, picture: &PictureRef) -> PictureState {
    let store = &state.session.pictures;
    let id = id_of(state, picture);
    match (store.find(&id), store.failure(&id)) {
        (Some(picture), _) => PictureState::Loaded(picture.clone()),
        (None, Some(why)) => PictureState::Failed(why.to_owned()),
        (None, None) => PictureState::Loading(match host(&picture.address) {
            Some(host) => format!("Fetching the picture ({host}) …"),
            None => "Reading the picture …".to_owned(),
        }),
    }
}

/// The host of an address on the web, for display.
fn host(address: &str) -> Option<String> {
    let shown = BrowseTarget::from_url(address)?.display_text();
    let (_, rest) = shown.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.chars().take(MAX_SHOWN_CHARS).collect())
}

/// The address of a picture for display.
pub(super) fn address_text(address: &str) -> String {
    if let Some(page) = BrowseTarget::from_url(address) {
        return page.display_text();
    }
    if strip_prefix_ignore_case(address, "data:").is_some() {
        return "in the page itself".to_owned();
    }
    if address.starts_with(PictureRef::MAIL_SCHEME) {
        return "in the e-mail itself".to_owned();
    }
    let path = match address.strip_prefix(PictureRef::BOOK_SCHEME) {
        // Shown like the path of a file.
        Some(path) => links::file_name(&format!("/{path}")).split_off(1),
        None => links::file_name(address),
    };
    path.chars().take(MAX_SHOWN_CHARS).collect()
}

/// A picture on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenPicture {
    /// Its cells.
    pub area: Rect,
    /// Its pixels.
    pub picture: Picture,
}

impl State {
    /// The picture on the screen, if there is one and nothing is open over it. It is painted in half blocks; a terminal that shows
    /// pixels shows it there instead.
    pub fn screen_picture(&self) -> Option<ScreenPicture> {
        let Some(Overlay::Picture(viewer)) = self.screen.overlays.last() else {
            return None;
        };
        let has_notice_over_it = self.screen.areas.status.is_empty()
            && (self.messages.current_notice().is_some() || self.pending_keys().is_some());
        if self.messages.current_box().is_some()
            || self.screen.shows_next_keys
            || has_notice_over_it
        {
            return None;
        }
        let layout = viewer.layout(self)?;
        match layout.content {
            PictureState::Loaded(picture) if !layout.picture.is_empty() => Some(ScreenPicture {
                area: layout.picture,
                picture,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> PictureId {
        PictureId {
            article: "a".to_owned(),
            address: name.into(),
        }
    }

    /// Protects: the memory for pictures is limited, the last one stays, and one that is not waited for is not kept.
    #[test]
    fn the_oldest_pictures_go_first() {
        let large = Picture::from_pixels(1600, 1600, 1, &vec![9; 1600 * 1600]).unwrap();
        let mut store = PictureStore::default();
        for n in 0..12 {
            store.requested = Some(id(&n.to_string()));
            store.note_result(id(&n.to_string()), Ok(large.clone()));
        }
        let kept: Vec<&str> = store.loaded.iter().map(|(id, _)| &*id.address).collect();
        assert_eq!(kept, ["4", "5", "6", "7", "8", "9", "10", "11"]);
        store.note_result(id("late"), Ok(large));
        assert!(store.find(&id("late")).is_none());
    }

    /// Protects: what is shown of an address holds no password and nothing that acts on a terminal.
    #[test]
    fn addresses_are_harmless() {
        for (address, shown) in [
            (
                "https://me:secret@example.org/a.png",
                "https://example.org/a.png",
            ),
            ("book:OEBPS/a\u{202e}b.png", "OEBPS/a\u{fffd}b.png"),
            ("file:///home/ann/a.png", "/home/ann/a.png"),
            ("data:image/png;base64,AAAA", "in the page itself"),
        ] {
            assert_eq!(address_text(address), shown);
        }
        let named = host("https://me:secret@example.org:8080?x").unwrap();
        assert_eq!(named, "example.org:8080");
        assert_eq!(host("file:///a"), None);
    }
}
