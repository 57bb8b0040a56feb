//! Parsers of values that the configuration and the command line share.

/// Parses a size in bytes, from 1 to 256 MiB. K and M are 1024 and 1024².
///
/// # Errors
/// If it is not one; the message to show.
pub fn parse_byte_size(text: &str) -> Result<u64, String> {
    const MAX_BYTES: u64 = 256 << 20;
    let digits = text.trim_end_matches(['k', 'K', 'm', 'M', 'b', 'B']);
    let unit = match text.get(digits.len()..).unwrap_or_default() {
        "" | "B" | "b" => 1,
        "K" | "k" | "KB" | "kB" | "kb" => 1 << 10,
        "M" | "m" | "MB" | "mb" => 1 << 20,
        _ => 0,
    };
    let number: Option<u64> = digits.parse().ok();
    number
        .and_then(|number| number.checked_mul(unit))
        .filter(|bytes| (1..=MAX_BYTES).contains(bytes))
        .ok_or_else(|| "write it like 500K or 5M, up to 256M".to_owned())
}

/// Parses a User-Agent: printable ASCII, not empty.
///
/// # Errors
/// If it is not one; the message to show.
pub fn parse_user_agent(text: &str) -> Result<String, String> {
    let fits = !text.is_empty() && text.chars().all(|c| matches!(c, ' '..='~'));
    fits.then(|| text.to_owned())
        .ok_or_else(|| "use printable ASCII characters, at least one".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: sizes can be written with the usual units, and neither they nor a User-Agent can be nonsense.
    #[test]
    fn sizes_and_user_agents_are_parsed() {
        for (written, read) in [
            ("5M", Some(5 << 20)),
            ("500k", Some(500 << 10)),
            ("77", Some(77)),
            ("1MB", Some(1 << 20)),
            ("256M", Some(256 << 20)),
            ("257M", None),
            ("0", None),
            ("M", None),
            ("5G", None),
            ("5MK", None),
            ("-5M", None),
            ("999999999999999999999K", None),
        ] {
            assert_eq!(parse_byte_size(written).ok(), read, "{written}");
        }
        assert!(parse_user_agent("me 1.0 (x; y)").is_ok());
        for bad in ["", "a\nb", "é", "\u{1b}"] {
            assert!(parse_user_agent(bad).is_err(), "{bad:?}");
        }
    }
}
