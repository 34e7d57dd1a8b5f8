//! What kinds of evidence there are: a position of a list's entry, or one of the fixed names.

/// Where a list's entry stands.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) enum Position {
    /// It is the candidate.
    #[default]
    Is,
    /// It begins the candidate.
    Starts,
    /// It ends the candidate.
    Ends,
    /// The candidate is part of it.
    Inside,
    /// The first word alone is an entry.
    First,
    /// The last word alone is an entry.
    Last,
    /// A word between is an entry.
    Middle,
    /// The word before the first `of` is an entry.
    OfHead,
    /// It ends right before the candidate.
    Left,
    /// It ends one word before the candidate.
    Left2,
    /// It begins right after the candidate.
    Right,
    /// It begins one word after the candidate.
    Right2,
    /// It begins after the candidate's possessive `'s`.
    Possessed,
}

impl Position {
    /// All of them.
    pub(crate) const ALL: [Position; 13] = [
        Position::Is,
        Position::Starts,
        Position::Ends,
        Position::Inside,
        Position::First,
        Position::Last,
        Position::Middle,
        Position::OfHead,
        Position::Left,
        Position::Left2,
        Position::Right,
        Position::Right2,
        Position::Possessed,
    ];

    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Position::Is => "is",
            Position::Starts => "starts",
            Position::Ends => "ends",
            Position::Inside => "inside",
            Position::First => "first",
            Position::Last => "last",
            Position::Middle => "middle",
            Position::OfHead => "of-head",
            Position::Left => "left",
            Position::Left2 => "left2",
            Position::Right => "right",
            Position::Right2 => "right2",
            Position::Possessed => "possessed",
        }
    }
}

/// First piece of evidence from outside a candidate: what the rest of the article says, and how far its body reaches.
pub(crate) const DOCUMENT: usize = LOWER_SEEN;
const _: () = assert!(DOCUMENT <= 128 && FIXED.len() - DOCUMENT <= 64);

/// Fixed evidence of a candidate by itself, as a bit.
#[inline]
pub(crate) const fn when(holds: bool, number: usize) -> u128 {
    (holds as u128) << number
}

/// Fixed evidence from outside the candidate, as a bit.
#[inline]
pub(crate) const fn elsewhere(holds: bool, number: usize) -> u64 {
    (holds as u64) << (number - DOCUMENT)
}

macro_rules! fixed {
    ($($constant:ident $name:literal,)*) => {
        /// Names of the evidence that is no list's.
        pub(crate) const FIXED: &[&str] = &[$($name),*];
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers of the names above")]
        enum Numbers { $($constant),* }
        $(pub(crate) const $constant: usize = Numbers::$constant as usize;)*
    };
}

fixed! {
    BIAS "bias",
    ONE "length-1", TWO "length-2", THREE "length-3", FOUR "length-4", MORE "length-5",
    CAPS_SHORT "capitals-short", CAPS_LONG "capitals-long", DOTTED "dotted", INNER "inner-capital", DIGIT "digit",
    DIGIT_FIRST "digit-first", INITIAL "initial", DOT_END "dot-at-end", HYPHEN "hyphen",
    POSSESSIVE_IN "possessive-inside", OF_IN "of-inside", AND_IN "and-inside", AMPERSAND "ampersand", CONNECTOR "connector-inside",
    PARTICLE "particle-inside", COMMA_IN "comma-inside", LOWER_FIRST "lower-first", LOWER_LAST "lower-last", NON_ASCII "accents",
    ALL_CAPS_WORDS "all-words-capitals",
    LEFT_CAPITAL "left-capital", LEFT_TITLE_WORD "left-title-word", LEFT_BODY "left-known-body", RIGHT_CAPITAL "right-capital", LEFT_LINKED "left-linked", RIGHT_LINKED "right-linked",
    LEFT_HYPHEN "left-hyphen", RIGHT_HYPHEN "right-hyphen-lower", RIGHT_HYPHEN_CAPITAL "right-hyphen-capital",
    LEFT_QUOTE "left-quote", RIGHT_QUOTE "right-quote", QUOTED "quoted", LEFT_PAREN "left-parenthesis", RIGHT_PAREN "right-parenthesis",
    BRACKETED "bracketed", OPENS_PAREN "parenthesis-follows", RIGHT_POSSESSIVE "right-possessive", RIGHT_COMMA "right-comma",
    LEFT_COMMA "left-comma", RIGHT_END "right-end", LEFT_START "sentence-start", LINE_START "line-start", LINE_END "line-end",
    LEFT_NUMBER "left-number", RIGHT_NUMBER "right-number", LEFT_SLASH "left-slash", RIGHT_SLASH "right-slash",
    LEFT_THE_CAPITAL "left-the-linked", RIGHT_DASH "right-dash", LEFT_DASH "left-dash", RIGHT_COLON "right-colon", WHOLE "whole-sentence",
    HEADLINE "headline", BYLINE "byline", DATELINE "dateline", TABLE "table", BOILERPLATE "boilerplate", CAPS_LINE "line-of-capitals",
    TITLE_LINE "line-of-titles", START_COMMON "start-common", COMMON_ONE "common-word-alone", UNKNOWN_ONE "unknown-word-alone",
    UNKNOWN_ALL "unknown-words", UNKNOWN_LAST "unknown-last", UNKNOWN_FIRST "unknown-first", GIVEN_UNKNOWN "given-then-unknown",
    GIVEN_SURNAME "given-then-surname", INITIAL_SURNAME "initial-then-word", ADJ_FIRST "adjective-first", NOUN_LAST "noun-last", VERB_FIRST "verb-first",
    LEFT_NOUN "left-noun", LEFT_VERB "left-verb", LEFT_ADJ "left-adjective", LEFT_ADP "left-preposition", LEFT_DET "left-determiner",
    LEFT_PROPN "left-name", LEFT_PRON "left-pronoun",
    RIGHT_NOUN "right-noun", RIGHT_VERB "right-verb", RIGHT_AUX "right-auxiliary", RIGHT_ADJ "right-adjective", RIGHT_ADP "right-preposition",
    RIGHT_PROPN "right-name", RIGHT_PRON "right-pronoun", RIGHT_PAST "right-past-verb",
    SPORT "sport", SPORT_PLACE "sport-place", SPORT_ONE "sport-word-alone", SPORT_UNKNOWN "sport-unknown", SPORT_SCORE "sport-number-beside",
    SPORT_VERB "sport-verb-beside", SPORT_START "sport-place-first", TEAM_ELSEWHERE "place-of-team-outside-sport",
    FINANCE "finance", FINANCE_ONE "finance-word-alone", FINANCE_UNKNOWN "finance-unknown",
    LOWER_SEEN "lower-case-elsewhere", REPEATED "repeated", REPEATED_OFTEN "repeated-often", IN_LONGER "part-of-longer", LAST_OF_FULL "last-of-full-name",
    FIRST_OF_LONGER "first-of-longer", ACRONYM_OF "acronym-of-longer", HAS_ACRONYM "acronym-beside", ACRONYM_HERE "acronym-defined",
    SPELLED "spelled-by-letters", PART_OF_SPELLED "part-of-spelled", BEYOND_SPELLED "beyond-spelled",
    BEFORE_OF "before-of-theme", BEFORE_FOR "before-for-theme", BEFORE_MORE "before-more-of-theme",
    BEFORE_JOINED "before-joined-head", BEFORE_SUFFIX "before-comma-and-suffix", BEFORE_NUMBER "before-its-number",
    BEFORE_POSSESSED "before-possessed-head", BEHIND_POSSESSOR "behind-those-it-is-for", WHOLE_POSSESSIVE "whole-of-possessive",
    BEHIND_OF "behind-head-of", BEHIND_FOR "behind-head-for", BEHIND_FRONT "behind-front-of-head", BEHIND_MORE "behind-part-of-theme", BEHIND_JOINED "behind-joined-front",
    WHOLE_OF "whole-of-theme", WHOLE_FOR "whole-for-theme", WHOLE_MORE "whole-of-themes",
    WHOLE_JOINED "whole-joined-head", WHOLE_NUMBER "whole-with-number", THING_PLACE "thing-then-place", HEAD_PLACE "head-then-place",
    BEFORE_LINK "before-foreign-link", BEHIND_LINK "behind-foreign-link",
    SAME_PERSON "same-person", SAME_ORGANIZATION "same-organization", SAME_LOCATION "same-location", SAME_EVENT "same-event", SAME_MISC "same-misc",
    PART_PERSON "part-of-person", PART_ORGANIZATION "part-of-organization", PART_LOCATION "part-of-location", PART_EVENT "part-of-event", PART_MISC "part-of-misc",
    LAST_PERSON "last-of-person", FIRST_PERSON "first-of-person", ENDS_PERSON "ends-person", INNER_PERSON "inner-of-person", HEAD_ORGANIZATION "begins-organization", ACRONYM_ORGANIZATION "acronym-of-organization",
    HOLDS_PERSON "holds-person", HOLDS_ORGANIZATION "holds-organization", HOLDS_LOCATION "holds-location",
    JOINED_PERSON "joined-with-person", JOINED_ORGANIZATION "joined-with-organization", JOINED_LOCATION "joined-with-location", JOINED_MISC "joined-with-misc",
}
