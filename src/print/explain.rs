//! Prints why a name was taken for a person or not: every rule that applied, with its weight.
//!
//! The weights add up to the logarithm of the odds.

use super::annotated::AnnotatedDocument;
use crate::entities::{EntityKind, Mention};
use std::io::{self, Write};

/// Writes the arithmetic of every mention of a person whose text or name contains `name`, in any case. Returns how many there
/// are.
pub(super) fn write(
    article: AnnotatedDocument<'_>,
    name: &str,
    out: &mut impl Write,
) -> io::Result<usize> {
    let wanted = name.to_lowercase();
    let mut count = 0;
    for mention in article.entities.mentions() {
        let entity = article.entities.entity(mention.entity);
        let text = article.text_of(mention);
        let is_wanted = |text: &str| text.to_lowercase().contains(&wanted);
        if entity.kind != EntityKind::Person || !(is_wanted(text) || is_wanted(&entity.name)) {
            continue;
        }
        if count > 0 {
            writeln!(out)?;
        }
        count += 1;
        write_mention(mention, text, &entity.name, out)?;
    }
    Ok(count)
}

fn write_mention(
    mention: &Mention,
    text: &str,
    name: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(
        out,
        "{} \u{2192} {}, byte {}: {}%",
        one_line(text),
        one_line(name),
        mention.range.start,
        mention.confidence
    )?;
    let rules = mention.evidence.weighed_rules();
    if rules.is_empty() {
        return writeln!(out, "  {}", mention.reason.description());
    }
    let hundredths = |weight: i32| f64::from(weight) / 100.0;
    for rule in &rules {
        writeln!(
            out,
            "  {:+6.2}  {:28}{}",
            hundredths(rule.weight),
            rule.id,
            rule.why
        )?;
    }
    let sum: i32 = rules.iter().map(|rule| rule.weight).sum();
    writeln!(
        out,
        "  {:+6.2}  {:28}the logarithm of the odds",
        hundredths(sum),
        "="
    )
}
