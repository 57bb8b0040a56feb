//! Layout: wraps the text into lines and divides the screen into areas.
//!
//! All arithmetic in terminal cells is done here. The layout depends only on the document and on the width and size given; it
//! knows neither the terminal nor colours. A wrapped line is a byte range of the document, so a position in the article is
//! always a byte offset, never a screen line.
//!
//! Only what is shown is wrapped: [`Flow`] divides the document into segments and wraps each one when a line of it is needed,
//! so opening, resizing and jumping cost the same in a long text as in a short one.

mod areas;
mod context;
mod flow;
mod geometry;
mod hyphen;
mod line;
pub mod measure;
pub mod table;
pub mod words;
mod wrap;

pub use areas::{Areas, LayoutOptions, MIN_FULL_HEIGHT, MIN_FULL_WIDTH, SIDE_BY_SIDE_WIDTH};
pub use context::{ContextLine, ContextWidths, context_line};
pub use flow::{Flow, LinePosition};
pub use geometry::{Cell, Rect, Size};
pub use line::Line;
pub use wrap::{Hyphenation, WrapMode, WrappedLine, wrap};
