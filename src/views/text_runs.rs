//! Merges block style, inline styles, links and mentions into runs of one style each.
//!
//! Later ones take precedence: block, inline, link, mention, mention of the selected entity or of its pair, current
//! mention, search match, selection, copied sentence. A mention within a link keeps the colour of links: it is the only sign of a link, while
//! a mention is also underlined or bold.

use super::painting::DrawContext;
use crate::app::overlays::Overlay;
use crate::app::reading::pair::EntityPair;
use crate::entities::CLEAR_CONFIDENCE;
use crate::layout::Line;
use ratatui::prelude::{Modifier, Style};
use std::ops::Range;

/// A range of bytes and its style.
type StyledRange = (Range<usize>, Style);

/// The styled runs of `line`, in order; they cover the whole line.
pub(super) fn styled_runs(context: DrawContext, line: &Line) -> Vec<StyledRange> {
    let DrawContext { state, theme } = context;
    let (reading, document) = (&state.reading, &state.reading.document);
    let block = document.block(line.block);
    let inlines = document.inlines();
    // Inline styles do not extend over blocks, so those of this block are consecutive.
    let from = inlines.partition_point(|inline| inline.range.start < block.range.start);
    let inlines = inlines.iter().skip(from);
    let inlines = inlines
        .take_while(|inline| inline.range.start < line.range.end)
        .filter(|inline| inline.range.end > line.range.start)
        .map(|inline| (inline.range.clone(), theme.inline(inline.style)));
    let mut layers: Vec<StyledRange> = inlines.collect();
    let links = document.links();
    let from = links.partition_point(|link| link.range.end <= line.range.start);
    let links = links.iter().skip(from);
    let links: Vec<&Range<usize>> = links
        .take_while(|link| link.range.start < line.range.end)
        .map(|link| &link.range)
        .collect();
    layers.extend(links.iter().map(|&link| (link.clone(), theme.link())));
    let search = reading.search.active.as_ref();
    // At a match, the mention around it does not count as current.
    let at_match = search.is_some_and(|search| search.current.is_some());
    for id in reading.entities.mentions_in(line.range.clone()) {
        let mention = reading.entities.mention(id);
        let kind = reading.entities.entity(mention.entity).kind;
        let is_paired = |pair: &EntityPair| pair.other == mention.entity;
        let style = if reading.current == Some(id) && !at_match {
            theme.current()
        } else if reading.selected == Some(mention.entity) {
            theme.selected(kind)
        } else if reading.pair.as_ref().is_some_and(is_paired) {
            theme.paired()
        } else if !state.session.highlights.shows(kind) {
            continue;
        } else if mention.confidence < CLEAR_CONFIDENCE {
            theme.low_confidence(kind)
        } else {
            theme.mention(kind)
        };
        layers.push((mention.range.clone(), style));
        // On a background of its own, the colour of links might not be readable.
        if style.bg.is_none() && !style.add_modifier.contains(Modifier::REVERSED) {
            let colour = link_colour(theme.link());
            layers.extend(links.iter().filter_map(|link| {
                let range = link.start.max(mention.range.start)..link.end.min(mention.range.end);
                (!range.is_empty()).then_some((range, colour))
            }));
        }
    }
    let (current, other) = (theme.current(), theme.search_match());
    let matches = search.map(|search| search.matches_in(line.range.clone()));
    for (range, is_current) in matches.into_iter().flatten() {
        layers.push((range, if is_current { current } else { other }));
    }
    for overlay in &state.screen.overlays {
        if let Overlay::Selection(selection) = overlay {
            layers.push((selection.range(), theme.selection()));
        }
    }
    if let Some(copied) = &reading.view.copied {
        layers.push((copied.clone(), theme.selection()));
    }
    merge_styles(line.range.clone(), theme.block(&block.kind), &layers)
}

/// Only the colour of a link's style.
fn link_colour(link: Style) -> Style {
    link.fg
        .map_or_else(Style::new, |colour| Style::new().fg(colour))
}

/// Splits `range` at every edge of `layers`. Each piece gets the base style, patched with every layer that covers it.
fn merge_styles(range: Range<usize>, base: Style, layers: &[StyledRange]) -> Vec<StyledRange> {
    if layers.is_empty() && !range.is_empty() {
        return vec![(range, base)];
    }
    let edges = layers
        .iter()
        .flat_map(|(covered, _)| [covered.start, covered.end]);
    let mut edges: Vec<usize> = edges.filter(|edge| range.contains(edge)).collect();
    edges.extend([range.start, range.end]);
    edges.sort_unstable();
    edges.dedup();
    let pieces = edges.iter().zip(edges.iter().skip(1));
    let style = |start, end| {
        let covers = |covered: &Range<usize>| covered.start <= start && end <= covered.end;
        let covering = layers.iter().filter(|(covered, _)| covers(covered));
        covering.fold(base, |style, (_, layer)| style.patch(*layer))
    };
    pieces
        .map(|(&start, &end)| (start..end, style(start, end)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_styles_override_earlier_ones() {
        let (bold, italic) = (Style::new().bold(), Style::new().italic());
        let runs = merge_styles(0..10, Style::new(), &[(2..8, bold), (4..6, italic)]);
        let want = [
            (0..2, Style::new()),
            (2..4, bold),
            (4..6, bold.italic()),
            (6..8, bold),
            (8..10, Style::new()),
        ];
        assert_eq!(runs, want);
    }

    #[test]
    fn styles_beyond_the_line_are_clipped() {
        assert_eq!(
            merge_styles(5..7, Style::new(), &[(0..99, Style::new().bold())]),
            [(5..7, Style::new().bold())]
        );
        assert!(merge_styles(5..5, Style::new(), &[]).is_empty());
    }
}
