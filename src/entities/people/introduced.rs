//! People introduced: full names that the tagger missed and that the sentence tells.
//!
//! Owns two proofs of a person: a known given name with a capital behind it that is nothing else ("Rosa Parks worked"), and an
//! apposition ("the Russian ambassador, Vitaly Churkin."). Never inside a span that is known, nor in a headline.

use super::super::mention::Reason;
use super::super::tagger::Class;
use super::super::tokens::Shape;
use super::Span;
use super::candidates;
use super::evidence;
use super::family_first;
use super::fold::fold;
use super::lists::lists;
use super::reader::Reader;
use super::roles;

/// How sure such a name is.
const INTRODUCED: u8 = 70;
/// Most words of it.
const LONGEST: usize = 4;

/// `spans` with the names that the text introduces, in reading order.
pub(super) fn add(reader: &Reader<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut known = spans.iter().peekable();
    let mut at = 0;
    while at < reader.tokens.len() {
        while known.next_if(|span| span.tokens.end <= at).is_some() {}
        let free = known
            .peek()
            .map_or(reader.tokens.len(), |span| span.tokens.start);
        let inside = known.peek().is_some_and(|span| span.tokens.start < at);
        if let Some(end) = family_first::end(reader, at).filter(|_| !inside) {
            found.push(introduced(at..end));
            at = end;
            continue;
        }
        let all = name_end(reader, at);
        // The tagger saw the last word alone: "spokesperson Zarmast Wardakil said".
        let ends_it = known.peek().is_some_and(|span| {
            span.tokens.len() == 1 && span.tokens.start > at && span.tokens.end == all
        });
        let end = if ends_it { all } else { all.min(free.max(at)) };
        if end < at + 2 || !is_introduced(reader, at, end) {
            at += 1;
            continue;
        }
        found.push(introduced(candidates::widen(
            reader.text,
            reader.tokens,
            at..end,
        )));
        at = end;
    }
    spans.extend(found);
    spans.sort_by_key(|span| (span.tokens.start, std::cmp::Reverse(span.tokens.end)));
    let mut past = 0;
    spans.retain(|span| {
        let free = span.tokens.start >= past;
        past = past.max(span.tokens.end);
        free
    });
    spans
}

fn introduced(tokens: std::ops::Range<usize>) -> Span {
    Span {
        tokens,
        sureness: INTRODUCED,
        reason: Reason::Learnt,
    }
}

/// One past the capitals in a row that begin at `at` with a word in small letters around them; `at` when none do.
fn name_end(reader: &Reader<'_>, at: usize) -> usize {
    let capital = |index: usize| {
        reader
            .tokens
            .get(index)
            .is_some_and(|token| token.shape == Shape::Title)
    };
    let own = reader.tokens.get(at).map(|token| token.block);
    let goes_on = |index: usize| {
        reader.tokens.get(index).is_some_and(|token| {
            token.spaced
                && Some(token.block) == own
                && matches!(token.shape, Shape::Title | Shape::Upper)
        })
    };
    let before = at.checked_sub(1).map_or("", |before| reader.word(before));
    let folded = fold(before);
    let after_name = before.chars().next().is_some_and(char::is_uppercase)
        && lists().title(&folded).is_none()
        && !lists().role(&folded);
    if !capital(at) || after_name {
        return at;
    }
    let mut end = at + 1;
    loop {
        if goes_on(end) {
            end += 1;
        } else if let Some(past) = past_particles(reader, end) {
            end = past;
        } else {
            break;
        }
    }
    let joined = matches!(reader.word(end), "-" | "‐" | "‑");
    // "the Donald Trump-led wing": what the hyphen joins to a full name is a word, no name.
    let led = joined
        && end > at + 1
        && reader
            .tokens
            .get(end + 1)
            .is_some_and(|token| token.shape == Shape::Lower && !token.spaced);
    let hyphen = joined && !led || matches!(reader.word(end), "–" | "&" | "of");
    let line = (at + 1..end).any(|index| reader.breaks_line(index));
    let capitals = (at..end).filter(|&index| is_capital(reader, index)).count();
    if capitals > LONGEST || hyphen || line || reader.is_headline(at) {
        return at;
    }
    end
}

fn is_capital(reader: &Reader<'_>, at: usize) -> bool {
    let token = reader.tokens.get(at);
    token.is_some_and(|token| matches!(token.shape, Shape::Title | Shape::Upper))
}

/// One past the capital behind the particles that begin at `at`: "von der Leyen", "al-Hadidi".
fn past_particles(reader: &Reader<'_>, at: usize) -> Option<usize> {
    const JOINING: [&str; 16] = [
        "al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
        "ibn", "van", "von",
    ];
    let mut end = at;
    while end < at + 3 && reader.spaced(end) && JOINING.contains(&reader.word(end)) {
        end += 1;
        if reader.word(end) == "la" {
            end += 1;
        }
    }
    let arab = matches!(reader.word(at), "al" | "el");
    if end > at && arab && matches!(reader.word(end), "-") {
        end += 1;
    }
    let token = reader.tokens.get(end).filter(|_| end > at)?;
    let same = token.block == reader.tokens.get(at)?.block;
    (same && token.shape == Shape::Title).then_some(end + 1)
}

/// Whether the capitals from `at` to `end` are told to be a person's.
fn is_introduced(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let words: Vec<String> = (at..end)
        .filter(|&index| is_capital(reader, index))
        .map(|index| fold(reader.word(index)))
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let other = words.iter().any(|word| {
        lists().whole(word) && !lists().ordinary(word)
            || lists().people(word)
            || lists().title(word).is_some()
            || lists().role(word)
            || word.chars().count() < 2
    });
    if other || lists().given(last).is_some() && words.len() == 2 && lists().given(first).is_none()
    {
        return false;
    }
    let given = lists().given(first).is_some();
    let plain = (at..end).all(|index| {
        reader
            .tags
            .get(index)
            .is_some_and(|tag| tag.class == Class::Other)
    });
    let place = (at..end).any(|index| {
        reader
            .tags
            .get(index)
            .is_some_and(|tag| matches!(tag.class, Class::Location | Class::Group))
    });
    let page = roles::Page {
        text: reader.text,
        tokens: reader.tokens,
        tags: reader.tags,
    };
    let stop = matches!(
        reader.word(end),
        "." | "," | ";" | ")" | "who" | "" | "”" | "\""
    );
    let apposition = stop && page.before_comma(at).is_some();
    let known = words.iter().any(|word| lists().given(word).is_some());
    let follows = reader.word(end);
    let acts = matches!(
        follows,
        "said"
            | "says"
            | "told"
            | "added"
            | "wrote"
            | "administration"
            | "government"
            | "regime"
            | "era"
            | "presidency"
    );
    if given && acts && !lists().ordinary(first) {
        return true;
    }
    known && apposition && !place
        || given && plain && !lists().ordinary(first)
        || evidence::weigh(reader, at..end) >= evidence::ENOUGH
}
