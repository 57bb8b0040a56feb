//! Errors on the way from this machine to a web page.
//!
//! Each message says which step failed and what to do about it.

use super::SafeText;

/// Why an article on the web could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebError {
    /// The text is not a URL that can be opened.
    #[error("{0} is not an address that can be opened; write it like https://example.org/page")]
    InvalidUrl(SafeText),
    /// The URL has a port that does not exist.
    #[error("cannot connect to port {port} of {host}: ports are numbers from 1 to 65535")]
    InvalidPort {
        /// The host.
        host: SafeText,
        /// The port as it was written.
        port: SafeText,
    },
    /// The URL has a scheme that is not opened.
    #[error("cannot open {0}: byline opens only addresses that begin with http:// or https://")]
    UnsupportedScheme(SafeText),
    /// There is no such file, but the name looks like a URL without a scheme.
    #[error("there is no file {0}; for the web page, write https://{0}")]
    MissingScheme(SafeText),
    /// The proxy from the environment is not valid or does not let the connection through.
    #[error(
        "cannot use the proxy {name}: {why}; check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY in your environment"
    )]
    Proxy {
        /// The proxy, without its password.
        name: SafeText,
        /// What is wrong with it: "connection refused".
        why: SafeText,
    },
    /// The host name cannot be resolved.
    #[error("cannot find the host {0}; check the spelling and your network connection")]
    UnknownHost(SafeText),
    /// The host refuses the connection.
    #[error("connection refused by {0}; check the address, or try again later")]
    ConnectionRefused(SafeText),
    /// The host cannot be reached.
    #[error("cannot reach {host}: {why}; check your network connection")]
    Unreachable {
        /// The host.
        host: SafeText,
        /// The system's reason.
        why: SafeText,
    },
    /// The server's certificate is not trusted.
    #[error(
        "the certificate of {host} cannot be trusted: {why}; do not open it until the site has fixed this"
    )]
    Certificate {
        /// The host.
        host: SafeText,
        /// What is wrong with it.
        why: SafeText,
    },
    /// There is no secure connection for another reason.
    #[error("no secure connection to {host}: {why}; try again later, or open it in a browser")]
    Tls {
        /// The host.
        host: SafeText,
        /// What the TLS handshake reports.
        why: SafeText,
    },
    /// The server answered with an error status.
    #[error("{name} returned {code} {reason}; {advice}")]
    Status {
        /// The URL.
        name: SafeText,
        /// The status code.
        code: u16,
        /// The standard reason phrase of the status code.
        reason: &'static str,
        /// What to do.
        advice: String,
    },
    /// The response is not HTTP, or is damaged.
    #[error("cannot read the response from {name}: {why}; try again, or open it in a browser")]
    InvalidResponse {
        /// The URL.
        name: SafeText,
        /// What is wrong with it.
        why: SafeText,
    },
    /// The server redirects too often.
    #[error("{name} redirects more than {limit} times; open it in a browser")]
    TooManyRedirects {
        /// The URL.
        name: SafeText,
        /// How many redirects are followed.
        limit: u32,
    },
    /// The server redirects to something that is not opened.
    #[error(
        "{from} redirects to {to}, which is not opened: only redirects to http and https are followed"
    )]
    ForbiddenRedirect {
        /// The URL.
        from: SafeText,
        /// The target of the redirect.
        to: SafeText,
    },
    /// The whole request takes too long.
    #[error("{name} took longer than {seconds} s; try again, or allow more with --timeout")]
    Timeout {
        /// The URL.
        name: SafeText,
        /// The time limit in seconds.
        seconds: u64,
    },
    /// The page is larger than the limit, counted after decompression.
    #[error("{name} is larger than {limit}; allow more with --max-bytes")]
    TooLarge {
        /// The URL.
        name: SafeText,
        /// The limit, as it is written on the command line.
        limit: String,
    },
    /// The connection closed before the end.
    #[error("the connection closed before all of {0} was received; try again")]
    Truncated(SafeText),
    /// The user cancelled the request.
    #[error("opening {0} was cancelled")]
    Cancelled(SafeText),
}
