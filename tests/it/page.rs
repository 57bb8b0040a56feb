//! The HTML page in a real browser: it is displayed in a wide and a narrow window, and nothing in it is active.
//!
//! The browser is the one named in `BYLINE_TEST_BROWSER`, a Chromium on the path, or one installed by Playwright. If there is
//! none, the test prints a notice and does nothing.

use crate::common::program::{printed, say_skipped};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The program names of browsers.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome-headless-shell",
];

/// A browser that takes longer than this counts as stuck.
const TIMEOUT: Duration = Duration::from_secs(120);

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
    on_path.or_else(playwright_browser)
}

/// A browser in Playwright's folder.
fn playwright_browser() -> Option<PathBuf> {
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

/// Runs `browser` on `page` with `arguments`, using `home` as its home folder.
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
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > TIMEOUT {
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

/// Writes the HTML page of `article` to a file in `folder`.
fn page(folder: &Path, name: &str, article: &Path) -> PathBuf {
    let page = printed(&["--html", article.to_str().unwrap()]);
    let path = folder.join(name);
    fs::write(&path, page).unwrap();
    path
}

/// The messages in the browser's console.
fn console_messages(output: &Output) -> Vec<String> {
    let log = String::from_utf8_lossy(&output.stderr);
    let lines = log.lines().filter(|line| line.contains("CONSOLE"));
    lines.map(str::to_owned).collect()
}

const HOSTILE: &str = "# <script>document.title='gone'</script> & \"talks\"\n\n\
    Angela Merkel met [Vladimir Putin](javascript:alert(1)) of [Russia](https://example.org/\"onmouseover=\"x).\n\n\
    - <img src=x onerror=\"document.title='gone'\">\n- Putin\n\n> **Merkel** said\n\n| Who | Where |\n| --- | --- |\n| Putin | Moscow |\n";

/// Protects: a browser displays the page without console messages, and hostile text stays inert.
#[test]
fn a_browser_displays_the_page_without_errors() {
    let Some(browser) = browser() else {
        say_skipped(
            "no browser to open the page with; install chromium or set BYLINE_TEST_BROWSER",
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // First check that an error would be seen: this page violates the policy that ours has.
    let wrong = folder.join("wrong.html");
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
    fs::write(
        &wrong,
        format!("<!DOCTYPE html>{policy}<title>x</title><script>1</script>"),
    )
    .unwrap();
    let output = run(&browser, folder, &wrong, &["--dump-dom"]);
    assert!(
        !console_messages(&output).is_empty(),
        "console messages are not captured"
    );

    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample.txt");
    let shown = page(folder, "page.html", &sample);
    let output = run(&browser, folder, &shown, &["--dump-dom"]);
    assert_eq!(console_messages(&output), [""; 0]);
    let dom = String::from_utf8(output.stdout).unwrap();
    for wanted in [
        "<section id=\"people\">",
        "<section id=\"countries\">",
        "<li id=\"e1\">",
        "<a id=\"m1\" class=\"c e1\" href=\"#",
        "title=\"Norway, the word for its people, 2 of 5\">Norwegian</a>",
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
    assert_eq!(console_messages(&output), [""; 0]);
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
        // An empty page would be a few kilobytes.
        assert!(picture.len() > 20_000, "{name}: {} bytes", picture.len());
    }
}
