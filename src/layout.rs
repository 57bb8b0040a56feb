//! Where the text goes: wrapped lines, and the parts of the screen.
//!
//! Owns all arithmetic in cells. Pure: the same document, width and size give the same answer. A wrapped line is a byte
//! range of the document, so a place in the article is always an offset and never a screen line. Knows no terminal and
//! no colours.
//!
//! Only what is looked at is wrapped: [`Flow`] cuts the document into segments and wraps each when a line of it is
//! asked for, so opening, resizing and jumping cost the same in a long text as in a short one.

mod areas;
mod context;
mod flow;
mod hyphen;
mod line;
pub mod measure;
pub mod table;
pub mod words;
mod wrap;

pub use areas::{Areas, MIN_FULL_HEIGHT, MIN_FULL_WIDTH, Rect, SIDE_BY_SIDE_WIDTH, Shape};
pub use context::{Context, context};
pub use flow::{Flow, Row};
pub use line::Line;
pub use wrap::{Fill, Wrapped, wrap};
