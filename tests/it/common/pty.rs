//! A pseudo-terminal on which the program runs, with its screen interpreted by a terminal emulator.

use super::program::PROXIES;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long to wait for anything before a test fails: far longer than it takes on the slowest machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What the terminal has received.
struct Output {
    bytes: Vec<u8>,
    screen: Parser,
}

/// A terminal and the process started on it.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program and can be examined afterwards.
    _slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Arc<Mutex<Output>>,
    modes: String,
}

/// The number of programs started.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// A command as a user's shell would start it, in a terminal like xterm.
pub(crate) fn command(argv: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(argv[0]);
    command.args(&argv[1..]);
    command.env("TERM", "xterm-256color");
    command.env("PS1", "ready> ");
    command.env("RUST_BACKTRACE", "0");
    command.env("LANG", "C.UTF-8");
    // The corrections and configuration of the user running the tests are neither used nor changed.
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, concat!(env!("CARGO_TARGET_TMPDIR"), "/home"));
    }
    // Each program has a history of its own; otherwise one test would resume where another left off.
    let (nth, process) = (STARTED.fetch_add(1, Relaxed), std::process::id());
    let state = format!("{}/state/{process}-{nth}", env!("CARGO_TARGET_TMPDIR"));
    command.env("XDG_STATE_HOME", state);
    // The shell starts in this folder, so it must exist.
    command.env("HOME", env!("CARGO_TARGET_TMPDIR"));
    // Without these variables, no real clipboard is written to and no browser is opened.
    for name in [
        "BYLINE_TEST_FAILURE",
        "ENV",
        "LINES",
        "COLUMNS",
        "BROWSER",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "SSH_CONNECTION",
        "SSH_TTY",
        "STY",
        "TERM_PROGRAM",
        "LC_TERMINAL",
        "TMUX",
        "WSL_DISTRO_NAME",
        "WSL_INTEROP",
        "LESS",
        "LC_ALL",
        "LC_CTYPE",
        "COLORTERM",
        "NO_COLOR",
    ] {
        command.env_remove(name);
    }
    for name in PROXIES {
        command.env_remove(name);
        command.env_remove(name.to_lowercase());
    }
    command
}

pub(crate) fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Pty {
    /// Starts `command` on a terminal with 80 columns and 24 rows.
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let modes = format!("{:?}", pair.master.get_termios());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let output = Arc::new(Mutex::new(Output {
            bytes: Vec::new(),
            screen: Parser::new(24, 80, 0),
        }));
        let seen = output.clone();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                let mut seen = seen.lock().unwrap();
                seen.bytes.extend_from_slice(&chunk[..count]);
                seen.screen.process(&chunk[..count]);
            }
        });
        Self {
            keys: pair.master.take_writer().unwrap(),
            child: pair.slave.spawn_command(command).unwrap(),
            master: pair.master,
            _slave: pair.slave,
            output,
            modes,
        }
    }

    /// Types `keys`.
    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Resizes the window.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        // The emulator first: all output from now on is drawn for the new size.
        let mut output = self.output.lock().unwrap();
        output.screen.screen_mut().set_size(rows, cols);
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// Resizes the terminal but not the emulator, which breaks if it shrinks above the cursor. For sizes at which the screen is
    /// not examined.
    pub(crate) fn resize_terminal(&self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// Waits until `is_shown` returns true for the screen; `what` describes the expected screen.
    pub(crate) fn wait(&self, what: &str, mut is_shown: impl FnMut(&Screen) -> bool) {
        let start = Instant::now();
        while !is_shown(self.output.lock().unwrap().screen.screen()) {
            assert!(
                start.elapsed() < TIMEOUT,
                "timed out waiting for {what}; on the screen:\n{}",
                self.contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the reader is on the screen and shows `text`.
    pub(crate) fn wait_for_reader(&self, text: &str) {
        self.wait(&format!("the reader with “{text}”"), |screen| {
            screen.alternate_screen() && screen.contents().contains(text)
        });
    }

    /// Waits until the shell is on the screen, with all modes restored, and shows `text`.
    pub(crate) fn wait_for_shell(&self, text: &str) {
        self.wait(&format!("the shell with “{text}”"), |screen| {
            is_restored(screen) && screen.contents().contains(text)
        });
    }

    /// The contents of the screen.
    pub(crate) fn contents(&self) -> String {
        self.output.lock().unwrap().screen.screen().contents()
    }

    /// Everything written to the terminal so far.
    pub(crate) fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().unwrap().bytes).into_owned()
    }

    /// Waits until `text` has been written to the terminal.
    pub(crate) fn wait_for_bytes(&self, text: &str) {
        self.wait_for_times(text, 1);
    }

    /// Waits until `text` has been written to the terminal `times` times.
    pub(crate) fn wait_for_times(&self, text: &str, times: usize) {
        let start = Instant::now();
        while self.bytes().matches(text).count() < times {
            assert!(start.elapsed() < TIMEOUT, "timed out waiting for {text:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal to the process that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        let number = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(pid(number), signal).unwrap();
    }

    /// Sends a signal to the leader of the foreground job.
    pub(crate) fn signal_foreground(&self, signal: Signal) {
        let leader = self.master.process_group_leader().unwrap();
        kill_process(pid(leader), signal).unwrap();
    }

    /// Whether the process has ended, after waiting a moment.
    pub(crate) fn has_ended(&mut self) -> bool {
        thread::sleep(Duration::from_millis(20));
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the process to end and returns its exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        wait_for_end(&mut *self.child)
    }

    /// Waits for the process to end and asserts that its exit code is `code` and the terminal is restored.
    #[track_caller]
    pub(crate) fn ends_with(mut self, code: u32) -> Self {
        let found = self.exit_code();
        // The last bytes may not have reached the emulator yet.
        self.wait("a restored terminal", is_restored);
        assert_eq!(
            found,
            code,
            "exit code; on the screen:\n{}",
            self.contents()
        );
        assert_eq!(
            format!("{:?}", self.master.get_termios()),
            self.modes,
            "the modes of the terminal"
        );
        self
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn pid(number: i32) -> Pid {
    Pid::from_raw(number).unwrap()
}

/// Waits for `child` to end and returns its exit code.
pub(crate) fn wait_for_end(child: &mut dyn Child) -> u32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.exit_code();
        }
        assert!(start.elapsed() < TIMEOUT, "the process does not end");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Whether all modes are off.
fn is_restored(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}
