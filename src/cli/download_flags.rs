//! The flags that limit downloads.

use crate::config::{Settings, parse_byte_size, parse_user_agent};
use crate::load::fetch;
use clap::Args;

/// Limits of a download.
#[derive(Debug, Args)]
pub(super) struct DownloadFlags {
    /// Time limit for a download, in seconds [default: 30]
    #[arg(long, value_name = "SECONDS")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: Option<u64>,

    /// Size limit for a download, after decompression, like 500K or 5M [default: 64M]
    #[arg(long, value_name = "N", value_parser = parse_byte_size)]
    max_bytes: Option<u64>,

    /// User-Agent to send [default: byline and its version]
    #[arg(long, value_name = "TEXT", value_parser = parse_user_agent)]
    user_agent: Option<String>,
}

impl DownloadFlags {
    /// The limits, with those of `settings` for flags that were not given.
    pub(super) fn fetch_limits(self, settings: &Settings) -> fetch::FetchOptions {
        fetch::FetchOptions {
            timeout_seconds: self.timeout.unwrap_or(settings.timeout),
            max_bytes: self.max_bytes.unwrap_or(settings.max_bytes),
            user_agent: self.user_agent.or_else(|| settings.user_agent.clone()),
        }
    }
}
