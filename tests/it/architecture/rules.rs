//! The rules: the layers, what each part may use, and which re-exports are allowed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A part, the parts it may use, and the external crates it may name (besides std).
pub(crate) type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// What each part may use. A row lists what the part does use, too: what is no longer used is removed from it.
pub(crate) const ROWS: &[Row] = &[
    ("document", &[], &["memchr"]),
    ("atlas", &[], &[]),
    ("error", &[], &["thiserror"]),
    ("dates", &[], &["jiff"]),
    ("folding", &[], &["unicode_normalization"]),
    ("kebab_case", &[], &[]),
    ("manual", &[], &[]),
    ("palette", &["kebab_case"], &[]),
    (
        "load",
        &["document", "error", "manual"],
        &[
            "base64",
            "chardetng",
            "dom_query",
            "dom_smoothie",
            "encoding_rs",
            "foldhash",
            "gif",
            "html5ever",
            "idna",
            "image_webp",
            "lopdf",
            "mail_parser",
            "memchr",
            "percent_encoding",
            "png",
            "pulldown_cmark",
            "quick_xml",
            "serde_json",
            "ureq",
            "whatlang",
            "zip",
            "zune_jpeg",
        ],
    ),
    (
        "entities",
        &["document", "folding"],
        &["foldhash", "memchr", "strsim"],
    ),
    (
        "layout",
        &["document"],
        &[
            "hypher",
            "textwrap",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "search",
        &["document", "folding"],
        &["nucleo_matcher", "regex", "regex_syntax"],
    ),
    ("options", &["entities", "load", "palette"], &[]),
    (
        "library",
        &["document", "entities", "error", "folding", "load"],
        &["flate2", "rusqlite", "rustix", "serde", "serde_json"],
    ),
    (
        "app",
        &[
            "atlas",
            "document",
            "entities",
            "kebab_case",
            "layout",
            "options",
            "palette",
            "search",
        ],
        &["foldhash", "thiserror"],
    ),
    (
        "config",
        &["app", "error", "options", "palette", "store"],
        &["strsim", "toml_edit"],
    ),
    (
        "store",
        &["document", "entities", "error", "library"],
        &[
            "rusqlite",
            "rustix",
            "serde",
            "serde_json",
            "tempfile",
            "toml_edit",
        ],
    ),
    (
        "views",
        &["app", "atlas", "document", "entities", "layout", "palette"],
        &["ratatui"],
    ),
    (
        "terminal",
        &["app", "document", "layout", "palette"],
        &[
            "base64",
            "crossterm",
            "filedescriptor",
            "flate2",
            "ratatui",
            "rustix",
            "signal_hook",
        ],
    ),
    // `pulldown_cmark` reads the manual for the man page.
    (
        "cli",
        &[
            "app", "config", "dates", "error", "load", "manual", "options", "palette",
        ],
        &["clap", "clap_complete", "clap_mangen", "pulldown_cmark"],
    ),
    // `cli` holds the options of printing; `crossterm` tells the progress bar the width of the terminal.
    (
        "print",
        &[
            "app", "atlas", "cli", "dates", "document", "entities", "error", "layout", "library",
            "load", "search", "store",
        ],
        &[
            "crossterm",
            "serde",
            "serde_json",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "run",
        &[
            "app", "dates", "document", "entities", "error", "library", "load", "options",
            "search", "store", "terminal", "views",
        ],
        &["ratatui", "rustix", "shlex"],
    ),
    (
        "main",
        &[
            "cli", "config", "dates", "error", "library", "load", "options", "print", "run",
            "store",
        ],
        &["crossterm", "log"],
    ),
    // The list of modules.
    ("lib", &[], &[]),
    // The training program lives beside the tagger it trains, but is not part of byline.
    ("train", &["entities"], &["flate2", "serde", "serde_json"]),
    ("bin/byline-atlas", &[], &["serde_json"]),
    (
        "bin/byline-score",
        &["document", "entities"],
        &["serde_json"],
    ),
    ("bin/byline-screen", &[], &["portable_pty", "vt100"]),
    ("bin/byline-train", &["train"], &[]),
];

/// The rows of the diagram in `src/lib.rs`. A part may use only parts with a lower number, but for those of the top row,
/// which may use each other.
pub(crate) const LAYERS: &[(u8, &[&str])] = &[
    (6, &["main", "cli", "run", "print"]),
    (5, &["views", "config", "terminal"]),
    (4, &["app", "store"]),
    (3, &["options", "library"]),
    (2, &["layout", "load", "entities", "search", "palette"]),
    (
        1,
        &[
            "document",
            "error",
            "atlas",
            "dates",
            "folding",
            "kebab_case",
            "manual",
        ],
    ),
];

/// The parts that are not in the diagram: the list of modules, and programs for developers. No part of the diagram may use
/// them.
pub(crate) const OUTSIDE_LAYERS: &[&str] = &[
    "lib",
    "train",
    "bin/byline-atlas",
    "bin/byline-score",
    "bin/byline-screen",
    "bin/byline-train",
];

/// Re-exports of what belongs to another part or crate, each with the part and the path. No others are allowed, because
/// whoever uses them would depend on something that no path names.
pub(crate) const REEXPORTS: &[(&str, &str)] = &[
    // The command line reads `--encoding` into a value that only `load` uses; the name saves it the crate.
    ("load", "encoding_rs::Encoding"),
];

/// The crates of the compiler, which every part may name.
pub(crate) const BUILT_IN_CRATES: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];

/// What the sources are checked against.
pub(crate) struct Rules {
    pub(crate) rows: &'static [Row],
    /// The names of the crates in Cargo.toml, as code writes them: those of the program.
    pub(crate) dependencies: BTreeSet<String>,
    /// Those of the tests.
    pub(crate) dev_dependencies: BTreeSet<String>,
}

impl Rules {
    pub(crate) fn new() -> Self {
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let (dependencies, dev_dependencies) = dependencies(&manifest);
        Self {
            rows: ROWS,
            dependencies,
            dev_dependencies,
        }
    }

    pub(crate) fn row(&self, part: &str) -> Option<&Row> {
        self.rows.iter().find(|(name, ..)| *name == part)
    }

    pub(crate) fn is_crate(&self, name: &str) -> bool {
        self.dependencies.contains(name) || self.dev_dependencies.contains(name)
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in the dependency tables of `manifest`, with `_` for `-`: those that a build needs, also on some systems only,
/// and those that only tests need.
pub(crate) fn dependencies(manifest: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let manifest: toml_edit::DocumentMut = manifest.parse().unwrap();
    let mut found = (BTreeSet::new(), BTreeSet::new());
    let mut tables = vec![manifest.as_table() as &dyn toml_edit::TableLike];
    if let Some(targets) = manifest
        .get("target")
        .and_then(toml_edit::Item::as_table_like)
    {
        tables.extend(targets.iter().filter_map(|(_, item)| item.as_table_like()));
    }
    for table in tables {
        for (key, of_tests) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("dev-dependencies", true),
        ] {
            let Some(list) = table.get(key).and_then(toml_edit::Item::as_table_like) else {
                continue;
            };
            let into = if of_tests { &mut found.1 } else { &mut found.0 };
            into.extend(list.iter().map(|(name, _)| name.replace('-', "_")));
        }
    }
    found
}
