//! The table itself: data, and as long as it must be.

use super::{Action, Command, Group, Keys, Mode};

/// Lists in which a row is chosen.
const LISTS: &[Mode] = &[
    Mode::Panel,
    Mode::List,
    Mode::Card,
    Mode::Company,
    Mode::Ask,
    Mode::Pick,
];
/// Lists, and what is only scrolled.
const ROWS: &[Mode] = &[
    Mode::Panel,
    Mode::List,
    Mode::Card,
    Mode::Company,
    Mode::Ask,
    Mode::Help,
];
/// Those in which Space turns the page: in the panel it takes a row.
const PAGES: &[Mode] = &[Mode::List, Mode::Card, Mode::Company, Mode::Ask, Mode::Help];
/// What lies over the article and closes.
const SHEETS: &[Mode] = &[Mode::Card, Mode::Company, Mode::World, Mode::Ask];
/// Sheets that can be asked for help.
const ASKED: &[Mode] = &[
    Mode::Help,
    Mode::List,
    Mode::Notice,
    Mode::Card,
    Mode::Company,
    Mode::World,
    Mode::Ask,
    Mode::Stretch,
];
/// Everywhere but in the text and in the panel, which asks the text.
const ELSEWHERE: &[Mode] = &[
    Mode::Help,
    Mode::List,
    Mode::Notice,
    Mode::Card,
    Mode::Company,
    Mode::World,
    Mode::Ask,
    Mode::Pick,
    Mode::Prompt,
    Mode::Stretch,
    Mode::Finder,
    Mode::Filter,
    Mode::Letter,
    Mode::Hints,
];
/// Lists in which letters are typed, so that only other keys walk.
const TYPED: &[Mode] = &[Mode::Pick, Mode::Finder, Mode::Filter];

const fn row(
    action: Action,
    group: Group,
    keys: &'static [&'static str],
    sentence: &'static str,
    also: &'static [Keys],
) -> Command {
    Command {
        action,
        keys,
        also,
        sentence,
        group,
    }
}

/// Every command. Kept in the order of the help screen, group by group.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Action::MentionNext, Group::Mentions, &[".", "]"], "next mention of anyone", &[]),
    row(Action::MentionPrevious, Group::Mentions, &[",", "["], "previous mention of anyone", &[]),
    row(Action::OfEntityNext, Group::Mentions, &["n"], "next hit, or mention of the selected", &[(&[Mode::Card], &["n"])]),
    row(Action::OfEntityPrevious, Group::Mentions, &["N"], "previous hit, or mention of the same", &[(&[Mode::Card], &["N"])]),
    row(Action::SameNext, Group::Mentions, &["*"], "select the current, next mention", &[]),
    row(Action::SamePrevious, Group::Mentions, &["#"], "select the current, previous one", &[]),
    row(Action::EntityNext, Group::Mentions, &["J"], "select the next in the panel", &[]),
    row(Action::EntityPrevious, Group::Mentions, &["K"], "select the previous in the panel", &[]),
    row(Action::Choose, Group::Look, &["enter"], "card of the current; in a list: go", &[(LISTS, &["enter"]), (&[Mode::World], &["enter"]), (&[Mode::Prompt, Mode::Finder, Mode::Filter], &["enter"])]),
    row(Action::Peek, Group::Look, &["p"], "who is this: the first full mention", &[]),
    row(Action::Lens, Group::Look, &["&"], "only the paragraphs with the selected", &[]),
    row(Action::Company, Group::Look, &["c"], "who is mentioned with whom", &[(&[Mode::Card], &["c"]), (&[Mode::Company], &["c"])]),
    row(Action::World, Group::Look, &["w"], "the world map", &[(&[Mode::Card], &["w"]), (&[Mode::World], &["w"])]),
    row(Action::Closer, Group::Look, &[], "on the map: closer", &[(&[Mode::World], &["+"])]),
    row(Action::Farther, Group::Look, &[], "on the map: farther", &[(&[Mode::World], &["-"])]),
    row(Action::Surer, Group::Look, &[">"], "mark only what is surer", &[]),
    row(Action::Looser, Group::Look, &["<"], "mark what is less sure, too", &[]),
    row(Action::LineDown, Group::Move, &["j", "down"], "a line down", &[(ROWS, &["j", "down"]), (TYPED, &["down", "ctrl-n"]), (&[Mode::World, Mode::Stretch], &["j", "down"])]),
    row(Action::LineUp, Group::Move, &["k", "up"], "a line up", &[(ROWS, &["k", "up"]), (TYPED, &["up", "ctrl-p"]), (&[Mode::World, Mode::Stretch], &["k", "up"])]),
    row(Action::Left, Group::Move, &[], "map: to the left; stretch: a word back", &[(&[Mode::World], &["h", "left"]), (&[Mode::Stretch], &["h", "left", "b"])]),
    row(Action::Right, Group::Move, &[], "map: to the right; stretch: a word on", &[(&[Mode::World], &["l", "right"]), (&[Mode::Stretch], &["l", "right", "w", "e"])]),
    row(Action::HalfDown, Group::Move, &["d", "ctrl-d"], "half a page down", &[(ROWS, &["d", "ctrl-d"])]),
    row(Action::HalfUp, Group::Move, &["u", "ctrl-u"], "half a page up", &[(ROWS, &["u", "ctrl-u"])]),
    row(Action::PageDown, Group::Move, &["space", "f", "pgdn", "ctrl-f"], "a page down", &[(&[Mode::Panel], &["pgdn", "ctrl-f"]), (PAGES, &["space", "f", "pgdn", "ctrl-f"]), (&[Mode::Pick, Mode::Stretch, Mode::Finder, Mode::Filter], &["pgdn"])]),
    row(Action::PageUp, Group::Move, &["b", "pgup", "ctrl-b"], "a page up", &[(&[Mode::Panel], &["pgup", "ctrl-b"]), (PAGES, &["b", "pgup", "ctrl-b"]), (&[Mode::Pick, Mode::Stretch, Mode::Finder, Mode::Filter], &["pgup"])]),
    row(Action::Top, Group::Move, &["g", "home"], "the beginning", &[(ROWS, &["g", "home"]), (&[Mode::Pick], &["home"])]),
    row(Action::Bottom, Group::Move, &["G", "end"], "the end", &[(ROWS, &["G", "end"]), (&[Mode::Pick], &["end"])]),
    row(Action::ParagraphNext, Group::Move, &["}"], "next paragraph", &[]),
    row(Action::ParagraphPrevious, Group::Move, &["{"], "previous paragraph", &[]),
    row(Action::HeadingNext, Group::Move, &[")"], "next heading", &[]),
    row(Action::HeadingPrevious, Group::Move, &["("], "previous heading", &[]),
    row(Action::Search, Group::Move, &["/"], "search the text; Esc ends it", &[]),
    row(Action::Earlier, Group::Move, &[], "search: what was searched before", &[(&[Mode::Prompt], &["up"])]),
    row(Action::Later, Group::Move, &[], "search: what was searched after that", &[(&[Mode::Prompt], &["down"])]),
    row(Action::Contents, Group::Move, &["t"], "contents: headings to go to", &[]),
    row(Action::SetMark, Group::Move, &["m"], "set a mark: and a letter", &[]),
    row(Action::ToMark, Group::Move, &["'"], "to a mark; '' to before the jump", &[]),
    row(Action::Trail, Group::Move, &["T"], "the jumps, to go back to", &[]),
    row(Action::Recent, Group::Move, &["h"], "articles read lately, to open", &[]),
    row(Action::Back, Group::Move, &["backspace", "ctrl-o", "alt-left"], "back to before the jump", &[]),
    row(Action::Forward, Group::Move, &["\\", "alt-right"], "forward again", &[]),
    row(Action::Focus, Group::Panel, &["tab", "shift-tab"], "to the panel and back", &[(&[Mode::Panel, Mode::Company, Mode::World], &["tab", "shift-tab"])]),
    row(Action::Take, Group::Panel, &[], "in the panel: one more for the lens", &[(&[Mode::Panel], &["space"])]),
    row(Action::Panel, Group::Panel, &["e"], "show or hide the panel", &[]),
    row(Action::Filter, Group::Panel, &[], "in the panel: find by a few letters", &[(&[Mode::Panel], &["/"])]),
    row(Action::Order, Group::Panel, &["s"], "order: mentions, place, name", &[]),
    row(Action::NotEntity, Group::Correct, &["x"], "no person, no country", &[(&[Mode::Card], &["x"])]),
    row(Action::Merge, Group::Correct, &["M"], "the same as someone else", &[(&[Mode::Card], &["M"])]),
    row(Action::Split, Group::Correct, &["S"], "this form is someone else", &[(&[Mode::Card], &["S"])]),
    row(Action::Rename, Group::Correct, &["R"], "another name, or another kind", &[(&[Mode::Card], &["R"])]),
    row(Action::Undo, Group::Correct, &["U"], "take the last correction back", &[(&[Mode::Card], &["U"])]),
    row(Action::Always, Group::Correct, &[], "a correction: for every article", &[(&[Mode::Ask], &["a", "tab"]), (&[Mode::Pick, Mode::Prompt], &["tab"])]),
    row(Action::OtherKind, Group::Correct, &[], "a new name: no, another kind", &[(&[Mode::Prompt], &["ctrl-t"])]),
    row(Action::Stretch, Group::Correct, &["v"], "take a stretch of the text", &[(&[Mode::Stretch], &["v"])]),
    row(Action::LetterLeft, Group::Correct, &[], "stretch: a letter back", &[(&[Mode::Stretch], &["H"])]),
    row(Action::LetterRight, Group::Correct, &[], "stretch: a letter on", &[(&[Mode::Stretch], &["L"])]),
    row(Action::OtherEnd, Group::Correct, &[], "stretch: move its other end", &[(&[Mode::Stretch], &["o"])]),
    row(Action::Add, Group::Correct, &[], "mark the stretch, wherever it stands", &[(&[Mode::Stretch], &["+"])]),
    row(Action::Marks, Group::View, &["H"], "marks: both, people, countries, none", &[]),
    row(Action::Zen, Group::View, &["z"], "text alone", &[]),
    row(Action::Narrower, Group::View, &["-"], "narrower lines", &[]),
    row(Action::Wider, Group::View, &["+"], "wider lines", &[]),
    row(Action::DefaultMeasure, Group::View, &["="], "lines as wide as usual", &[]),
    row(Action::Copy, Group::Program, &["y"], "copy the sentence, or what is taken", &[(&[Mode::Card], &["y"]), (&[Mode::Company], &["y"]), (&[Mode::Stretch], &["y"])]),
    row(Action::CopyCard, Group::Program, &["Y"], "copy the card as Markdown", &[(&[Mode::Card], &["Y"])]),
    row(Action::Browse, Group::Program, &["o"], "open its page in the browser", &[]),
    row(Action::LinkHints, Group::Program, &["F"], "letters on links, to open one", &[]),
    row(Action::Pipe, Group::Program, &["|"], "give text to a command", &[(&[Mode::Stretch], &["|"])]),
    row(Action::Help, Group::Program, &["?", "f1"], "this help", &[(ASKED, &["?", "f1"]), (&[Mode::Pick, Mode::Prompt, Mode::Finder, Mode::Filter, Mode::Hints], &["f1"])]),
    row(Action::Close, Group::Program, &["esc"], "close, let go of the selection", &[(&[Mode::Panel], &["esc"]), (&[Mode::Help], &["esc", "q"]), (SHEETS, &["esc", "q"]), (&[Mode::List, Mode::Notice, Mode::Pick, Mode::Prompt, Mode::Stretch, Mode::Finder, Mode::Filter, Mode::Letter, Mode::Hints], &["esc"])]),
    row(Action::Reload, Group::Program, &["r"], "read it anew, and keep the place", &[(&[Mode::List, Mode::Notice], &["r"])]),
    row(Action::Repaint, Group::Program, &["ctrl-l"], "paint the screen anew", &[(ELSEWHERE, &["ctrl-l"])]),
    row(Action::Suspend, Group::Program, &["ctrl-z"], "to the shell; fg comes back", &[(ELSEWHERE, &["ctrl-z"])]),
    row(Action::Leave, Group::Program, &["q"], "back to the list of a feed, or quit", &[(&[Mode::List, Mode::Notice], &["q"])]),
    row(Action::Quit, Group::Program, &["ctrl-c"], "quit", &[(ELSEWHERE, &["ctrl-c"])]),
];
