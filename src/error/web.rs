//! What can go wrong between here and a server, step by step.
//!
//! Owns the wording of each. Promises that a sentence says which step failed and what to do about it.

use super::Name;

/// What stood between the reader and an article on the web.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Web {
    /// The address is none.
    #[error("{0} is no address that can be opened; write it like https://example.org/page")]
    Address(Name),
    /// An address of a kind that is not opened.
    #[error(
        "{0} is not an address of the web; byline opens addresses that begin with http:// or https://"
    )]
    Scheme(Name),
    /// There is no such file, but it looks like a page.
    #[error("there is no file {0}; for the page on the web, write https://{0}")]
    Unschemed(Name),
    /// The proxy that the environment names is none, or does not let the connection through.
    #[error(
        "the proxy {name} {why}; check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY in your environment"
    )]
    Proxy {
        /// The proxy, without its password.
        name: Name,
        /// What it does instead: "refuses the connection".
        why: Name,
    },
    /// Nobody knows the host.
    #[error("no host is called {0}; check the spelling, and whether you are connected")]
    Host(Name),
    /// The host does not take the connection.
    #[error("{0} refuses the connection; check the address, or try again later")]
    Refused(Name),
    /// The host cannot be reached.
    #[error("{host} cannot be reached: {why}; check whether you are connected")]
    Unreachable {
        /// The host.
        host: Name,
        /// The system's reason.
        why: Name,
    },
    /// The certificate proves nothing.
    #[error(
        "the certificate of {host} cannot be trusted: {why}; do not read from it before its owner has mended that"
    )]
    Certificate {
        /// The host.
        host: Name,
        /// What is wrong with it.
        why: Name,
    },
    /// No secure connection for another reason.
    #[error("no secure connection with {host}: {why}; try again later, or open it in a browser")]
    Tls {
        /// The host.
        host: Name,
        /// What the handshake says.
        why: Name,
    },
    /// The server says no.
    #[error("{name} answers {code} {words}; {advice}")]
    Status {
        /// The address.
        name: Name,
        /// The number that the server answers with.
        code: u16,
        /// The number in words.
        words: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// The server speaks something else, or broken HTTP.
    #[error("the answer of {name} cannot be read: {why}; try again, or open it in a browser")]
    Answer {
        /// The address.
        name: Name,
        /// What is wrong with it.
        why: Name,
    },
    /// From address to address without end.
    #[error("{name} leads on to another address more than {most} times; open it in a browser")]
    Redirects {
        /// The address.
        name: Name,
        /// How often is followed.
        most: u32,
    },
    /// On to what is no page.
    #[error("{from} leads on to {to}, which is not opened: a page may only lead to http and https")]
    Leads {
        /// The address.
        from: Name,
        /// Where it leads.
        to: Name,
    },
    /// It takes too long, all in all.
    #[error("{name} took longer than {seconds} s; try again, or allow more with --timeout")]
    Slow {
        /// The address.
        name: Name,
        /// How long it was waited for.
        seconds: u64,
    },
    /// It is too long, unpacked.
    #[error("{name} is larger than {limit}; allow more with --max-bytes")]
    Large {
        /// The address.
        name: Name,
        /// The limit, as it is written on the command line.
        limit: String,
    },
    /// The end is missing.
    #[error("the connection ended before all of {0} had come; try again")]
    Short(Name),
    /// The reader changed their mind.
    #[error("{0} is no longer wanted")]
    CalledOff(Name),
}
