//! The flags that say what may be spent on an address.
//!
//! Owns how they are written. Fetches nothing.

use crate::load::fetch;
use clap::Args;

/// What may be spent on an address.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// How long an address may take, all in all, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = fetch::SECONDS)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,

    /// How long what is at an address may be, unpacked, like 500K or 5M [default: 64M]
    #[arg(long, value_name = "N", default_value_t = fetch::BYTES, hide_default_value = true)]
    #[arg(value_parser = bytes)]
    max_bytes: u64,

    /// What to call itself at an address [default: byline and its version]
    #[arg(long, value_name = "TEXT", value_parser = user_agent)]
    user_agent: Option<String>,
}

impl Limits {
    /// As the loader wants them.
    pub(super) fn limits(self) -> fetch::Limits {
        fetch::Limits {
            seconds: self.timeout,
            bytes: self.max_bytes,
            user_agent: self.user_agent,
        }
    }
}

/// A number of bytes, in thousands with K and in millions with M as computers count them.
fn bytes(text: &str) -> Result<u64, String> {
    const MOST: u64 = 256 << 20;
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
        .filter(|bytes| (1..=MOST).contains(bytes))
        .ok_or_else(|| "write it like 500K or 5M, up to 256M".to_owned())
}

fn user_agent(text: &str) -> Result<String, String> {
    let fits = !text.is_empty() && text.chars().all(|c| matches!(c, ' '..='~'));
    fits.then(|| text.to_owned())
        .ok_or_else(|| "it is plain ASCII, and not empty".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what may be spent on an address is written as people write it.
    #[test]
    fn sizes_and_names_are_understood() {
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
            assert_eq!(bytes(written).ok(), read, "{written}");
        }
        assert!(user_agent("me 1.0 (x; y)").is_ok());
        for bad in ["", "a\nb", "é", "\u{1b}"] {
            assert!(user_agent(bad).is_err(), "{bad:?}");
        }
    }
}
