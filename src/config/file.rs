//! Finding and reading the file.
//!
//! Owns where it is. Promises that a file that is not there is no fault, unless it was asked for.

use super::{Settings, parse, place};
use crate::error::{Error, Misconfigured, Name};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// A configuration is never longer than this, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Where it is, as the XDG base directory specification says: a variable that is empty or no absolute path counts as not set.
fn usual(variable: &impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = PathBuf::from(variable(name)?);
        path.is_absolute().then_some(path)
    };
    let home = || folder("HOME").map(|home| home.join(".config"));
    let folder = folder("XDG_CONFIG_HOME").or_else(home)?;
    Some(folder.join("byline/config.toml"))
}

/// What the file at `asked` sets, or, if none was asked for, the file where the environment, looked up by `variable`, says.
///
/// # Errors
/// If it cannot be read, or makes no sense; if it was asked for, also if it is not there.
pub fn read(
    asked: Option<&Path>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Settings, Error> {
    let path = asked.map(Path::to_owned).or_else(|| usual(&variable));
    let Some(path) = path else {
        return Ok(Settings::default());
    };
    let name = Name::of_path(&path);
    let bytes = match bytes(&path) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == ErrorKind::NotFound => {
            return match asked {
                Some(_) => Err(Misconfigured::Missing(name).into()),
                None => Ok(Settings::default()),
            };
        }
        Err(why) => {
            let why = Name::of(plain(&why));
            return Err(Misconfigured::Unreadable { name, why }.into());
        }
    };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Misconfigured::TooBig(name).into());
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let (line, column) = place(&bytes, error.valid_up_to());
            return Err(Misconfigured::NoText { name, line, column }.into());
        }
    };
    parse(text).map_err(|wrong| {
        let (line, column) = wrong.place(text);
        Misconfigured::Wrong {
            name,
            line,
            column,
            what: Name::of(wrong.what),
        }
        .into()
    })
}

/// What is in the file, and one byte more than it may have.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The system's reason without its number.
fn plain(why: &io::Error) -> String {
    let said = why.to_string();
    let end = said.find(" (os error").unwrap_or(said.len());
    said.get(..end).unwrap_or(&said).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the file is where the conventions say, and nowhere by accident.
    #[test]
    fn it_is_looked_for_where_the_conventions_say() {
        let with = |set: &[(&str, &str)]| {
            usual(&|name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        let path = |path: &str| Some(PathBuf::from(path));
        let home = ("HOME", "/home/ann");
        let usual = path("/home/ann/.config/byline/config.toml");
        assert_eq!(with(&[home]), usual);
        assert_eq!(with(&[home, ("XDG_CONFIG_HOME", "here")]), usual);
        assert_eq!(
            with(&[home, ("XDG_CONFIG_HOME", "/set")]),
            path("/set/byline/config.toml")
        );
        assert_eq!(with(&[("HOME", "")]), None);
    }
}
