//! What is so: independent facts, and what follows from them for the next picture.
//!
//! Changed only by [`update`](super::update::update). Views read it through `&`; what they need every frame (the visible
//! lines, the panel's rows) stands ready here, made by `update`.

use super::action::{Action, Mode};
use super::corrected::Corrected;
use super::drag::Drag;
use super::effect::Wanted;
use super::keymap::Keymap;
use super::layer::Layer;
use super::lens::Lens;
use super::listing::Listing;
use super::loading::Loading;
use super::memory::{Resume, Sitting};
use super::minutes::minutes;
pub use super::options::{DEFAULT_MEASURE, MAX_MEASURE, MIN_MEASURE, Options, Origin};
use super::pair::Pair;
use super::panel::Panel;
use super::peek::Peek;
use super::searching::Searching;
use crate::document::{Document, Feed};
use crate::entities::{Entities, Entity, Kind, Mention};
use crate::layout::{Areas, Flow, Line, Row, Shape};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// An article, with the panel and all.
    Article,
    /// A feed's list.
    List,
    /// A sentence: nothing is there to be read.
    Notice,
}

/// Which half of the screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The article.
    Text,
    /// The panel.
    Panel,
}

/// Which marks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Marks {
    Both,
    People,
    Countries,
    None,
}

impl Marks {
    /// Whether mentions of `kind` are marked.
    pub fn shows(self, kind: Kind) -> bool {
        match self {
            Self::Both => true,
            Self::People => kind == Kind::Person,
            Self::Countries => kind == Kind::Country,
            Self::None => false,
        }
    }
}

/// How far the engine has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It has read the text up to this byte.
    Reading(usize),
    /// It has read all.
    Done,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Byte offset of the line at the top.
    pub top: usize,
    /// Byte offset of the current mention, if there was one.
    pub mention: Option<usize>,
}

/// Everything the program knows.
#[derive(Debug, Clone)]
pub struct State {
    /// What was decided before.
    pub options: Options,
    /// The article.
    pub document: Arc<Document>,
    /// Who and what is in it, as far as known.
    pub entities: Arc<Entities>,
    /// What of it is the engine's own word, and what the reader's.
    pub corrected: Corrected,
    /// How sure the engine must be of what is marked, 0 to 100.
    pub least: u8,
    /// How far that is.
    pub progress: Progress,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What the reader wants to see.
    pub shape: Shape,
    /// Where everything is.
    pub areas: Areas,
    /// Who has the keys.
    pub focus: Focus,
    /// Which marks show.
    pub marks: Marks,
    /// The entity whose mentions are set off and walked by n and N; an index into the entities.
    pub selected: Option<usize>,
    /// The mention the reader is at; an index into the mentions.
    pub current: Option<usize>,
    /// Those taken in the panel, for the lens: indices into the entities, in the order in which they were taken.
    pub taken: Vec<usize>,
    /// Only the paragraphs that speak of someone, if not all.
    pub lens: Option<Lens>,
    /// The panel's rows.
    pub panel: Panel,
    /// The first line of help that shows; `None` while it is closed.
    pub help: Option<usize>,
    /// What lies over the article, the uppermost last.
    pub layers: Vec<Layer>,
    /// Two entities whose common passages n and N walk.
    pub pair: Option<Pair>,
    /// Who this is, until the next key.
    pub peek: Option<Peek>,
    /// What is searched for in the text.
    pub searching: Searching,
    /// A word to the reader, until the next key.
    pub notice: Option<String>,
    /// Why something could not be opened: over what is there, until the next key; all there is, if nothing is.
    pub trouble: Option<String>,
    /// Whether that was to be read anew, and not opened in place of what is there.
    pub again: bool,
    /// What became of corrections that could not be kept: over what is there, until the next key.
    pub unkept: Option<String>,
    /// Why what is read is not remembered: likewise.
    pub unremembered: Option<String>,
    /// What is on its way.
    pub loading: Option<Loading>,
    /// The list that the article was chosen from, or is to be chosen from.
    pub listing: Option<Listing>,
    /// Whether there is an article.
    pub opened: bool,
    /// What people call that which the program was started with, while it is not there.
    pub(super) asked: String,
    /// The lines on screen.
    pub page: Vec<Line>,
    /// The share of the article before the page: 0 at the beginning, 1 at the end.
    pub fraction: f64,
    /// Minutes that the whole article takes to read.
    pub minutes: f64,
    /// What keys mean.
    pub keymap: Keymap,
    pub(super) flow: Flow,
    pub(super) top: Row,
    /// The byte offset that stays under the eye when lines change; moves only when the reader does.
    pub(super) eye: usize,
    pub(super) trail: Vec<Place>,
    pub(super) ahead: Vec<Place>,
    /// Places under a letter, bytes of the text.
    pub marked: BTreeMap<char, usize>,
    pub(super) resume: Option<Resume>,
    /// What the mouse's button went down on.
    pub(super) drag: Option<Drag>,
    /// The commands that text was given to, the latest last.
    pub(super) commands: Vec<String>,
    pub(super) sitting: Sitting,
}

impl State {
    /// The beginning of `document` on a screen of `size`.
    pub fn new(document: Arc<Document>, size: (u16, u16), options: Options) -> Self {
        let shape = Shape {
            panel: options.panel,
            drawer: false,
            zen: false,
            measure: options.measure,
            panel_width: None,
        };
        let areas = Areas::of(size.0, size.1, shape);
        let notice = document.meta().notice.clone();
        let mut state = Self {
            minutes: minutes(document.text()),
            flow: Flow::new(Arc::clone(&document), areas.column.width),
            document,
            entities: Arc::default(),
            corrected: Corrected::default(),
            least: options.least,
            progress: Progress::Reading(0),
            size,
            shape,
            areas,
            focus: Focus::Text,
            marks: options.marks,
            selected: None,
            current: None,
            taken: Vec::new(),
            lens: None,
            panel: Panel {
                order: options.order,
                ..Panel::default()
            },
            help: None,
            layers: Vec::new(),
            pair: None,
            peek: None,
            searching: Searching::default(),
            notice,
            trouble: None,
            again: false,
            unkept: None,
            unremembered: None,
            loading: None,
            listing: None,
            opened: true,
            asked: String::new(),
            page: Vec::new(),
            fraction: 0.0,
            keymap: options.keymap.clone(),
            options,
            top: Row::default(),
            eye: 0,
            trail: Vec::new(),
            ahead: Vec::new(),
            marked: BTreeMap::new(),
            resume: None,
            drag: None,
            commands: Vec::new(),
            sitting: Sitting::default(),
        };
        state.refresh_visible_lines();
        state
    }

    /// Nothing yet: what is called `name` is on its way.
    pub fn waiting(name: String, size: (u16, u16), options: Options) -> Self {
        Self {
            opened: false,
            asked: name.clone(),
            loading: Some(Loading {
                name,
                wanted: Wanted::Whole,
                bytes: 0,
                again: false,
            }),
            ..Self::new(Arc::default(), size, options)
        }
    }

    /// The list of `feed`.
    pub fn choosing(feed: Arc<Feed>, size: (u16, u16), options: Options) -> Self {
        Self {
            opened: false,
            listing: Some(Listing::new(feed)),
            ..Self::new(Arc::default(), size, options)
        }
    }

    /// What fills the screen.
    pub fn surface(&self) -> Surface {
        match &self.listing {
            Some(listing) if listing.shows => Surface::List,
            _ if self.opened => Surface::Article,
            _ => Surface::Notice,
        }
    }

    /// Where keys go now.
    pub fn mode(&self) -> Mode {
        match self.help {
            Some(_) => Mode::Help,
            None => self.mode_beneath(),
        }
    }

    /// Where keys go once help is closed.
    pub fn mode_beneath(&self) -> Mode {
        // Beside the map the panel stands as it does beside the text, and may have the keys.
        let beside =
            |layer: &&Layer| matches!(layer, Layer::World(_)) && self.focus == Focus::Panel;
        let layer = self.layers.last().filter(|layer| !beside(layer));
        match (self.surface(), layer, self.focus) {
            (Surface::Notice, ..) => Mode::Notice,
            (Surface::List, ..) => Mode::List,
            (Surface::Article, Some(layer), _) => layer.mode(),
            (Surface::Article, None, Focus::Panel) => Mode::Panel,
            (Surface::Article, None, Focus::Text) => Mode::Text,
        }
    }

    /// The bytes on screen.
    pub fn visible(&self) -> Range<usize> {
        let start = self.page.first().map_or(0, |line| line.range.start);
        start..self.page.last().map_or(start, |line| line.range.end)
    }

    /// Whether the lens, if there is one, shows the paragraph of `offset` (bytes).
    pub fn in_lens(&self, offset: usize) -> bool {
        self.lens
            .as_ref()
            .is_none_or(|lens| lens.shows(self.document.block_at(offset)))
    }

    /// The mentions on screen, as indices: those of paragraphs that a lens leaves out are not.
    pub fn mentions_in_view(&self) -> impl Iterator<Item = usize> + '_ {
        self.entities.within(self.visible()).filter(|&n| {
            self.entities
                .mentions()
                .get(n)
                .is_some_and(|mention| self.in_lens(mention.range.start))
        })
    }

    /// The mention the reader is at.
    pub fn current_mention(&self) -> Option<&Mention> {
        self.entities.mentions().get(self.current?)
    }

    /// The selected entity.
    pub fn selected_entity(&self) -> Option<&Entity> {
        self.entities.entities().get(self.selected?)
    }

    /// The entity whose row of the panel is set off: on the map the country under the cursor, else the selected one.
    pub fn set_off(&self) -> Option<usize> {
        match self.layers.last() {
            Some(Layer::World(world)) => {
                let countries = super::world::countries(self);
                world.chosen(&countries).map(|country| country.entity)
            }
            _ => self.selected,
        }
    }

    /// The first key of `action` in the text, as a reader knows it ("n", "Tab", "^D"); empty if it has none.
    pub fn hint(&self, action: Action) -> String {
        self.hint_in(Mode::Text, action)
    }

    /// The first key of `action` in `mode`, likewise.
    pub fn hint_in(&self, mode: Mode, action: Action) -> String {
        self.keymap.hint(mode, action)
    }

    /// The count being typed.
    pub fn pending_count(&self) -> Option<usize> {
        self.keymap.pending()
    }

    /// Take the visible lines anew; to be called whenever `top`, the width or the document changed.
    pub(super) fn refresh_visible_lines(&mut self) {
        let height = usize::from(self.areas.column.height);
        let lowest = self.flow.last_top(height);
        self.top = self.top.min(lowest);
        self.page = self.flow.page(self.top, height);
        let end = self.flow.offset(lowest);
        let at = self.flow.offset(self.top);
        self.fraction = if self.top == lowest || end == 0 {
            1.0
        } else {
            at as f64 / end as f64
        };
        if self.top == self.flow.first() && self.top != lowest {
            self.fraction = 0.0;
        }
    }
}
