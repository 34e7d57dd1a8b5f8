//! Strings and numbers of JSON: nearly all are short and need no escapes.

use super::out::{Out, PIECE, put};

/// What a byte becomes within a string: itself (0), `u` for `\u00..`, else the letter behind the backslash.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = b'u';
        control += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0a] = b'n';
    table[0x0c] = b'f';
    table[0x0d] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// Whether nothing in a piece needs an escape.
#[inline(always)]
fn is_plain(piece: &[u8; PIECE]) -> bool {
    let special = |b: u8| u8::from(b < 0x20) | u8::from(b == b'"') | u8::from(b == b'\\');
    piece.iter().fold(0, |any, &b| any | special(b)) == 0
}

/// Length of the beginning that needs no escape, in whole pieces.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    bytes.as_chunks::<PIECE>().0.iter().take_while(|piece| is_plain(piece)).count() * PIECE
}

/// Appends a string.
#[inline]
pub(super) fn string(text: &str, out: &mut Out<'_>) {
    let bytes = text.as_bytes();
    if bytes.len() + 2 <= PIECE {
        let mut piece = [b' '; PIECE];
        put(&mut piece, 1, bytes);
        if is_plain(&piece) {
            (piece[0], piece[bytes.len() + 1]) = (b'"', b'"');
            return out.piece(&piece, bytes.len() + 2);
        }
    }
    long(bytes, out);
}

/// Appends a string that is long or needs escapes.
#[inline(never)]
fn long(bytes: &[u8], out: &mut Out<'_>) {
    out.push(b'"');
    let (mut from, mut at) = (0, plain(bytes));
    while at < bytes.len() {
        let escape = ESCAPES[usize::from(bytes[at])];
        if escape == 0 {
            at += 1;
            continue;
        }
        out.extend(&bytes[from..at]);
        out.extend(&[b'\\', escape]);
        if escape == b'u' {
            let digit = |n: u8| b"0123456789abcdef"[usize::from(n)];
            out.extend(&[b'0', b'0', digit(bytes[at] >> 4), digit(bytes[at] & 15)]);
        }
        at += 1;
        from = at;
        at += plain(&bytes[at..]);
    }
    out.extend(&bytes[from..]);
    out.push(b'"');
}

/// Most digits of a number.
const DIGITS: usize = 20;

/// Appends a number.
#[inline]
pub(super) fn number(mut n: u64, out: &mut Out<'_>) {
    if n < 10 {
        return out.push(b'0' + n as u8);
    }
    let (mut digits, mut first) = ([0; DIGITS + PIECE], DIGITS);
    while n > 0 {
        first -= 1;
        digits[first] = b'0' + (n % 10) as u8;
        n /= 10;
    }
    if let Some(piece) = digits[first..].first_chunk() {
        out.piece(piece, DIGITS - first);
    }
}
