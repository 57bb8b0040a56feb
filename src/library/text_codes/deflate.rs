//! DEFLATE with a preset dictionary, to which a short text refers as if it stood before it.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// The longest data that is read back, in bytes; a damaged row may claim any length.
pub(super) const MAX_BYTES: usize = 64 << 20;

/// Appends `data`, compressed, to `packed`; `None` if that is impossible.
pub(super) fn deflate(data: &[u8], dictionary: &[u8], packed: &mut Vec<u8>) -> Option<()> {
    let mut compress = Compress::new(Compression::new(6), false);
    compress.set_dictionary(dictionary).ok()?;
    let mut input = data;
    loop {
        packed.reserve(data.len() / 2 + 64);
        let before = compress.total_in();
        let status = compress.compress_vec(input, packed, FlushCompress::Finish);
        let used = (compress.total_in() - before) as usize;
        input = input.get(used..).unwrap_or_default();
        if status.ok()? == Status::StreamEnd {
            return Some(());
        }
    }
}

/// Reads compressed data back, piece by piece.
pub(super) struct Inflater<'a> {
    decompress: Decompress,
    input: &'a [u8],
}

impl<'a> Inflater<'a> {
    /// For `input`, which was compressed with `dictionary`.
    pub(super) fn new(input: &'a [u8], dictionary: &[u8]) -> Option<Self> {
        let mut decompress = Decompress::new(false);
        decompress.set_dictionary(dictionary).ok()?;
        Some(Self { decompress, input })
    }

    /// How many bytes of the input are left.
    pub(super) fn rest(&self) -> usize {
        self.input.len()
    }

    /// Appends the next piece to `data`, of about `room` bytes at most; returns whether more follows. `None` if the input is damaged.
    pub(super) fn inflate(&mut self, data: &mut Vec<u8>, room: usize) -> Option<bool> {
        data.reserve(room.clamp(64, self.input.len() * 2 + 256));
        let (before, length) = (self.decompress.total_in(), data.len());
        let status = self
            .decompress
            .decompress_vec(self.input, data, FlushDecompress::None)
            .ok()?;
        let used = (self.decompress.total_in() - before) as usize;
        self.input = self.input.get(used..).unwrap_or_default();
        let is_stuck = used == 0 && data.len() == length;
        match status {
            Status::StreamEnd => Some(false),
            _ if is_stuck || data.len() > MAX_BYTES => None,
            _ => Some(true),
        }
    }
}
