//! Merges block style, inline styles, links and mentions into runs of one style each.
//!
//! Later ones take precedence: block, inline, link, mention, mention of the selected entity or of its pair, current
//! mention, search match, selection.

use super::painting::DrawContext;
use crate::app::overlays::Overlay;
use crate::app::reading::pair::EntityPair;
use crate::entities::{CLEAR_CONFIDENCE, Mention, MentionId};
use crate::layout::Line;
use ratatui::prelude::Style;
use std::ops::Range;

/// The styled runs of `line`: byte ranges in order that cover the whole line.
pub(super) fn styled_runs(
    DrawContext { state, theme }: DrawContext,
    line: &Line,
) -> Vec<(Range<usize>, Style)> {
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
    let mut layers: Vec<(Range<usize>, Style)> = inlines.collect();
    let links = document.links();
    let from = links.partition_point(|link| link.range.end <= line.range.start);
    let links = links.iter().skip(from);
    let links = links.take_while(|link| link.range.start < line.range.end);
    layers.extend(links.map(|link| (link.range.clone(), theme.link())));
    let search = reading.search.active.as_ref();
    // At a match, the mention around it does not count as current.
    let at_match = search.is_some_and(|search| search.current.is_some());
    let mention_style = |id: MentionId, mention: &Mention| {
        let kind = reading.entities.entity(mention.entity).kind;
        let is_paired = |pair: &EntityPair| pair.other == mention.entity;
        if reading.current == Some(id) && !at_match {
            Some(theme.current())
        } else if reading.selected == Some(mention.entity) {
            Some(theme.selected(kind))
        } else if reading.pair.as_ref().is_some_and(is_paired) {
            Some(theme.paired())
        } else if !state.session.highlights.shows(kind) {
            None
        } else if mention.confidence < CLEAR_CONFIDENCE {
            Some(theme.low_confidence(kind))
        } else {
            Some(theme.mention(kind))
        }
    };
    layers.extend(
        reading
            .entities
            .mentions_in(line.range.clone())
            .filter_map(|id| {
                let mention = reading.entities.mention(id);
                Some((mention.range.clone(), mention_style(id, mention)?))
            }),
    );
    if let Some(search) = search {
        for (range, current) in search.matches_in(line.range.clone()) {
            layers.push((
                range,
                if current {
                    theme.current()
                } else {
                    theme.search_match()
                },
            ));
        }
    }
    for overlay in &state.screen.overlays {
        if let Overlay::Selection(selection) = overlay {
            layers.push((selection.range(), theme.selection()));
        }
    }
    merge_styles(line.range.clone(), theme.block(&block.kind), &layers)
}

/// Splits `range` at every edge of `layers`. Each piece gets the base style, patched with every layer that covers it.
fn merge_styles(
    range: Range<usize>,
    base: Style,
    layers: &[(Range<usize>, Style)],
) -> Vec<(Range<usize>, Style)> {
    let inside = |at: &usize| *at > range.start && *at < range.end;
    let mut edges: Vec<usize> = layers
        .iter()
        .flat_map(|(covered, _)| [covered.start, covered.end])
        .filter(inside)
        .collect();
    edges.extend([range.start, range.end]);
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            let covers = |covered: &Range<usize>| covered.start <= start && end <= covered.end;
            let style = layers
                .iter()
                .filter(|(covered, _)| covers(covered))
                .fold(base, |style, (_, layer)| style.patch(*layer));
            Some((start..end, style))
        })
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
