//! Where things are kept, and what an article is known by.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folders of the articles' files and of the personal list, as the XDG base directory specification says: a variable
/// that is empty or no absolute path counts as not set.
pub(super) fn folders(
    variable: &impl Fn(&str) -> Option<OsString>,
) -> (Option<PathBuf>, Option<PathBuf>) {
    let data = folder(variable, "XDG_DATA_HOME", ".local/share");
    let config = folder(variable, "XDG_CONFIG_HOME", ".config");
    (
        data.map(|data| data.join("byline/articles")),
        config.map(|config| config.join("byline")),
    )
}

/// The file of the history, likewise: what a program remembers of itself belongs with its state.
pub(super) fn history(variable: &impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let state = folder(variable, "XDG_STATE_HOME", ".local/state");
    state.map(|state| state.join("byline/history.jsonl"))
}

/// The folder that the variable `name` names, else the one `inside` the home folder.
fn folder(
    variable: &impl Fn(&str) -> Option<OsString>,
    name: &str,
    inside: &str,
) -> Option<PathBuf> {
    let named = |name: &str| {
        let path = PathBuf::from(variable(name)?);
        path.is_absolute().then_some(path)
    };
    named(name).or_else(|| named("HOME").map(|home| home.join(inside)))
}

/// What an article is known by: 32 hexadecimal digits that depend on its words alone.
///
/// The method, which no version may change, or every reader's corrections are lost: the words of the text (whatever Unicode
/// calls white space parts them) as UTF-8, joined by single blanks, through FNV-1a with 128 bits (offset basis
/// 0x6c62272e07bb014262b821756295c58d, prime 0x1000000000000000000013b), written big-endian in lower case.
pub fn article_id(text: &str) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = BASIS;
    let mut take = |byte: u8| hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            take(b' ');
        }
        word.bytes().for_each(&mut take);
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: corrections are found again by every later version, and by an article that was wrapped anew.
    #[test]
    fn an_article_is_known_by_its_words() {
        // The last two were worked out with another program; the first two stand in the description of FNV-1a.
        for (text, id) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("Ann met Bob.", "61a8f630d058445815bf2b73b67e84c9"),
            ("Éva\u{a0}北京", "f7127a4e2b7c163e595e3d8c973a1bf8"),
        ] {
            assert_eq!(article_id(text), id, "{text}");
        }
        assert_eq!(article_id(" Ann  met\nBob.\n"), article_id("Ann met Bob."));
        assert_ne!(article_id("Ann met Bob"), article_id("Ann met Bob."));
    }

    /// Protects: things are kept where the conventions say, and nowhere by accident.
    #[test]
    fn folders_follow_the_conventions() {
        let with = |set: &[(&str, &str)]| {
            folders(&|name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        let path = |path: &str| Some(PathBuf::from(path));
        assert_eq!(
            with(&[("HOME", "/home/ann")]),
            (
                path("/home/ann/.local/share/byline/articles"),
                path("/home/ann/.config/byline")
            )
        );
        assert_eq!(
            with(&[
                ("HOME", "/home/ann"),
                ("XDG_DATA_HOME", "/data"),
                ("XDG_CONFIG_HOME", "here")
            ]),
            (
                path("/data/byline/articles"),
                path("/home/ann/.config/byline")
            )
        );
        assert_eq!(with(&[("HOME", "")]), (None, None));
        let state = |set: &[(&str, &str)]| {
            history(&|name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        assert_eq!(
            state(&[("HOME", "/home/ann")]),
            path("/home/ann/.local/state/byline/history.jsonl")
        );
        assert_eq!(
            state(&[("HOME", "/home/ann"), ("XDG_STATE_HOME", "/state")]),
            path("/state/byline/history.jsonl")
        );
        assert_eq!(state(&[]), None);
    }
}
