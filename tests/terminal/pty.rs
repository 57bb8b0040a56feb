//! A real pseudo-terminal with the program on it, seen through a terminal emulator.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long anything may take before a test gives up: far longer than it does on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program that is tested.
pub(crate) const BYLINE: &str = env!("CARGO_BIN_EXE_byline");

/// What has come out of the terminal.
struct Output {
    bytes: Vec<u8>,
    screen: Parser,
}

/// A terminal and the process that was started on it.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program and can be looked at afterwards.
    _slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Arc<Mutex<Output>>,
    modes: String,
}

/// How many programs have been started.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// A command as a person's shell would start it, in a terminal like xterm.
pub(crate) fn command(words: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(words[0]);
    command.args(&words[1..]);
    command.env("TERM", "xterm-256color");
    command.env("PS1", "ready> ");
    command.env("RUST_BACKTRACE", "0");
    // Nobody's own corrections count here, and none are left behind.
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, concat!(env!("CARGO_TARGET_TMPDIR"), "/home"));
    }
    // What is remembered is each program's own, or one test would go on where another left off.
    let (nth, process) = (STARTED.fetch_add(1, Relaxed), std::process::id());
    let state = format!("{}/state/{process}-{nth}", env!("CARGO_TARGET_TMPDIR"));
    command.env("XDG_STATE_HOME", state);
    // Where it begins, too, so that it must be there.
    command.env("HOME", env!("CARGO_TARGET_TMPDIR"));
    // Nor is anybody's clipboard filled, or browser opened.
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
        "TMUX",
        "WSL_DISTRO_NAME",
        "WSL_INTEROP",
        "LESS",
    ] {
        command.env_remove(name);
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
    /// Start `command` on a terminal of 80 by 24.
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

    /// Type `keys`.
    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Make the window `cols` by `rows`.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        // The emulator first: what comes next is painted for the new size.
        let mut output = self.output.lock().unwrap();
        output.screen.screen_mut().set_size(rows, cols);
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// The same without the emulator, which breaks when it shrinks under the cursor: for sizes that nobody looks at.
    pub(crate) fn resize_terminal(&self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// Wait until the screen is as `what` says, which `like` tells.
    pub(crate) fn wait(&self, what: &str, mut like: impl FnMut(&Screen) -> bool) {
        let start = Instant::now();
        while !like(self.output.lock().unwrap().screen.screen()) {
            assert!(
                start.elapsed() < PATIENCE,
                "never came: {what}; on the screen:\n{}",
                self.contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Wait until the reader is on the screen and shows `words`.
    pub(crate) fn wait_for_reader(&self, words: &str) {
        self.wait(&format!("the reader with “{words}”"), |screen| {
            screen.alternate_screen() && screen.contents().contains(words)
        });
    }

    /// Wait until the shell is on the screen, with all its modes, and shows `words`.
    pub(crate) fn wait_for_shell(&self, words: &str) {
        self.wait(&format!("the shell with “{words}”"), |screen| {
            is_as_found(screen) && screen.contents().contains(words)
        });
    }

    /// What the screen shows.
    pub(crate) fn contents(&self) -> String {
        self.output.lock().unwrap().screen.screen().contents()
    }

    /// Everything that was ever written to the terminal.
    pub(crate) fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().unwrap().bytes).into_owned()
    }

    /// Send a signal to the process that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(pid(self.child.process_id().unwrap() as i32), signal).unwrap();
    }

    /// Send a signal to the process that leads the job in the foreground.
    pub(crate) fn signal_foreground(&self, signal: Signal) {
        let leader = self.master.process_group_leader().unwrap();
        kill_process(pid(leader), signal).unwrap();
    }

    /// Whether the process has ended, soon.
    pub(crate) fn has_ended(&mut self) -> bool {
        thread::sleep(Duration::from_millis(20));
        self.child.try_wait().unwrap().is_some()
    }

    /// Wait for the end; the exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        wait_for_end(&mut *self.child)
    }

    /// Wait for the end; assert that it came with `code` and that the terminal is as it was found.
    #[track_caller]
    pub(crate) fn ends_with(mut self, code: u32) -> Self {
        let found = self.exit_code();
        // The last bytes may still be under way to the emulator.
        self.wait("the terminal as it was found", is_as_found);
        assert_eq!(
            found,
            code,
            "exit code; on the screen:\n{}",
            self.contents()
        );
        assert_eq!(
            format!("{:?}", self.master.get_termios()),
            self.modes,
            "echo, line mode and the rest"
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

/// Wait for `child` to end; its exit code.
pub(crate) fn wait_for_end(child: &mut dyn Child) -> u32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.exit_code();
        }
        assert!(start.elapsed() < PATIENCE, "it does not end");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Whether no mode is left switched on.
fn is_as_found(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}
