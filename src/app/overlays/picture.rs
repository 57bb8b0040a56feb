//! A picture of the article, and the way to the next and the one before.

use super::popup::Popup;
use super::{KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::pictures::{self, PictureState};
use crate::app::screen::Focus;
use crate::app::state::State;
use crate::app::update::{navigation, scroll, view};
use crate::app::{MouseEvent, MouseEventKind};
use crate::document::{BrowseTarget, Picture, PictureRef};
use crate::layout::Rect;

/// The rows for a sentence in place of the picture.
const MESSAGE_ROWS: u16 = 3;
/// The fewest rows of content from which the address stands below the picture.
const FOOTER_MIN_ROWS: u16 = 6;

/// An open picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureViewer {
    /// Its index among the pictures of the article.
    pub index: usize,
}

/// Where the parts of the overlay are, and what they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The row of the title.
    pub title: Rect,
    /// The cells of the picture, or of the sentence in its place.
    pub picture: Rect,
    /// The row of the address.
    pub footer: Rect,
    /// The caption.
    pub caption: String,
    /// Which of the pictures it is: "2 of 7".
    pub count: String,
    /// The address.
    pub address: String,
    /// The picture, or what there is to say instead.
    pub content: PictureState,
}

/// Opens the picture nearest to the place on the screen.
pub(crate) fn open(state: &mut State) {
    match nearest(state) {
        Some(index) => open_at(state, index),
        None => state.notice("No pictures in this article"),
    }
}

/// Opens the picture with this index.
pub(crate) fn open_at(state: &mut State, index: usize) {
    let options = &state.session.options;
    if !cfg!(feature = "images") {
        state.notice("This byline was built without pictures");
    } else if options.ascii {
        state.notice("This terminal cannot show pictures");
    } else if !options.colour {
        state.notice("Pictures need colours, which are switched off");
    } else {
        view::close_drawer(state);
        state.screen.focus = Focus::Text;
        super::push(state, Overlay::Picture(PictureViewer { index }));
    }
}

/// The picture whose caption is at the byte `offset`.
pub(crate) fn at(state: &State, offset: usize) -> Option<usize> {
    let mut pictures = state.reading.document.pictures().iter();
    pictures.position(|picture| picture.range.contains(&offset))
}

/// The index of the picture nearest to the current mention if that is on the screen, else to the middle of the screen. One on the
/// screen comes before all others.
fn nearest(state: &State) -> Option<usize> {
    let visible = state.reading.visible_range();
    let mention = state.reading.current_mention();
    let mention = mention.map(|mention| mention.range.start);
    let middle = visible.start + visible.len() / 2;
    let here = mention.filter(|at| visible.contains(at)).unwrap_or(middle);
    let distance = |picture: &PictureRef| {
        let (start, end) = (picture.range.start, picture.range.end);
        let is_visible = start < visible.end && end >= visible.start;
        let away = here.saturating_sub(end).max(start.saturating_sub(here));
        (!is_visible, away)
    };
    let pictures = state.reading.document.pictures().iter().enumerate();
    let nearest = pictures.min_by_key(|(_, picture)| distance(picture));
    nearest.map(|(index, _)| index)
}

impl OverlayBehaviour for PictureViewer {
    fn mode(&self) -> Mode {
        Mode::Picture
    }

    fn key_hints(&self, state: &State) -> KeyHints {
        match state.reading.document.pictures().len() {
            ..=1 => &[
                (Action::ShowHelp, "help"),
                (Action::Close, "close"),
                (Action::Choose, "go there"),
            ],
            _ => &[
                (Action::ShowHelp, "help"),
                (Action::Close, "close"),
                (Action::NextPicture, "next"),
                (Action::PreviousPicture, "previous"),
                (Action::Choose, "go there"),
            ],
        }
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        match command.action {
            Action::NextPicture => self.step(state, command.times(), true),
            Action::PreviousPicture => self.step(state, command.times(), false),
            Action::ShowPicture => return Some(Outcome::close()),
            Action::OpenInBrowser => return Some(self.open_in_browser(state)),
            _ => return None,
        }
        Some(Outcome::stay())
    }

    /// Closes all overlays, and goes to the picture's place in the text.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        if let Some(picture) = self.picture(state) {
            let offset = picture.range.start;
            super::close_all(state);
            navigation::record_jump(state);
            scroll::show_offset(state, offset);
        }
        Outcome::close()
    }

    /// The wheel goes to the next picture and the one before; a click closes.
    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        match mouse.kind {
            MouseEventKind::WheelDown => self.step(state, 1, true),
            MouseEventKind::WheelUp => self.step(state, 1, false),
            MouseEventKind::Press => return Outcome::close(),
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    fn reveal(&mut self, state: &mut State) -> bool {
        self.picture(state).is_some()
    }
}

impl PictureViewer {
    fn picture<'s>(&self, state: &'s State) -> Option<&'s PictureRef> {
        state.reading.document.pictures().get(self.index)
    }

    /// Goes `times` pictures on or back, stopping at the ends.
    fn step(&mut self, state: &mut State, times: usize, forward: bool) {
        let last = state.reading.document.pictures().len().saturating_sub(1);
        let before = self.index;
        self.index = if forward {
            before.saturating_add(times).min(last)
        } else {
            before.saturating_sub(times)
        };
        if self.index == before {
            state.notice(match (last, forward) {
                (0, _) => "This is the only picture",
                (_, true) => "This is the last picture",
                (_, false) => "This is the first picture",
            });
        }
    }

    fn open_in_browser(&self, state: &mut State) -> Outcome {
        let target = self.picture(state);
        match target.and_then(|picture| BrowseTarget::from_url(&picture.address)) {
            Some(target) => Outcome::stay().with(vec![Effect::OpenInBrowser(target)]),
            None => {
                state.notice("This picture is not on the web");
                Outcome::stay()
            }
        }
    }

    /// Lays out the overlay on the current screen; `None` if there is no such picture.
    pub fn layout(&self, state: &State) -> Option<PictureLayout> {
        let picture = self.picture(state)?;
        let content = pictures::state_of(state, picture);
        let popup = Popup::for_screen(state);
        let title_rows = u16::from(!popup.framed);
        let footer_rows = u16::from(popup.inner.height >= FOOTER_MIN_ROWS + title_rows);
        let extra_rows = title_rows + footer_rows;
        let room = popup
            .inner
            .rows(0, popup.inner.height.saturating_sub(extra_rows));
        let cells = match &content {
            PictureState::Loaded(picture) => fit(picture, room.width, room.height),
            PictureState::Loading(_) | PictureState::Failed(_) => {
                (room.width, MESSAGE_ROWS.min(room.height))
            }
        };
        let popup = popup.shrunk_to(cells.1 + extra_rows);
        let inner = popup.inner;
        let room = inner.rows(title_rows, inner.height.saturating_sub(extra_rows));
        let area = Rect {
            x: room.x + (room.width - cells.0) / 2,
            y: room.y + room.height.saturating_sub(cells.1) / 2,
            width: cells.0,
            height: cells.1.min(room.height),
        };
        let document = &state.reading.document;
        let caption = document.slice(picture.range.clone());
        let caption = if caption.is_empty() {
            picture.alt.as_str()
        } else {
            caption.trim_start_matches('[').trim_end_matches(']')
        };
        Some(PictureLayout {
            popup,
            title: popup.title(),
            picture: area,
            footer: inner.rows(inner.height.saturating_sub(footer_rows), footer_rows),
            caption: if caption.is_empty() {
                "Picture".to_owned()
            } else {
                caption.replace('\n', " ")
            },
            count: format!("{} of {}", self.index + 1, document.pictures().len()),
            address: pictures::address_text(&picture.address),
            content,
        })
    }
}

/// The columns and rows that `picture` takes in `columns` × `rows` cells, each twice as high as wide: as large as there is room
/// for, but no more than half a cell for a pixel.
fn fit(picture: &Picture, columns: u16, rows: u16) -> (u16, u16) {
    let (width, height) = (picture.width(), picture.height());
    let (columns, half_rows) = (usize::from(columns), usize::from(rows) * 2);
    if columns == 0 || half_rows == 0 {
        return (0, 0);
    }
    let (columns, half_rows) = (columns.min(width), half_rows.min(height));
    // As wide as there is room for, or as high.
    let by_width = (columns, (height * columns + width / 2) / width);
    let by_height = ((width * half_rows + height / 2) / height, half_rows);
    let (columns, half_rows) = if by_width.1 <= half_rows {
        by_width
    } else {
        by_height
    };
    (
        columns.max(1) as u16,
        (half_rows.max(1).div_ceil(2) as u16).min(rows),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a picture keeps its shape, fills the room in one direction, never leaves it, and is not blown up.
    #[test]
    fn pictures_fit() {
        let picture = |width: usize, height: usize| {
            Picture::from_pixels(width, height, 1, &vec![0; width * height]).unwrap()
        };
        for (size, room, cells) in [
            ((300, 200), (60, 40), (60, 20)),
            ((300, 200), (60, 10), (30, 10)),
            ((100, 1000), (60, 20), (4, 20)),
            ((1000, 1), (60, 20), (60, 1)),
            ((1, 1000), (60, 20), (1, 20)),
            ((8, 4), (60, 20), (8, 2)),
            ((1, 1), (60, 20), (1, 1)),
            ((300, 200), (0, 9), (0, 0)),
            ((300, 200), (9, 0), (0, 0)),
        ] {
            let found = fit(&picture(size.0, size.1), room.0, room.1);
            assert_eq!(found, cells, "{size:?} in {room:?}");
        }
    }
}
