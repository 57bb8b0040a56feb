//! The page for a browser, in a real one: what it makes of it, at a wide and at a narrow window, and that nothing in it acts.
//!
//! The browser is the one that `BYLINE_TEST_BROWSER` names, or a Chromium on the path, or one that Playwright left behind. Where
//! there is none the test says so, loudly, and does nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that fails may say so by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a browser is called.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome-headless-shell",
];

/// How long a browser may take, before it is taken for stuck.
const STUCK: Duration = Duration::from_secs(120);

fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("BYLINE_TEST_BROWSER") {
        let named = PathBuf::from(named);
        assert!(named.exists(), "BYLINE_TEST_BROWSER names no file");
        return Some(named);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|program| program.is_file());
    on_path.or_else(left_behind)
}

/// A browser in Playwright's folder.
fn left_behind() -> Option<PathBuf> {
    let folder = Path::new(&std::env::var_os("HOME")?).join(".cache/ms-playwright");
    let versions = fs::read_dir(folder).ok()?.flatten();
    versions
        .flat_map(|version| {
            [
                "chrome-linux/chrome",
                "chrome-linux/headless_shell",
                "chrome-linux64/chrome",
            ]
            .map(|program| version.path().join(program))
        })
        .find(|program| program.is_file())
}

/// Run `browser` on `page` with a home of its own, and with `arguments`.
fn run(browser: &Path, home: &Path, page: &Path, arguments: &[&str]) -> Output {
    let mut child = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args(["--hide-scrollbars", "--enable-logging=stderr", "--v=0"])
        .arg(format!(
            "--user-data-dir={}",
            home.join("profile").display()
        ))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .env("HOME", home)
        .stdin(Stdio::null())
        .stdout(fs::File::create(home.join("stdout")).unwrap())
        .stderr(fs::File::create(home.join("stderr")).unwrap())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > STUCK {
            child.kill().unwrap();
            panic!("the browser is stuck");
        }
        thread::sleep(Duration::from_millis(20));
    };
    Output {
        status,
        stdout: fs::read(home.join("stdout")).unwrap(),
        stderr: fs::read(home.join("stderr")).unwrap(),
    }
}

/// The page of `article`.
fn page(folder: &Path, name: &str, article: &Path) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_byline"))
        .arg("--html")
        .arg(article)
        // Nobody's own corrections count here.
        .env("HOME", folder)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    assert!(output.status.success());
    let path = folder.join(name);
    fs::write(&path, output.stdout).unwrap();
    path
}

/// What the console was told.
fn complaints(output: &Output) -> Vec<String> {
    let told = String::from_utf8_lossy(&output.stderr);
    let lines = told.lines().filter(|line| line.contains("CONSOLE"));
    lines.map(str::to_owned).collect()
}

const HOSTILE: &str = "# <script>document.title='gone'</script> & \"talks\"\n\n\
    Angela Merkel met [Vladimir Putin](javascript:alert(1)) of [Russia](https://example.org/\"onmouseover=\"x).\n\n\
    - <img src=x onerror=\"document.title='gone'\">\n- Putin\n\n> **Merkel** said\n\n| Who | Where |\n| --- | --- |\n| Putin | Moscow |\n";

#[test]
fn a_browser_shows_the_page_and_has_no_complaint() {
    let Some(browser) = browser() else {
        eprintln!(
            "\n*** SKIPPED: no browser to open the page with; install chromium or set BYLINE_TEST_BROWSER ***\n"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // A complaint would be seen: this page breaks the policy that ours has.
    let wrong = folder.join("wrong.html");
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
    fs::write(
        &wrong,
        format!("<!DOCTYPE html>{policy}<title>x</title><script>1</script>"),
    )
    .unwrap();
    let output = run(&browser, folder, &wrong, &["--dump-dom"]);
    assert!(!complaints(&output).is_empty(), "complaints are not heard");

    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample.txt");
    let shown = page(folder, "page.html", &sample);
    let output = run(&browser, folder, &shown, &["--dump-dom"]);
    assert_eq!(complaints(&output), [""; 0]);
    let dom = String::from_utf8(output.stdout).unwrap();
    for wanted in [
        "<section id=\"people\">",
        "<section id=\"countries\">",
        "<li id=\"e1\">",
        "<a id=\"m1\" class=\"c e1\" href=\"#",
        "title=\"Norway, demonym, 2 of 5\">Norwegian</a>",
        "<path class=\"land\" d=\"M",
        "<path class=\"lit\" d=\"M",
        "<title>Norway: 5 mentions · capital Oslo",
    ] {
        assert!(dom.contains(wanted), "{wanted}");
    }

    let article = folder.join("hostile.md");
    fs::write(&article, HOSTILE).unwrap();
    let hostile = page(folder, "hostile.html", &article);
    let output = run(&browser, folder, &hostile, &["--dump-dom"]);
    assert_eq!(complaints(&output), [""; 0]);
    let dom = String::from_utf8(output.stdout).unwrap();
    for banned in ["<script", "<img", "javascript:", "<title>gone"] {
        assert!(!dom.contains(banned), "{banned}\n{dom}");
    }
    assert!(!dom.contains(" onmouseover=") && !dom.contains(" onerror="));
    assert!(dom.contains("<blockquote>") && dom.contains("<td>"));

    for (name, size) in [("wide", "1280,900"), ("narrow", "390,900")] {
        let picture = folder.join(format!("{name}.png"));
        let screenshot = format!("--screenshot={}", picture.display());
        let window = format!("--window-size={size}");
        run(&browser, folder, &shown, &[&screenshot, &window]);
        let picture = fs::read(&picture).expect("a picture");
        // A blank one would be a few kilobytes.
        assert!(picture.len() > 20_000, "{name}: {} bytes", picture.len());
    }
}
