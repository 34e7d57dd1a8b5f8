//! What a token looks like: letters, digits, marks, and what stands before it.

/// What a token looks like, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Shape(pub u32);

impl Shape {
    /// Starts with a letter.
    pub const WORD: Shape = Shape(1);
    /// First letter is upper case.
    pub const CAPITAL: Shape = Shape(1 << 1);
    /// At least two letters, all upper case (also `U.S.`).
    pub const ALL_CAPS: Shape = Shape(1 << 2);
    /// An upper-case letter after a lower-case one (`iPhone`, `McDonald`).
    pub const INNER_CAPITAL: Shape = Shape(1 << 3);
    /// Holds a digit.
    pub const DIGIT: Shape = Shape(1 << 4);
    /// Digits with separators only (`12`, `1,000`, `3.5`).
    pub const NUMBER: Shape = Shape(1 << 5);
    /// `1st`, `22nd`.
    pub const ORDINAL: Shape = Shape(1 << 6);
    /// `1990s`.
    pub const PLURAL_NUMBER: Shape = Shape(1 << 7);
    /// `10:30`.
    pub const CLOCK: Shape = Shape(1 << 8);
    /// Four digits and nothing else.
    pub const FOUR_DIGITS: Shape = Shape(1 << 9);
    /// One or two digits and nothing else.
    pub const SHORT_NUMBER: Shape = Shape(1 << 10);
    /// Punctuation.
    pub const PUNCTUATION: Shape = Shape(1 << 11);
    /// A symbol that is no punctuation (`$`, `%`, an emoji).
    pub const SYMBOL: Shape = Shape(1 << 12);
    /// An acronym with dots (`U.S.`, `a.m.`).
    pub const DOTTED: Shape = Shape(1 << 13);
    /// A single letter.
    pub const SINGLE: Shape = Shape(1 << 14);
    /// A web or mail address.
    pub const ADDRESS: Shape = Shape(1 << 15);
    /// A dash or hyphen.
    pub const DASH: Shape = Shape(1 << 16);
    /// A quotation mark.
    pub const QUOTE: Shape = Shape(1 << 17);
    /// A clitic (`'s`, `n't`).
    pub const CLITIC: Shape = Shape(1 << 18);
    /// Holds a character outside ASCII.
    pub const NON_ASCII: Shape = Shape(1 << 19);
    /// White space stands before it, or it is the first token.
    pub const SPACE_BEFORE: Shape = Shape(1 << 20);
    /// A line break stands before it, or it is the first token.
    pub const LINE_BEFORE: Shape = Shape(1 << 21);
    /// A blank line stands before it, or it is the first token.
    pub const PARAGRAPH_BEFORE: Shape = Shape(1 << 22);
    /// Holds a decimal point.
    pub const DECIMAL: Shape = Shape(1 << 23);
    /// Holds a thousands comma.
    pub const THOUSANDS: Shape = Shape(1 << 24);

    /// Whether every bit of `other` is set.
    #[inline]
    pub const fn has(self, other: Shape) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some bit of `other` is set.
    #[inline]
    pub const fn any(self, other: Shape) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of bits.
    #[inline]
    pub const fn with(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }

    #[inline]
    pub(super) fn set(&mut self, other: Shape) {
        self.0 |= other.0;
    }
}

/// The shape of a token's text, without what stands before it.
pub(super) fn shape(part: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut letters, mut upper, mut digits, mut others, mut lower_seen) = (0, 0, 0, 0, false);
    for (i, c) in part.chars().enumerate() {
        if c.is_alphabetic() {
            letters += 1;
            if c.is_uppercase() {
                upper += 1;
                if i == 0 {
                    shape.set(Shape::CAPITAL);
                } else if lower_seen {
                    shape.set(Shape::INNER_CAPITAL);
                }
            } else {
                lower_seen = true;
            }
        } else if c.is_ascii_digit() {
            digits += 1;
        } else {
            others += 1;
            match c {
                '.' if digits > 0 => shape.set(Shape::DECIMAL),
                ',' if digits > 0 => shape.set(Shape::THOUSANDS),
                ':' if digits > 0 => shape.set(Shape::CLOCK),
                '.' if letters > 0 => shape.set(Shape::DOTTED),
                _ => {}
            }
        }
        if !c.is_ascii() {
            shape.set(Shape::NON_ASCII);
        }
    }
    if letters > 0 && (digits > 1 || others > 1) && (part.contains("://") || part.contains('@') || part.starts_with("www.")) {
        return Shape::ADDRESS.with(Shape::WORD);
    }
    if part.contains("://") || part.contains('@') || part.starts_with("www.") {
        return if part.len() > 1 { Shape::ADDRESS.with(Shape::WORD) } else { Shape::SYMBOL };
    }
    if digits > 0 {
        shape.set(Shape::DIGIT);
        match (letters, others) {
            (0, 0) if digits <= 2 => shape.set(Shape::NUMBER.with(Shape::SHORT_NUMBER)),
            (0, 0) if digits == 4 => shape.set(Shape::NUMBER.with(Shape::FOUR_DIGITS)),
            (0, _) if !shape.has(Shape::CLOCK) => shape.set(Shape::NUMBER),
            (1, 0) if part.ends_with('s') => shape.set(Shape::PLURAL_NUMBER),
            (2, 0) if part.as_bytes()[0].is_ascii_digit() => shape.set(Shape::ORDINAL),
            _ => {}
        }
    }
    if letters > 0 && part.starts_with(char::is_alphabetic) {
        shape.set(Shape::WORD);
        if letters == 1 && digits == 0 && others == 0 {
            shape.set(Shape::SINGLE);
        }
        if upper == letters && upper >= 2 {
            shape.set(Shape::ALL_CAPS);
        }
    }
    if letters == 0 && digits == 0 {
        shape.set(mark(part.chars().next().unwrap_or(' ')));
    }
    shape
}

/// What kind of mark a character is.
pub(super) const fn mark(c: char) -> Shape {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '−' => Shape::PUNCTUATION.with(Shape::DASH),
        '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' => {
            Shape::PUNCTUATION.with(Shape::QUOTE)
        }
        _ if c.is_ascii_punctuation() && !matches!(c, '$' | '%' | '+' | '<' | '=' | '>' | '^' | '|' | '~' | '@' | '#' | '*' | '&') => {
            Shape::PUNCTUATION
        }
        '…' | '¿' | '¡' | '、' | '。' | '？' | '！' | '·' | '؟' | '،' | '।' => Shape::PUNCTUATION,
        _ => Shape::SYMBOL,
    }
}
