//! Finds and reads the configuration file.
//!
//! A missing file is not an error, unless it was named with --config.

use super::{Position, Settings, parse, position};
use crate::error::{ConfigError, Error, SafeText};
use crate::store::base_folder;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest configuration that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The default path, by the XDG Base Directory Specification.
fn default_path(variable: &impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = base_folder(variable, "XDG_CONFIG_HOME", ".config")?;
    Some(folder.join("byline/config.toml"))
}

/// Reads the configuration at `named`, or if that is `None`, at the default path. Environment variables are looked up with
/// `variable`.
///
/// # Errors
/// If it cannot be read or has a mistake in it, or if `named` does not exist.
pub fn read(
    named: Option<&Path>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Settings, Error> {
    let path = named
        .map(Path::to_owned)
        .or_else(|| default_path(&variable));
    let Some(path) = path else {
        return Ok(Settings::default());
    };
    let name = SafeText::from_path(&path);
    let bytes = match read_limited(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return match named {
                Some(_) => Err(ConfigError::NotFound(name).into()),
                None => Ok(Settings::default()),
            };
        }
        Err(error) => {
            let why = SafeText::new(reason(&error));
            return Err(ConfigError::Unreadable { name, why }.into());
        }
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ConfigError::TooLarge(name).into());
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let Position { line, column } = position(&bytes, error.valid_up_to());
            return Err(ConfigError::NotUtf8 { name, line, column }.into());
        }
    };
    parse(text).map_err(|mistake| {
        let Position { line, column } = mistake.position(text);
        ConfigError::Invalid {
            name,
            line,
            column,
            message: SafeText::new(mistake.message),
        }
        .into()
    })
}

/// The content of the file, but at most one byte more than allowed.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The reason of an I/O error, without the system's error number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the file is found where the XDG specification says, and never relative to the current directory.
    #[test]
    fn the_default_path_follows_the_xdg_specification() {
        let with = |set: &[(&str, &str)]| {
            default_path(&|name: &str| {
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
