use super::{Shape, tokenize};
use proptest::prelude::*;

fn words(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|t| t.text(text)).collect()
}

#[test]
fn words_and_marks_are_cut_as_news_writes_them() {
    for (text, expected) in [
        ("don't can't we'll", "do n't ca n't we 'll"),
        ("the 1990s, 29th at 5pm", "the 1990s , 29th at 5 pm"),
        ("10:30 a.m. on 2024-10-23", "10:30 a.m. on 2024 - 10 - 23"),
        ("COP29 in the U.S. (AT&T)", "COP29 in the U.S. ( AT & T )"),
        ("Israeli–Palestinian al-Sabah", "Israeli – Palestinian al - Sabah"),
        ("``So,'' he said...", "`` So , '' he said ..."),
        ("mail x@y.org or https://a.b/c.", "mail x@y.org or https://a.b/c ."),
        ("J. K. Rowling of Amazon.com.", "J . K . Rowling of Amazon.com ."),
        ("O'Brien’s Côte d’Ivoire", "O'Brien ’s Côte d’Ivoire"),
        ("2019's $1,000.50", "2019 's $ 1,000.50"),
        ("end.The next", "end . The next"),
        ("👩‍👩‍👧 said 3D", "👩‍👩‍👧 said 3D"),
    ] {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }
}

#[test]
fn shapes_tell_numbers_and_capitals_apart() {
    for (text, shape) in [
        ("2024", Shape::FOUR_DIGITS),
        ("22nd", Shape::ORDINAL),
        ("1990s", Shape::PLURAL_NUMBER),
        ("10:30", Shape::CLOCK),
        ("UN", Shape::ALL_CAPS),
        ("U.N.", Shape::ALL_CAPS),
        ("McCain", Shape::INNER_CAPITAL),
        ("—", Shape::DASH),
        ("”", Shape::QUOTE),
        ("$", Shape::SYMBOL),
        ("1,000", Shape::THOUSANDS),
    ] {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        assert!(tokens[0].is(shape), "{text}: {:?}", tokens[0]);
    }
}

#[test]
fn line_breaks_are_seen_whatever_their_form() {
    let mut tokens = Vec::new();
    tokenize("a\r\nb\r\n\r\nc d", &mut tokens);
    assert!(tokens[1].is(Shape::LINE_BEFORE) && !tokens[1].is(Shape::PARAGRAPH_BEFORE));
    assert!(tokens[2].is(Shape::PARAGRAPH_BEFORE));
    assert!(!tokens[3].is(Shape::LINE_BEFORE));
}

proptest! {
    #[test]
    fn every_visible_character_is_in_exactly_one_token(text in "\\PC{0,60}|[ -~’“”é\\n\u{ad}👩‍]{0,60}") {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let mut at = 0;
        for t in &tokens {
            prop_assert!(t.start as usize >= at && t.end > t.start);
            prop_assert!(text[at..t.start as usize].chars().all(|c| c.is_whitespace() || c.is_control() || crate::fold::is_invisible(c)));
            at = t.end as usize;
        }
        prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || c.is_control() || crate::fold::is_invisible(c)));
    }
}
