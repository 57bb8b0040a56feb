//! The flags that say what may be spent on an address.
//!
//! Owns how they are written. Fetches nothing.

use crate::config::{Settings, bytes, user_agent};
use crate::load::fetch;
use clap::Args;

/// What may be spent on an address.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// How long an address may take, all in all, in seconds [default: 30]
    #[arg(long, value_name = "SECONDS")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: Option<u64>,

    /// How long what is at an address may be, unpacked, like 500K or 5M [default: 64M]
    #[arg(long, value_name = "N", value_parser = bytes)]
    max_bytes: Option<u64>,

    /// What to call itself at an address [default: byline and its version]
    #[arg(long, value_name = "TEXT", value_parser = user_agent)]
    user_agent: Option<String>,
}

impl Limits {
    /// As the loader wants them; what is not said is as in `settings`.
    pub(super) fn limits(self, settings: &Settings) -> fetch::Limits {
        fetch::Limits {
            seconds: self.timeout.unwrap_or(settings.timeout),
            bytes: self.max_bytes.unwrap_or(settings.max_bytes),
            user_agent: self.user_agent.or_else(|| settings.user_agent.clone()),
        }
    }
}
