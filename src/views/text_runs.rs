//! Merges block style, inline styles, links and mentions into runs of one style each.
//!
//! Later ones take precedence: block, inline, link, mention, mention of the selected entity or of its pair, current
//! mention, search match, selection.

use super::theme::Theme;
use crate::app::State;
use crate::app::overlays::Overlay;
use crate::entities::CLEAR_CONFIDENCE;
use crate::layout::Line;
use ratatui::style::Style;
use std::ops::Range;

/// The styled runs of `line`: byte ranges in order that cover the whole line.
pub(super) fn styled_runs(state: &State, line: &Line, theme: Theme) -> Vec<(Range<usize>, Style)> {
    let Some(block) = state.reading.document.blocks().get(line.block) else {
        return Vec::new();
    };
    let base = theme.block(&block.kind);
    let mut layers: Vec<(Range<usize>, Style)> = Vec::new();
    let touches =
        |range: &Range<usize>| range.start < line.range.end && line.range.start < range.end;
    let inlines = state.reading.document.inlines();
    // Inline styles do not extend over blocks, so those of this block are consecutive.
    let from = inlines.partition_point(|inline| inline.range.start < block.range.start);
    let of_block = inlines
        .iter()
        .skip(from)
        .take_while(|inline| inline.range.start < line.range.end);
    layers.extend(
        of_block
            .filter(|i| touches(&i.range))
            .map(|i| (i.range.clone(), theme.inline(i.style))),
    );
    let links = state.reading.document.links();
    let from = links.partition_point(|link| link.range.end <= line.range.start);
    let of_line = links
        .iter()
        .skip(from)
        .take_while(|link| link.range.start < line.range.end);
    layers.extend(of_line.map(|link| (link.range.clone(), theme.link())));
    let search = state.reading.search.active.as_ref();
    // At a match, the mention around it does not count as current.
    let at_match = search.is_some_and(|search| search.current.is_some());
    for index in state.reading.entities.mentions_in(line.range.clone()) {
        let Some(mention) = state.reading.entities.mentions().get(index) else {
            continue;
        };
        let Some(entity) = state.reading.entities.entities().get(mention.entity) else {
            continue;
        };
        let style = if state.reading.current == Some(index) && !at_match {
            theme.current()
        } else if state.reading.selected == Some(mention.entity) {
            theme.selected(entity.kind)
        } else if (state.reading.pair.as_ref()).is_some_and(|pair| pair.other == mention.entity) {
            theme.paired()
        } else if state.session.highlights.shows(entity.kind) {
            if mention.confidence < CLEAR_CONFIDENCE {
                theme.low_confidence(entity.kind)
            } else {
                theme.mention(entity.kind)
            }
        } else {
            continue;
        };
        layers.push((mention.range.clone(), style));
    }
    let matches = search
        .into_iter()
        .flat_map(|search| search.matches_in(line.range.clone()));
    layers.extend(matches.map(|(match_range, current)| {
        let style = if current {
            theme.current()
        } else {
            theme.search_match()
        };
        (match_range, style)
    }));
    layers.extend(
        state
            .screen
            .overlays
            .iter()
            .filter_map(|overlay| match overlay {
                Overlay::Selection(selection) => Some((selection.range(), theme.selection())),
                _ => None,
            }),
    );
    merge_styles(line.range.clone(), base, &layers)
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
