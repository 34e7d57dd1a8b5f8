//! Where JSON is put: into a room of fixed size first, so that a short piece is one copy of a fixed length, of which what
//! is too much is written over by the next one.

/// Bytes of a piece: most field names with their marks, most strings and every number have no more.
pub(super) const PIECE: usize = 32;

const ROOM: usize = 4096;

/// Bytes that grow at the end.
pub(super) struct Out<'o> {
    bytes: &'o mut Vec<u8>,
    /// What is to be appended to them.
    room: [u8; ROOM],
    end: usize,
}

impl<'o> Out<'o> {
    pub(super) fn new(bytes: &'o mut Vec<u8>) -> Self {
        Out { bytes, room: [0; ROOM], end: 0 }
    }

    /// Empties the room: call at the end.
    #[inline(never)]
    pub(super) fn flush(&mut self) {
        self.bytes.extend_from_slice(&self.room[..self.end]);
        self.end = 0;
    }

    /// Appends the first bytes of a piece.
    #[inline(always)]
    pub(super) fn piece(&mut self, piece: &[u8; PIECE], length: usize) {
        if self.end > ROOM - PIECE {
            self.flush();
        }
        if let Some(room) = self.room[self.end..].first_chunk_mut() {
            *room = *piece;
        }
        self.end += length;
    }

    #[inline(always)]
    pub(super) fn push(&mut self, byte: u8) {
        if self.end == ROOM {
            self.flush();
        }
        self.room[self.end] = byte;
        self.end += 1;
    }

    /// Appends bytes of any number.
    #[inline]
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        if bytes.len() > ROOM - self.end {
            self.flush();
        }
        if bytes.len() > ROOM {
            return self.bytes.extend_from_slice(bytes);
        }
        self.room[self.end..][..bytes.len()].copy_from_slice(bytes);
        self.end += bytes.len();
    }
}

/// Puts bytes into a piece from a place on: two copies of one length that may overlap, of which nothing is left to do where
/// the bytes are known when this is compiled.
#[inline(always)]
pub(super) fn put(piece: &mut [u8; PIECE], at: usize, bytes: &[u8]) {
    #[inline(always)]
    fn ends<const N: usize>(piece: &mut [u8; PIECE], at: usize, bytes: &[u8]) {
        let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return };
        let end = at + bytes.len() - N;
        for (from, bytes) in [(at, first), (end, last)] {
            if let Some(room) = piece.get_mut(from..).and_then(|room| room.first_chunk_mut()) {
                *room = *bytes;
            }
        }
    }
    match bytes.len() {
        0 => {}
        1 => ends::<1>(piece, at, bytes),
        2..4 => ends::<2>(piece, at, bytes),
        4..8 => ends::<4>(piece, at, bytes),
        8..16 => ends::<8>(piece, at, bytes),
        _ => ends::<16>(piece, at, bytes),
    }
}
