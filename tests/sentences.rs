//! Sentence boundaries: the invented cases of `fixtures/sentences`, and what must hold for any text.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use copydesk::{Article, Copydesk, Scratch};
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

static DESK: LazyLock<Copydesk> = LazyLock::new(Copydesk::new);

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    kind: String,
    text: String,
    sentences: Vec<String>,
}

fn sentences(text: &str) -> Vec<String> {
    let article = Article::new("a", text).unwrap();
    DESK.extract(&article).sentences.iter().map(|s| s.span.text(text).to_string()).collect()
}

fn check_cases(file: &str, least: usize) {
    let cases: Cases = toml::from_str(file).unwrap();
    assert!(cases.case.len() >= least);
    let wrong: Vec<String> = cases
        .case
        .iter()
        .filter_map(|c| {
            let found = sentences(&c.text);
            (found != c.sentences).then(|| format!("{}: {found:?}, expected {:?}", c.kind, c.sentences))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn invented_cases_are_cut_as_expected() {
    check_cases(include_str!("../fixtures/sentences/cases.toml"), 140);
}

#[test]
fn variants_of_common_rules_are_cut_as_expected() {
    check_cases(include_str!("../fixtures/sentences/rules.toml"), 96);
}

/// Every character that takes space on paper lies in exactly one sentence; sentences stand in order.
fn check(text: &str) {
    let article = Article::new("a", text).unwrap();
    let record = DESK.extract_with(&article, &mut Scratch::default());
    let mut covered = 0;
    for sentence in &record.sentences {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        assert!(covered <= start && start < end, "{text:?}");
        assert!(text[covered..start].chars().all(is_space), "{:?} of {text:?} is in no sentence", &text[covered..start]);
        assert_eq!(text[start..end].trim(), &text[start..end]);
        covered = end;
    }
    assert!(text[covered..].chars().all(is_space), "{:?} of {text:?} is in no sentence", &text[covered..]);
    for warning in &record.warnings {
        assert!(text.get(warning.span.start as usize..warning.span.end as usize).is_some());
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn every_character_is_in_one_sentence(text in "\\PC{0,120}") {
        check(&text);
    }

    #[test]
    fn also_in_what_looks_like_copy(parts in proptest::collection::vec(prop::sample::select(PARTS), 0..40)) {
        check(&parts.concat());
    }
}

/// Pieces that stress headers, marks, lists, tables and damage.
const PARTS: &[&str] = &[
    "BAKU, Oct 23 (Reuters) - ",
    "(MENAFN- Trend News Agency) ",
    "By Ana Prifti\n",
    "LONDON 1996-08-30\n",
    "The talks ended",
    ". ",
    ".",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "U.S. ",
    "Mr. ",
    "8 a.m. ",
    "3.5",
    "\"",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[...]",
    "...",
    ". . . ",
    "?!",
    "• ",
    "1. ",
    "b) ",
    "-- ",
    "***",
    "he said",
    "No. 5",
    "hasreceived ",
    "end.The",
    "of the of ",
    "the the ",
    "â€™",
    "&amp;",
    "\u{ad}",
    "。",
    "٪",
    "😀",
    "\u{0}",
    "é",
    "ИТАР",
    "Reporting by A. B; Editing by C. D\n",
    "(end)",
    "date ",
    "https://example.com/a ",
    "@",
    "<x@y.z>",
    ":-) ",
    "2024-10-23 ",
    "Wheat: 4.1 mln t\n",
    "MENAFN31052024000071011013ID1108280815",
];

#[test]
fn empty_and_blank_texts_have_no_sentence() {
    for text in ["", " ", "\n\n\r\n\t", "\u{feff}", "\u{0}\u{1}"] {
        assert!(sentences(text).is_empty(), "{text:?}");
        check(text);
    }
}

#[test]
fn long_runs_take_linear_time() {
    for part in
        ["U.S. ", ". ", "\"", "a. ", "(", "1. ", "\n", "...", "• ", "By ", "BAKU, ", "the ", "x\n", "and then\n", "Â", "&", "hasreceived "]
    {
        let text = part.repeat(400_000 / part.len());
        let began = std::time::Instant::now();
        let (mut of_scan, mut of_layout, mut of_segment) = Default::default();
        let mut header = copydesk::record::Header::default();
        let article = Article::new("a", text).unwrap();
        let scanned = copydesk::scan::scan(DESK.resources(), &article.text, &mut of_scan);
        let layout = copydesk::layout::layout(DESK.resources(), &article, &scanned, &mut of_layout, &mut header);
        let segmented = copydesk::segment::segment(DESK.resources(), &scanned, &layout, &mut of_segment);
        assert_eq!(segmented.sentences.last().map(|s| s.tokens.1 as usize).unwrap_or(0), scanned.tokens.len());
        assert!(began.elapsed().as_secs() < 20, "{part:?} took {:?}", began.elapsed());
    }
}
