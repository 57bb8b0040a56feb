//! The folders of stored files, and the id by which an article is found again.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The folders of the articles' files and of the personal list, by the XDG Base Directory Specification: a variable
/// that is empty or not an absolute path counts as unset.
pub(super) fn correction_folders(
    variable: &impl Fn(&str) -> Option<OsString>,
) -> (Option<PathBuf>, Option<PathBuf>) {
    let data = base_folder(variable, "XDG_DATA_HOME", ".local/share");
    let config = base_folder(variable, "XDG_CONFIG_HOME", ".config");
    (
        data.map(|data| data.join("byline/articles")),
        config.map(|config| config.join("byline")),
    )
}

/// The folder of what byline keeps about its own use, in the XDG state folder.
pub(super) fn state_folder(variable: &impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let state = base_folder(variable, "XDG_STATE_HOME", ".local/state");
    state.map(|state| state.join("byline"))
}

/// The folder in the variable `name`, or else the folder `inside` the home folder.
///
/// Written by hand, because the etcetera crate reads the variables of the process, which tests must not change, and takes
/// the home folder of the user database if `HOME` is not set, where byline stores nothing.
pub(crate) fn base_folder(
    variable: &impl Fn(&str) -> Option<OsString>,
    name: &str,
    inside: &str,
) -> Option<PathBuf> {
    let absolute_path = |name: &str| {
        let path = PathBuf::from(variable(name)?);
        path.is_absolute().then_some(path)
    };
    // Some services set HOME to something like /dev/null, in which nothing can be stored.
    let is_no_folder = |path: &PathBuf| fs::metadata(path).is_ok_and(|found| !found.is_dir());
    absolute_path(name).or_else(|| {
        let home = absolute_path("HOME").filter(|home| !is_no_folder(home));
        home.map(|home| home.join(inside))
    })
}

/// The id of an article: 32 hexadecimal digits that depend only on its words.
///
/// No version may change the algorithm, or every user's corrections would be lost: the words of the text (separated by
/// whatever Unicode calls white space) as UTF-8, joined by single spaces, are hashed with 128-bit FNV-1a (offset basis
/// 0x6c62272e07bb014262b821756295c58d, prime 0x1000000000000000000013b) and written big-endian in lower case.
///
/// ```
/// use byline::store::article_id;
///
/// assert_eq!(article_id("Ann met Bob."), "61a8f630d058445815bf2b73b67e84c9");
/// assert_eq!(article_id(" Ann  met\nBob.\n"), article_id("Ann met Bob."));
/// ```
pub fn article_id(text: &str) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = BASIS;
    let mut add_byte = |byte: u8| hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            add_byte(b' ');
        }
        word.bytes().for_each(&mut add_byte);
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: later versions, and an article that was wrapped differently, still find the corrections.
    #[test]
    fn an_article_id_depends_only_on_the_words() {
        // The last two were computed with another program; the first two are in the description of FNV-1a.
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

    /// Protects: files are stored where the conventions say, and nowhere else.
    #[test]
    fn folders_follow_the_xdg_conventions() {
        let with = |set: &[(&str, &str)]| {
            correction_folders(&|name: &str| {
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
        #[cfg(unix)]
        assert_eq!(with(&[("HOME", "/dev/null")]), (None, None));
        let state = |set: &[(&str, &str)]| {
            state_folder(&|name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        assert_eq!(
            state(&[("HOME", "/home/ann")]),
            path("/home/ann/.local/state/byline")
        );
        assert_eq!(
            state(&[("HOME", "/home/ann"), ("XDG_STATE_HOME", "/state")]),
            path("/state/byline")
        );
        assert_eq!(state(&[]), None);
    }
}
