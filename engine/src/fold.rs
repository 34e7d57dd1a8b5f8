//! Folding: what two spellings of one word have in common. Case, accents, dots in acronyms, apostrophe shapes and
//! invisible characters are folded away; `&` is `and`. Keys are 64-bit hashes of folded text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Version of folding and tokenising together: a blob made with another one is not read.
pub const VERSION: u32 = 1;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A running hash of folded bytes.
#[derive(Clone, Copy)]
pub struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher {
    /// A hash of nothing yet.
    #[inline]
    pub const fn new() -> Self {
        Hasher(SEED)
    }

    /// Adds one folded byte.
    #[inline]
    pub const fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(PRIME);
    }

    /// The key: never 0, which marks empty slots.
    #[inline]
    pub const fn finish(self) -> u64 {
        let mut x = self.0;
        x ^= x >> 32;
        x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^= x >> 29;
        if x == 0 { 1 } else { x }
    }
}

/// The key of one token's text.
///
/// ```
/// use copydesk_engine::fold::key;
/// assert_eq!(key("Erdoğan"), key("ERDOGAN"));
/// assert_eq!(key("U.N."), key("UN"));
/// assert_eq!(key("&"), key("and"));
/// ```
pub fn key(token: &str) -> u64 {
    let mut hasher = Hasher::default();
    if token == "&" {
        b"and".iter().for_each(|&b| hasher.byte(b));
    } else if token.is_ascii() {
        let dotted = is_dotted(token);
        for &b in token.as_bytes() {
            if !(dotted && b == b'.') {
                hasher.byte(b.to_ascii_lowercase());
            }
        }
    } else {
        let mut buffer = [0; 4];
        for c in folded_chars(token) {
            c.encode_utf8(&mut buffer).bytes().for_each(|b| hasher.byte(b));
        }
    }
    hasher.finish()
}

/// Whether dots in this token are those of an acronym (`U.N.`), not of a number (`3.5`).
fn is_dotted(token: &str) -> bool {
    token.len() > 1 && token.starts_with(|c: char| c.is_alphabetic())
}

/// The folded characters of a token: lower case, without accents, dots of acronyms and invisible characters.
fn folded_chars(token: &str) -> impl Iterator<Item = char> + '_ {
    let dotted = is_dotted(token);
    token
        .nfd()
        .filter(move |&c| !is_combining_mark(c) && !is_invisible(c) && !(dotted && c == '.'))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c))
        .flat_map(|c| plain(c).chars().map(move |p| if p == '\0' { c } else { p }))
}

/// Characters that take no space on paper: soft hyphen, zero-width ones, byte-order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

/// Letters that Unicode does not decompose, as English news writes them; `\0` stands for the letter itself.
fn plain(c: char) -> &'static str {
    match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ə' => "a",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' => "'",
        _ => "\0",
    }
}

/// The folded form of a token, for comparing and for showing.
pub fn folded(token: &str) -> String {
    if token == "&" {
        return "and".into();
    }
    if token.is_ascii() {
        let dotted = is_dotted(token);
        let plain = |b: u8| if b == b'`' { '\'' } else { char::from(b.to_ascii_lowercase()) };
        let mut out = String::with_capacity(token.len());
        out.extend(token.bytes().filter(|&b| !(dotted && b == b'.')).map(plain));
        return out;
    }
    folded_chars(token).collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, key};

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for (a, b) in [
            ("Erdoğan", "Erdogan"),
            ("São", "SAO"),
            ("Łódź", "Lodz"),
            ("Əliyev", "Aliyev"),
            ("O’Brien", "O'Brien"),
            ("U.S.", "US"),
            ("co\u{ad}operate", "cooperate"),
            ("İlham", "Ilham"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b} fold to {} {}", folded(a), folded(b));
        }
    }

    #[test]
    fn different_words_and_numbers_do_not() {
        assert_ne!(key("3.5"), key("35"));
        assert_ne!(key("May"), key("Mai"));
    }
}
