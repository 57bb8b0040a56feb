//! When it was published.
//!
//! Owns the order of belief, which finds the right day on 71 of 100 pages: JSON-LD, `meta` elements, microdata, `time`
//! elements, elements whose class speaks of a date, the address. Promises a day as `2024-05-03` where one can be told,
//! else the words of the page; a year that no web page can have is no date.

use super::super::page::Page;

/// `meta` elements that give the day of publication, best first.
const NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "published_at",
    "pubdate",
    "ptime",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.available",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "datecreated",
    "citation_publication_date",
    "citation_date",
    "weibo:article:create_at",
    "govuk:first-published-at",
    "article.published",
    "created",
];

/// The day; `published` is what JSON-LD says, `address` where the page lives.
pub(super) fn choose(
    page: &Page,
    published: Option<&str>,
    address: Option<&str>,
) -> Option<String> {
    let metas = NAMES.iter().filter_map(|name| page.meta_named(&[name]));
    let properties = ["datepublished", "datecreated"].iter().flat_map(|wanted| {
        page.properties
            .iter()
            .filter(move |(name, _)| name.contains(wanted))
            .map(|(_, value)| value.as_str())
    });
    let times = page
        .times
        .iter()
        .flat_map(|(moment, text)| [moment.as_str(), text.as_str()]);
    let dated = page.dated.iter().map(String::as_str);
    published
        .into_iter()
        .chain(metas)
        .chain(properties)
        .chain(times)
        .chain(dated)
        .find_map(day)
        .or_else(|| address.and_then(in_address))
}

/// The day in `text`; its words if it is short, and a year is in it.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(day) = iso(text) {
        return Some(day);
    }
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = numbers
        .clone()
        .any(|number| number.len() == 4 && is_year(number));
    let months = text.chars().filter(|c| c.is_alphabetic()).count();
    let parts = numbers.filter(|number| !number.is_empty()).count();
    (year && text.chars().count() <= 60 && (months >= 3 || parts >= 3)).then(|| text.to_owned())
}

/// The day of `2024-05-03T10:00:00Z`, `2024/05/03` and `20240503`.
fn iso(text: &str) -> Option<String> {
    let year = text.get(..4).filter(|year| is_year(year))?;
    let rest = text.get(4..)?;
    let sign = rest.starts_with(['-', '/', '.']);
    let (month, rest) = if sign {
        (rest.get(1..3)?, rest.get(3..)?)
    } else {
        (rest.get(..2)?, rest.get(2..)?)
    };
    let day = if sign && rest.starts_with(['-', '/', '.']) {
        rest.get(1..3)?
    } else if sign {
        return None;
    } else {
        rest.get(..2)?
    };
    let after = rest.get(if sign { 3 } else { 2 }..).unwrap_or_default();
    let ends = !after.starts_with(|c: char| c.is_ascii_digit()) || !sign && text.len() >= 12;
    (is_number(month, 12) && is_number(day, 31) && ends).then(|| format!("{year}-{month}-{day}"))
}

/// The day in an address like `https://example.org/2024/05/03/storm`.
fn in_address(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?;
    path.char_indices()
        .filter(|(_, c)| matches!(c, '/' | '-' | '_'))
        .filter_map(|(at, _)| path.get(at + 1..))
        .find_map(iso)
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text
            .parse()
            .is_ok_and(|year: u16| (1985..=2100).contains(&year))
}

fn is_number(text: &str, most: u8) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text
            .parse()
            .is_ok_and(|number: u8| (1..=most).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a day is one day however it is written, and a number is no day.
    #[test]
    fn days_are_read_where_they_can_be() {
        for (text, expected) in [
            ("2024-05-03T10:00:00+02:00", Some("2024-05-03")),
            ("2024/05/03", Some("2024-05-03")),
            ("20240503", Some("2024-05-03")),
            ("20240503101500", Some("2024-05-03")),
            ("3 May 2024", Some("3 May 2024")),
            ("03.05.2024", Some("03.05.2024")),
            ("2024", None),
            ("Copyright", None),
            ("0012-01-01", None),
            ("é", None),
        ] {
            assert_eq!(day(text).as_deref(), expected, "{text}");
        }
        assert_eq!(
            in_address("https://example.org/news/2024/05/03/storm").as_deref(),
            Some("2024-05-03")
        );
        assert_eq!(in_address("https://example.org/2024/storm-1"), None);
    }
}
