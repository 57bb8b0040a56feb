//! Mistakes in the configuration, and files that cannot be read.

use byline::config::{self, Settings};
use std::path::Path;

/// Configurations with a mistake: the text, the line and column of the mistake, and words of the message.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str, &str)] = &[
    ("text-widht = 3", "1:1", "did you mean text-width?"),
    ("frobnicate = 3", "1:1", "there is no option “frobnicate”, only theme,"),
    ("\ntext-width = \"wide\"", "2:14", "a number from 20 to 200, not “wide”"),
    ("text-width = 19", "1:14", "not 19"),
    ("min-confidence = 101", "1:18", "min-confidence must be a number from 0 to 100"),
    ("max-bytes = \"5G\"", "1:13", "up to \"256M\""),
    ("browser = \"a\\u001b[2J\"", "1:11", "a command on one line"),
    ("order = \"nam\"", "1:9", "did you mean name?"),
    ("theme = \"papr\"", "1:9", "did you mean paper?"),
    ("theme = [1]", "1:9", "the name of a theme, not a list"),
    ("text-width = 30\ntext-width = 40", "2:1", "“text-width” is set a second time"),
    ("measure = 30\ntext-width = 40", "2:1", "“text-width” is set a second time"),
    ("text-width = ", "1:14", "this is not valid TOML"),
    ("[keys.text\nj = 1", "1:11", "this is not valid TOML"),
    ("[keys.txt]\n", "1:7", "did you mean text?"),
    ("[keys]\nj = \"go-to-start\"", "2:1", "put it under [keys.text]"),
    ("[keys.text]\npgdown = \"top\"", "2:1", "did you mean pgdn?"),
    ("[keys.text]\nfoo-j = \"top\"", "2:1", "write it like"),
    ("[keys.text]\nj = \"line-dwn\"", "2:5", "did you mean line-down?"),
    ("[keys.text]\nj = 3", "2:5", "a key is bound to the name of an action"),
    ("[keys.text]\nj = \"toggle-mark\"", "2:5", "“toggle-mark” does nothing in keys.text; it works in keys.panel"),
    ("[keys.text]\nminus = \"top\"\n\"-\" = \"bottom\"", "3:1", "bound twice in keys.text"),
    ("[keys.text]\n\"ctrl-D\" = \"top\"\n\"ctrl-d\" = \"bottom\"", "3:1", "bound twice"),
    ("[keys.text]\n\"ctrl-m\" = \"top\"", "2:1", "as enter"),
    ("[keys.text]\n5 = \"top\"", "2:1", "digits repeat a key"),
    ("[keys.prompt]\nj = \"close\"", "2:1", "typed as text"),
    ("[keys.link-hints]\nj = \"close\"", "2:1", "typed as text"),
    ("[keys.text]\nq = \"nop\"\n\"ctrl-c\" = \"nop\"\nZZ = \"nop\"", "1:7", "bind quit or leave in keys.text"),
    ("[keys.text]\ngg = \"go-to-start\"\ng = \"go-to-end\"", "3:1", "“g” and “gg” cannot both be bound in keys.text"),
    ("[keys.prompt]\ngg = \"accept\"", "2:1", "“gg” is typed as text in keys.prompt"),
    ("[keys.card]\nclear = true", "1:7", "bind close or quit in keys.card"),
    ("themes = 3", "1:10", "must be a table of themes"),
    ("[themes.paper]", "1:9", "choose another name"),
    ("[themes.a]\nbase = \"b\"\n[themes.b]", "2:8", "there is no theme “b”"),
    ("[themes.a]\npersn = \"red\"", "2:1", "did you mean person?"),
    ("[themes.a]\nperson = \"redd\"", "2:10", "did you mean red?"),
    ("[themes.a]\nperson.fg = \"#12\"", "2:13", "six hexadecimal digits"),
    ("[themes.a]\nperson = { fg = 256 }", "2:17", "from 0 to 255, not 256"),
    ("[themes.a]\nperson = { blod = true }", "2:12", "did you mean bold?"),
    ("[themes.a]\nperson = { bold = 1 }", "2:19", "true or false, not 1"),
    ("mo\u{1b}[2Jse = 1", "1:4", "TOML"),
    ("\"mo\\u001b[2J\\u202ese\" = 1", "1:1", "there is no option"),
];

/// Protects: a mistake is reported in one sentence, with its position and what was probably meant.
#[test]
fn a_mistake_is_reported_in_one_sentence_with_its_position() {
    for (text, position, words) in MISTAKES {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let error = config::read(Some(file.path()), |_| None).expect_err(text);
        let message = error.to_string();
        let at = format!("{}:{position}: ", file.path().display());
        assert!(message.starts_with(&at), "{text}: {message}");
        assert!(message.contains(words), "{text}: {message}");
        assert!(
            !message.chars().any(char::is_control) && !message.contains('\u{202e}'),
            "{message:?}"
        );
        assert_eq!(error.exit_code(), 2);
    }
}

/// Protects: a file that is not text, too long or missing is reported, but the default file need not exist.
#[test]
fn files_that_cannot_be_read_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("byline/config.toml");
    let usual = || {
        config::read(None, |name| {
            (name == "XDG_CONFIG_HOME").then(|| folder.path().into())
        })
    };
    assert_eq!(usual().unwrap(), Settings::default());
    assert_eq!(config::read(None, |_| None).unwrap(), Settings::default());
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    for (bytes, words) in [
        (b"# \xc3\xa9\n\xff".to_vec(), ":2:1: this is not UTF-8"),
        (vec![b'#'; (1 << 20) + 1], "larger than 1 MiB"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let error = usual().unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
    std::fs::write(&path, "text-width = 70").unwrap();
    assert_eq!(usual().unwrap().options.reading.text_width, 70);
    for (path, words) in [
        (folder.path(), "cannot read the configuration"),
        (Path::new("/no/such/file"), "no such file"),
    ] {
        let error = config::read(Some(path), |_| None).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
}
