//! Merging: block style, inline styles, links and mentions become runs of one style each.
//!
//! Owns the order of precedence, from the back: block, inline, link, mention, selected or its companion, current, a hit of a
//! search, a stretch being taken.

use super::theme::Theme;
use crate::app::State;
use crate::app::layer::Layer;
use crate::entities::CLEAR;
use crate::layout::Line;
use ratatui::style::Style;
use std::ops::Range;

/// The runs of `line`, in order, covering its range; each a byte range with a style.
pub(super) fn runs(state: &State, line: &Line, theme: Theme) -> Vec<(Range<usize>, Style)> {
    let Some(block) = state.document.blocks().get(line.block) else {
        return Vec::new();
    };
    let base = theme.block(&block.kind);
    let mut layers: Vec<(Range<usize>, Style)> = Vec::new();
    let touches =
        |range: &Range<usize>| range.start < line.range.end && line.range.start < range.end;
    let inlines = state.document.inlines();
    // A style lies inside its block, so those of this block are a run of the list.
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
    let links = state.document.links();
    let from = links.partition_point(|link| link.range.end <= line.range.start);
    let of_line = links
        .iter()
        .skip(from)
        .take_while(|link| link.range.start < line.range.end);
    layers.extend(of_line.map(|link| (link.range.clone(), theme.link())));
    let search = state.searching.active.as_ref();
    // Whoever is at a hit is not at the mention that it stands in.
    let at_hit = search.is_some_and(|search| search.current.is_some());
    for index in state.entities.within(line.range.clone()) {
        let Some(mention) = state.entities.mentions().get(index) else {
            continue;
        };
        let Some(entity) = state.entities.entities().get(mention.entity) else {
            continue;
        };
        let style = if state.current == Some(index) && !at_hit {
            theme.current()
        } else if state.selected == Some(mention.entity) {
            theme.selected(entity.kind)
        } else if (state.pair.as_ref()).is_some_and(|pair| pair.other == mention.entity) {
            theme.companion()
        } else if state.marks.shows(entity.kind) {
            if mention.confidence < CLEAR {
                theme.doubtful(entity.kind)
            } else {
                theme.mention(entity.kind)
            }
        } else {
            continue;
        };
        layers.push((mention.range.clone(), style));
    }
    let hits = search
        .into_iter()
        .flat_map(|search| search.within(line.range.clone()));
    layers.extend(hits.map(|(hit, current)| {
        let style = if current {
            theme.current()
        } else {
            theme.hit()
        };
        (hit, style)
    }));
    layers.extend(state.layers.iter().filter_map(|layer| match layer {
        Layer::Stretch(stretch) => Some((stretch.range(), theme.taken())),
        _ => None,
    }));
    merge(line.range.clone(), base, &layers)
}

/// Cut `range` at every edge of `layers`; each piece has the base style and, upon it, every layer that covers it.
fn merge(
    range: Range<usize>,
    base: Style,
    layers: &[(Range<usize>, Style)],
) -> Vec<(Range<usize>, Style)> {
    let inside = |at: &usize| *at > range.start && *at < range.end;
    let mut edges: Vec<usize> = layers
        .iter()
        .flat_map(|(layer, _)| [layer.start, layer.end])
        .filter(inside)
        .collect();
    edges.extend([range.start, range.end]);
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            let covers = |layer: &Range<usize>| layer.start <= start && end <= layer.end;
            let style = layers
                .iter()
                .filter(|(layer, _)| covers(layer))
                .fold(base, |style, (_, layer)| style.patch(*layer));
            Some((start..end, style))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_layers_lie_upon_earlier_ones() {
        let (bold, italic) = (Style::new().bold(), Style::new().italic());
        let runs = merge(0..10, Style::new(), &[(2..8, bold), (4..6, italic)]);
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
    fn layers_that_reach_beyond_the_line_are_cut() {
        assert_eq!(
            merge(5..7, Style::new(), &[(0..99, Style::new().bold())]),
            [(5..7, Style::new().bold())]
        );
        assert!(merge(5..5, Style::new(), &[]).is_empty());
    }
}
