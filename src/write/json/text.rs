//! Strings and numbers of JSON: nearly all are short and need no escapes.

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

const BLOCK: usize = 16;

/// Whether nothing in a block needs an escape.
#[inline]
fn is_plain(block: &[u8; BLOCK]) -> bool {
    let special = |b: u8| b < 0x20 || b == b'"' || b == b'\\';
    !block.iter().fold(false, |any, &b| any | special(b))
}

/// Length of the beginning that needs no escape, in whole blocks.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    bytes.as_chunks::<BLOCK>().0.iter().take_while(|block| is_plain(block)).count() * BLOCK
}

/// Appends a string.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + BLOCK + 2);
    out.push(b'"');
    if bytes.len() <= BLOCK {
        let mut block = [b' '; BLOCK];
        block[..bytes.len()].copy_from_slice(bytes);
        if is_plain(&block) {
            // A whole block is quicker than what it holds.
            let end = out.len() + bytes.len();
            out.extend_from_slice(&block);
            out.truncate(end);
            return out.push(b'"');
        }
    }
    let (mut from, mut at) = (0, plain(bytes));
    while at < bytes.len() {
        let escape = ESCAPES[usize::from(bytes[at])];
        if escape == 0 {
            at += 1;
            continue;
        }
        out.extend_from_slice(&bytes[from..at]);
        out.extend_from_slice(&[b'\\', escape]);
        if escape == b'u' {
            let digit = |n: u8| b"0123456789abcdef"[usize::from(n)];
            out.extend_from_slice(&[b'0', b'0', digit(bytes[at] >> 4), digit(bytes[at] & 15)]);
        }
        at += 1;
        from = at;
        at += plain(&bytes[at..]);
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

/// Appends a number.
#[inline]
pub(super) fn number(mut n: u64, out: &mut Vec<u8>) {
    if n < 10 {
        return out.push(b'0' + n as u8);
    }
    let (mut digits, length) = ([b'0'; 20], n.ilog10() as usize + 1);
    for digit in digits[..length].iter_mut().rev() {
        *digit += (n % 10) as u8;
        n /= 10;
    }
    // In one piece of a known length, for what is too much is cheap to take back.
    let end = out.len() + length;
    out.extend_from_slice(&digits);
    out.truncate(end);
}
