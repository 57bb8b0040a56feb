//! Splits the bytes that a terminal sends into keys, pastes, mouse reports and everything else.
//!
//! Terminals send more than keys: answers to queries, perhaps those of another program and late; reports cut off by a lost
//! connection or by the end of the program that asked for them. None of it may act as keys, and none of it may keep keys
//! from acting. So every sequence ends: by its grammar (ECMA-48: a final byte, or ST; for OSC also BEL), by a silence of
//! [`SILENCE`], by a size limit, or by a control character that cannot be part of it. What is unknown is dropped whole. ESC
//! with nothing after it is the Esc key; `[` or `O` soon after it, and nothing more, is that letter with Alt.
//!
//! Ctrl-C always comes through, except within a paste, whose text may hold any byte: there, only if it comes alone after a
//! silence, as when typed.
//!
//! Written for this program. crossterm's parser waits without limit for the end of some sequences and takes the text of OSC,
//! DCS and APC strings for keys; that of `termina` is adapted from it. `vte` is made for what programs send to terminals: it
//! knows nothing of a key that is the beginning of something else, of SS3 keys or X10 reports, and has no limit of time. Of
//! `termwiz`, a large library, only this part would be used.
//!
//! This is a pure state machine: bytes and silences in, events and answers out.

use super::super::query::{self, Answer};
use super::partial::{ControlString, Introducer, PartialCharacter, Sequence, StringKind};
use super::paste::Paste;
use super::sequences::{self, Meaning};
use crate::app::Event;
use crate::app::key::{Key, KeyCode};
use std::mem;
use std::time::Duration;

/// How long nothing must come for an incomplete sequence to count as all there is. Terminals send a sequence at once; even
/// through a network it rarely takes that long, and a held key repeats more slowly.
pub(super) const SILENCE: Duration = Duration::from_millis(25);

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;
const BELL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;

/// The parser, and the events that it has found and not yet given away.
#[derive(Debug, Default)]
pub(super) struct Parser {
    state: State,
    events: Vec<Event>,
    answers: Vec<Answer>,
}

/// What the next byte continues.
#[derive(Debug, Default)]
enum State {
    /// Nothing: it begins something.
    #[default]
    Ground,
    /// A character of several bytes.
    Character(PartialCharacter),
    /// ESC, or two of them: the first is then the Esc key, or Alt of a key that begins with ESC itself.
    Escape { doubled: bool },
    /// A sequence that began with CSI.
    Csi(Sequence),
    /// A key that began with SS3.
    Ss3(Sequence),
    /// A mouse report of three more bytes.
    X10Mouse(Vec<u8>),
    /// A string that lasts until ST.
    ControlString(ControlString),
    /// Pasted text.
    Paste(Paste),
}

impl Parser {
    /// Takes in `bytes`, which have been read at once.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if let State::Paste(paste) = &self.state
            && paste.is_silent()
            && bytes == [CTRL_C]
        {
            self.end();
        }
        for &byte in bytes {
            let state = mem::take(&mut self.state);
            self.state = self.advance(state, byte);
        }
    }

    /// Notes that nothing has come for [`SILENCE`].
    pub(super) fn note_silence(&mut self) {
        if let State::Paste(paste) = &mut self.state
            && !paste.note_silence()
        {
            return;
        }
        self.end();
    }

    /// Whether something has begun that may go on, so that a silence matters.
    pub(super) fn is_pending(&self) -> bool {
        !matches!(self.state, State::Ground)
    }

    /// Gives away the events found so far.
    pub(super) fn take_events(&mut self) -> Vec<Event> {
        mem::take(&mut self.events)
    }

    /// Gives away the answers to questions about the terminal found so far.
    pub(super) fn take_answers(&mut self) -> Vec<Answer> {
        mem::take(&mut self.answers)
    }

    /// Ends what has begun, although more could follow.
    fn end(&mut self) {
        match mem::take(&mut self.state) {
            State::Ground | State::Character(_) | State::X10Mouse(_) => {}
            State::Escape { doubled } => {
                self.push_esc(doubled);
                self.push_esc(true);
            }
            State::Csi(sequence) | State::Ss3(sequence) => self.cut_off(&sequence),
            State::ControlString(string) if string.escaped => {}
            State::ControlString(string) => self.cut_off(&string.sequence),
            State::Paste(paste) => self.events.push(Event::Paste(paste.into_text())),
        }
    }

    /// Drops an incomplete sequence. If only its introducer came, it was a key with Alt.
    fn cut_off(&mut self, sequence: &Sequence) {
        self.push_esc(sequence.introducer.doubled);
        if let Some(letter) = sequence.introducer.letter
            && sequence.length == 0
        {
            self.push_key(Key::char(letter), true);
        }
    }

    fn advance(&mut self, state: State, byte: u8) -> State {
        match state {
            State::Ground => self.begin(byte, false),
            State::Character(partial) => self.character(partial, byte),
            State::Escape { doubled } => self.escape(byte, doubled),
            State::Csi(sequence) => self.csi(sequence, byte),
            State::Ss3(sequence) => self.ss3(sequence, byte),
            State::X10Mouse(bytes) => self.x10_mouse(bytes, byte),
            State::ControlString(string) => self.control_string(string, byte),
            State::Paste(mut paste) => {
                if paste.push(byte) {
                    self.events.push(Event::Paste(paste.into_text()));
                    return State::Ground;
                }
                State::Paste(paste)
            }
        }
    }

    /// Ends `state` and begins anew with `byte`, which cannot continue it.
    fn interrupt(&mut self, state: State, byte: u8) -> State {
        self.state = state;
        self.end();
        self.begin(byte, false)
    }

    /// Begins something; with `alt`, after ESC.
    fn begin(&mut self, byte: u8, alt: bool) -> State {
        let length = match byte {
            ESC => return State::Escape { doubled: false },
            0x20..=0x7e => {
                self.push_key(Key::char(char::from(byte)), alt);
                return State::Ground;
            }
            0x00..=0x1f | 0x7f => {
                self.push_key(sequences::control_key(byte), alt);
                return State::Ground;
            }
            0x80..=0x9f => return self.c1(byte, alt),
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            0xa0..=0xc1 | 0xf5..=0xff => {
                self.push_esc(alt);
                return State::Ground;
            }
        };
        State::Character(PartialCharacter {
            bytes: vec![byte],
            length,
            alt,
        })
    }

    fn character(&mut self, mut partial: PartialCharacter, byte: u8) -> State {
        if !matches!(byte, 0x80..=0xbf) {
            return self.interrupt(State::Character(partial), byte);
        }
        partial.bytes.push(byte);
        if partial.bytes.len() < partial.length {
            return State::Character(partial);
        }
        let text = std::str::from_utf8(&partial.bytes).unwrap_or_default();
        match text.chars().next() {
            // A C1 control character, as terminals write it in UTF-8.
            Some('\u{80}'..='\u{9f}') => self.c1(byte, partial.alt),
            Some(c) => {
                self.push_key(Key::char(c), partial.alt);
                State::Ground
            }
            None => State::Ground,
        }
    }

    /// A C1 control character: the introducer of a sequence in one byte. Others mean nothing. With `alt`, ESC came before.
    fn c1(&mut self, byte: u8, alt: bool) -> State {
        self.push_esc(alt);
        match byte {
            0x8f => State::Ss3(Sequence::new(Introducer::C1)),
            0x9b => State::Csi(Sequence::new(Introducer::C1)),
            0x90 | 0x98 | 0x9d..=0x9f => State::ControlString(ControlString {
                sequence: Sequence::new(Introducer::C1),
                // The letter after ESC for the same.
                kind: StringKind::from_letter(byte - 0x40),
                escaped: false,
            }),
            _ => State::Ground,
        }
    }

    /// The byte after ESC, or after two.
    fn escape(&mut self, byte: u8, doubled: bool) -> State {
        let sequence = Sequence::new(Introducer {
            letter: Some(char::from(byte)),
            doubled,
        });
        match byte {
            ESC => {
                self.push_esc(doubled);
                State::Escape { doubled: true }
            }
            b'[' => State::Csi(sequence),
            b'O' => State::Ss3(sequence),
            b'P' | b'X' | b']' | b'^' | b'_' => State::ControlString(ControlString {
                sequence,
                kind: StringKind::from_letter(byte),
                escaped: false,
            }),
            CTRL_C => self.interrupt(State::Escape { doubled }, byte),
            _ => {
                self.push_esc(doubled);
                self.begin(byte, true)
            }
        }
    }

    fn csi(&mut self, mut sequence: Sequence, byte: u8) -> State {
        let is_console_key = sequence.bytes == *b"[";
        match byte {
            // The Linux console's function keys have a second bracket.
            b'[' if sequence.length == 0 => {
                sequence.push(byte);
                State::Csi(sequence)
            }
            0x20..=0x7e if is_console_key => {
                let key = sequences::console_function_key(byte);
                self.finish(key.into(), sequence.introducer)
            }
            0x20..=0x3f if sequence.push(byte) => State::Csi(sequence),
            0x20..=0x3f => State::Ground,
            0x40..=0x7e => {
                let meaning = sequences::csi(&sequence.bytes, byte);
                self.finish(meaning, sequence.introducer)
            }
            _ => self.interrupt(State::Csi(sequence), byte),
        }
    }

    fn ss3(&mut self, mut sequence: Sequence, byte: u8) -> State {
        match byte {
            b'0'..=b';' if sequence.push(byte) => State::Ss3(sequence),
            b'0'..=b';' => State::Ground,
            0x20..=0x7e => {
                let key = sequences::ss3(&sequence.bytes, byte);
                self.finish(key.into(), sequence.introducer)
            }
            _ => self.interrupt(State::Ss3(sequence), byte),
        }
    }

    fn x10_mouse(&mut self, mut bytes: Vec<u8>, byte: u8) -> State {
        if byte < 0x20 {
            return self.interrupt(State::X10Mouse(bytes), byte);
        }
        bytes.push(byte);
        if bytes.len() < 3 {
            return State::X10Mouse(bytes);
        }
        self.events
            .extend(super::mouse::x10(&bytes).map(Event::Mouse));
        State::Ground
    }

    fn control_string(&mut self, mut string: ControlString, byte: u8) -> State {
        let is_c1 = string.sequence.introducer.letter.is_none();
        match byte {
            b'\\' if string.escaped => self.finish_string(&string),
            // Something else begins: the end of the string is lost.
            _ if string.escaped => {
                self.push_esc(string.sequence.introducer.doubled);
                self.escape(byte, false)
            }
            ESC => {
                string.escaped = true;
                State::ControlString(string)
            }
            BELL if string.kind == StringKind::Osc => self.finish_string(&string),
            // In UTF-8 this byte also occurs within characters.
            0x9c if is_c1 => self.finish_string(&string),
            CANCEL | SUBSTITUTE => self.interrupt(State::ControlString(string), byte),
            CTRL_C => {
                self.push_key(sequences::control_key(byte), false);
                State::ControlString(string)
            }
            _ if string.sequence.push(byte) => State::ControlString(string),
            _ => State::Ground,
        }
    }

    /// A complete control string: an answer to some query.
    fn finish_string(&mut self, string: &ControlString) -> State {
        self.push_esc(string.sequence.introducer.doubled);
        let bytes = string.sequence.bytes.as_slice();
        // In UTF-8, the C1 form of ST has a first byte, too.
        let text = bytes.strip_suffix(b"\xc2").unwrap_or(bytes);
        match string.kind {
            StringKind::Osc => {
                let background = query::background(text);
                self.events.extend(background.map(Event::Background));
            }
            StringKind::Apc => self.answers.extend(query::graphics(text)),
            StringKind::Other => {}
        }
        State::Ground
    }

    /// A complete sequence.
    fn finish(&mut self, meaning: Meaning, introducer: Introducer) -> State {
        if let Meaning::Key(key) = meaning {
            // Some terminals send a key with Alt as ESC and what the key sends.
            self.push_key(key, introducer.doubled);
            return State::Ground;
        }
        self.push_esc(introducer.doubled);
        match meaning {
            Meaning::Key(_) | Meaning::Nothing => {}
            Meaning::Answer(answer) => self.answers.push(answer),
            Meaning::Mouse(mouse) => self.events.push(Event::Mouse(mouse)),
            Meaning::X10Mouse => return State::X10Mouse(Vec::new()),
            Meaning::PasteStart => return State::Paste(Paste::default()),
        }
        State::Ground
    }

    fn push_key(&mut self, mut key: Key, alt: bool) {
        key.alt |= alt;
        self.events.push(Event::Key(key));
    }

    /// Adds the Esc key if `pressed`.
    fn push_esc(&mut self, pressed: bool) {
        if pressed {
            self.push_key(Key::plain(KeyCode::Esc), false);
        }
    }
}
