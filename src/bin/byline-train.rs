//! Trains the tagger: `cargo run --release --features train --bin byline-train -- DATA ASSETS`.
//!
//! The work is done in `byline::entities::tagger::train`.

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match byline::entities::tagger::train::run(&arguments, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "byline-train: {error}");
            ExitCode::FAILURE
        }
    }
}
