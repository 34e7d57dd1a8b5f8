//! Units of offsets: one pass over a text that is not ASCII, then any offset in constant time.

/// Unit of offsets in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    #[default]
    Codepoints,
    /// Bytes of UTF-8.
    Bytes,
    /// 16-bit units of UTF-16.
    Utf16,
}

impl Unit {
    /// Its name in the output.
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Codepoints => "codepoints",
            Unit::Bytes => "bytes",
            Unit::Utf16 => "utf16",
        }
    }

    /// Units that begin with this byte: a character counts at its first one.
    #[inline]
    fn of(self, byte: u8) -> u32 {
        match self {
            Unit::Bytes => 1,
            Unit::Codepoints => u32::from(byte & 0xc0 != 0x80),
            Unit::Utf16 => u32::from(byte & 0xc0 != 0x80) + u32::from(byte >= 0xf0),
        }
    }
}

const BLOCK: usize = 64;

/// Turns byte offsets of one text into another unit and back.
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before every block of bytes; empty where bytes and units are the same.
    blocks: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// For this text and unit.
    ///
    /// ```
    /// use copydesk::write::{Offsets, Unit};
    /// let offsets = Offsets::new("é🌍 x", Unit::Utf16);
    /// assert_eq!(offsets.convert(7), 4);
    /// assert_eq!(offsets.bytes(4), Some(7));
    /// ```
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut blocks = Vec::new();
        if unit != Unit::Bytes && !text.is_ascii() {
            let mut before = 0;
            blocks = text
                .as_bytes()
                .chunks(BLOCK)
                .map(|block| {
                    let here = before;
                    before += block.iter().map(|&b| unit.of(b)).sum::<u32>();
                    here
                })
                .collect();
        }
        Offsets { text, unit, blocks }
    }

    /// The unit.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The same place in the unit.
    #[inline]
    pub fn convert(&self, byte: u32) -> u32 {
        let block = byte as usize / BLOCK;
        if self.blocks.is_empty() {
            return byte;
        }
        // The end of a text that fills its last block is the start of none.
        let block = block.min(self.blocks.len() - 1);
        self.blocks[block] + self.text.as_bytes()[block * BLOCK..byte as usize].iter().map(|&b| self.unit.of(b)).sum::<u32>()
    }

    /// The byte of a place in the unit; `None` beyond the text or within a character.
    pub fn bytes(&self, place: u32) -> Option<u32> {
        if self.blocks.is_empty() {
            return self.text.is_char_boundary(place as usize).then_some(place);
        }
        let block = self.blocks.partition_point(|&b| b <= place).saturating_sub(1);
        let first = self.text.floor_char_boundary(block * BLOCK);
        let inner = self.text[first..].char_indices().map(|(at, _)| first + at).chain([self.text.len()]);
        inner.map(|at| at as u32).take_while(|&at| self.convert(at) <= place).find(|&at| self.convert(at) == place)
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Offsets, Unit};

    #[test]
    fn every_place_of_a_text_is_counted_right() {
        let mixed = "aé→🌍\u{0301}\r\n".repeat(30);
        for text in ["", "a", "🌍", mixed.as_str(), &"a".repeat(BLOCK), &format!("{}é", "a".repeat(BLOCK - 2))] {
            let (points, pairs) = (Offsets::new(text, Unit::Codepoints), Offsets::new(text, Unit::Utf16));
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                assert_eq!(points.convert(at as u32) as usize, text[..at].chars().count());
                assert_eq!(pairs.convert(at as u32) as usize, text[..at].encode_utf16().count());
                assert_eq!(points.bytes(points.convert(at as u32)), Some(at as u32));
                assert_eq!(pairs.bytes(pairs.convert(at as u32)), Some(at as u32));
            }
            assert_eq!(points.bytes(text.chars().count() as u32 + 1), None);
        }
        assert_eq!(Offsets::new("🌍", Unit::Utf16).bytes(1), None);
        assert_eq!(Offsets::new("é", Unit::Bytes).bytes(1), None);
    }
}
