//! What lies over the article: sheets that are opened from one another and closed one by one.
//!
//! Owns which there are. Each has its own file for what it holds, one in `update/` for its keys, one in `views/` for its look.

use super::action::Mode;
use super::card::Card;
use super::company::Company;
use super::finder::Finder;
use super::hints::Hints;
use super::letter::Letter;
use super::pick::Pick;
use super::prompt::Prompt;
use super::selection::Stretch;
use super::world::World;

/// Something over the article. The uppermost has the keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// Who or what this is.
    Card(Card),
    /// Who is mentioned with whom.
    Company(Company),
    /// The article's countries on a map of the world.
    World(World),
    /// A list to choose one of.
    Pick(Pick),
    /// A line being typed.
    Prompt(Prompt),
    /// A stretch of the text being taken; the article shows beneath.
    Stretch(Stretch),
    /// A list in which typing finds.
    Finder(Finder),
    /// The panel's filter, being typed in the panel.
    Filter,
    /// A mark's letter is waited for.
    Letter(Letter),
    /// Links bear letters.
    Hints(Hints),
}

impl Layer {
    /// Where keys go while it lies uppermost.
    pub fn mode(&self) -> Mode {
        match self {
            Self::Card(_) => Mode::Card,
            Self::Company(_) => Mode::Company,
            Self::World(_) => Mode::World,
            Self::Pick(pick) if pick.typed.is_none() => Mode::Ask,
            Self::Pick(_) => Mode::Pick,
            Self::Prompt(_) => Mode::Prompt,
            Self::Stretch(_) => Mode::Stretch,
            Self::Finder(_) => Mode::Finder,
            Self::Filter => Mode::Filter,
            Self::Letter(_) => Mode::Letter,
            Self::Hints(_) => Mode::Hints,
        }
    }
}
