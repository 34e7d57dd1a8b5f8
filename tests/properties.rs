//! What holds for every input: text is never changed, annotations are cut out by their offsets, nothing panics.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use copydesk::read::{self, Batch, Extra, Input, Options};
use copydesk::record::{Attribution, Detail, Record};
use copydesk::span::Span;
use copydesk::write::{self, JSONL, Unit};
use copydesk::{Article, Copydesk, Scratch};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::Value;
use std::sync::LazyLock;

static DESK: LazyLock<Copydesk> = LazyLock::new(Copydesk::new);

/// Pieces of news and of what comes with it, in any order.
fn copy() -> impl Strategy<Value = String> {
    let news = prop::sample::select(vec![
        "BAKU, Oct 23 (Reuters) - ",
        "date 2024-10-23 (MENAFN- AzerNews) ",
        "Foreign Minister Anna Berg of Norway",
        "of Foreign Affairs of Georgia Levan Maisuradze",
        "the former president of the World Bank",
        "held talks with U.S. Secretary of State J. P. O'Neill",
        "will visit Paris on November 11-22",
        "said on Tuesday that \"we have agreed to meet again next week\"",
        "“It was noted that three soldiers were killed,” he said",
        "did not sign the agreement",
        "hasreceived",
        "shares of Barclays plc fell 3.4%",
        "at 8 p.m. GMT",
        "MENAFN31052024000071011013ID1108280815",
        "By ELLEN VAN DER MEER",
        "(end) fa.mk",
        "1. FC Köln 2-1 Real Madrid",
        "Mr.",
        "No. 10",
        "She is a nurse at the hospital",
        "talks with the head of the bank",
        "U.N.",
        "COP29",
    ]);
    let dirt = prop::sample::select(vec![
        "\r\n",
        "\n\n",
        "\n",
        "\r",
        " ",
        "  ",
        "\t",
        "\u{feff}",
        "\u{a0}",
        "\u{200b}",
        "\u{2028}",
        "\u{0}",
        "\u{7}",
        "\u{85}",
        "\u{ad}",
        "🇵🇭",
        "👩🏽‍🚒",
        "e\u{301}",
        "Łódź",
        "北京",
        "القاهرة",
        "…",
        "—",
        "''",
        "``",
        "\"",
        "‘",
        "”",
        "(",
        "]",
        "&amp;",
        "â€™",
        ".",
        ". ",
        "! ",
        "?!",
        ";",
        "-",
        "/",
        "…",
        "1,000",
        "٣",
        "ﬁ",
        "İ",
    ]);
    let piece =
        prop_oneof![6 => news.prop_map(String::from), 5 => dirt.prop_map(String::from), 4 => Just(" ".to_string()), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn extract(text: &str) -> Article {
    Article::new("a", text).expect("it is small").published(jiff::civil::date(2024, 10, 23))
}

/// A span is one, lies within the text and on its characters.
fn check_span(record: &Record<'_>, span: Span) {
    let text = record.text;
    assert!(span.start <= span.end && span.end as usize <= text.len(), "{span:?}");
    assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize), "{span:?}");
}

fn check(record: &Record<'_>, article: &Article) {
    assert_eq!(record.text, article.text);
    check_sentences(record);
    assert!(record.mentions.is_sorted_by_key(|m| (m.span.start, u32::MAX - m.span.end)), "mentions stand in text order");
    for (m, n) in record.mentions.iter().zip(0..) {
        check_span(record, m.span);
        assert!(m.span.start < m.span.end, "an empty mention");
        let sentence = record.sentences[m.sentence as usize].span;
        assert!(sentence.contains(m.span), "{m:?} is not in its sentence {sentence:?}");
        assert!(m.confidence <= 100);
        if let Some(e) = m.entity {
            assert!(m.kind.is_named() && record.entities[e as usize].mentions.contains(&n), "{m:?} is not with its entity");
        }
        if let Detail::Role(role) = &m.detail {
            assert!(role.refers_to.is_none_or(|e| (e as usize) < record.entities.len()));
        }
    }
    let flat: Vec<_> = record.mentions.iter().filter(|m| m.kind != copydesk::record::Kind::Role).collect();
    assert!(flat.windows(2).all(|w| w[0].span.end <= w[1].span.start), "only roles hold other mentions");
    let mut first = 0;
    for (e, n) in record.entities.iter().zip(0..) {
        assert!(!e.mentions.is_empty() && e.mentions.windows(2).all(|w| w[0] < w[1]), "{e:?}");
        assert!(n == 0 || first < e.mentions[0], "entities stand by their first mention");
        first = e.mentions[0];
        assert!(e.mentions.iter().all(|&m| record.mentions[m as usize].entity == Some(n)), "{e:?}");
    }
    check_links(record);
}

/// Sentences stand in order, apart, and lose no letter.
fn check_sentences(record: &Record<'_>) {
    let mut end = 0;
    for s in &record.sentences {
        check_span(record, s.span);
        assert!(end <= s.span.start && s.span.start < s.span.end, "{:?}", record.sentences);
        let between = &record.text[end as usize..s.span.start as usize];
        assert!(!between.contains(char::is_alphanumeric), "{between:?} is in no sentence");
        end = s.span.end;
    }
    assert!(!record.text[end as usize..].contains(char::is_alphanumeric), "the end is in no sentence");
}

fn check_links(record: &Record<'_>) {
    let entity = |e: Option<u32>| assert!(e.is_none_or(|e| (e as usize) < record.entities.len()));
    let mention = |m: Option<u32>| assert!(m.is_none_or(|m| (m as usize) < record.mentions.len()));
    for r in &record.relations {
        [Some(r.person), r.organization, r.place].into_iter().for_each(entity);
        [Some(r.role), r.time].into_iter().for_each(mention);
    }
    let mut start = 0;
    for v in &record.events {
        check_span(record, v.trigger);
        assert!(start <= v.trigger.start && record.sentences[v.sentence as usize].span.contains(v.trigger), "{v:?}");
        start = v.trigger.start;
        entity(v.place);
        mention(v.date);
        assert!(v.same_as.is_none_or(|s| (s as usize) < record.events.len()));
        if let Some(Attribution::Entity(who)) = v.attributed_to {
            entity(Some(who));
        }
        for p in &v.participants {
            check_span(record, p.span);
            entity(p.entity);
        }
    }
    let mut start = 0;
    for q in &record.quotes {
        check_span(record, q.span);
        assert!(start <= q.span.start, "quotes stand in text order");
        start = q.span.start;
        q.cue.iter().for_each(|cue| check_span(record, *cue));
        entity(q.speaker);
    }
    record.warnings.iter().for_each(|w| check_span(record, w.span));
}

/// What is written says the same in every unit: `text[start..end]` is the surface.
fn check_written(record: &Record<'_>) {
    for unit in [Unit::Codepoints, Unit::Bytes, Unit::Utf16] {
        let mut bytes = Vec::new();
        JSONL.record(record.clone(), &Extra::default(), &write::Options { unit, least: 0 }, &mut bytes).expect("it can be written");
        let written: Value = serde_json::from_slice(&bytes).expect("it is JSON");
        assert_eq!(written["text"], record.text);
        let cut = |a: &Value| {
            let (start, end) = (a["start"].as_u64().expect("a number") as usize, a["end"].as_u64().expect("a number") as usize);
            match unit {
                Unit::Bytes => record.text[start..end].to_string(),
                Unit::Codepoints => record.text.chars().skip(start).take(end - start).collect(),
                Unit::Utf16 => {
                    String::from_utf16(&record.text.encode_utf16().skip(start).take(end - start).collect::<Vec<_>>()).expect("whole")
                }
            }
        };
        let list = |key: &str| written[key].as_array().expect("an array");
        list("mentions").iter().for_each(|m| assert_eq!(m["text"], cut(m)));
        list("events").iter().for_each(|v| assert_eq!(v["trigger"]["text"], cut(&v["trigger"])));
        list("events").iter().flat_map(|v| v["participants"].as_array().expect("an array")).for_each(|p| assert_eq!(p["text"], cut(p)));
        for (sentence, s) in list("sentences").iter().zip(&record.sentences) {
            assert_eq!(cut(sentence), s.span.text(record.text));
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 400, failure_persistence: None, ..Config::default() })]

    #[test]
    fn news_with_dirt_is_read_without_loss(text in copy()) {
        let article = extract(&text);
        let record = DESK.extract(&article);
        check(&record, &article);
        check_written(&record);
    }

    #[test]
    fn any_text_is_read_without_loss(text in any::<String>()) {
        let article = extract(&text);
        check(&DESK.extract(&article), &article);
    }

    #[test]
    fn used_memory_changes_nothing(first in copy(), second in copy()) {
        let (first, second) = (extract(&first), extract(&second));
        let mut scratch = Scratch::default();
        DESK.extract_with(&first, &mut scratch);
        let (used, fresh) = (DESK.extract_with(&second, &mut scratch), DESK.extract(&second));
        assert_eq!(format!("{used:?}"), format!("{fresh:?}"));
    }

    #[test]
    fn any_bytes_are_articles_or_errors(bytes in prop::collection::vec(any::<u8>(), 0..400), lines in prop::collection::vec("[{}\"\\[\\]:,a-z0-9 \\\\]{0,40}", 0..8)) {
        let folder = std::env::temp_dir().join(format!("copydesk-bytes-{}-{:?}", std::process::id(), std::thread::current().id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, content) in [("a.txt", bytes.clone()), ("b.jsonl", bytes), ("c.jsonl", lines.join("\n").into_bytes())] {
            let path = folder.join(name);
            std::fs::write(&path, &content).expect("a file");
            let mut items = 0;
            read::read(&[Input::Path(path)], &Options::default(), &mut |batch: Batch| {
                batch.articles(&Options::default(), &mut |item| items += usize::from(!item.id.is_empty()));
                true
            });
            let wanted = if name == "a.txt" { 1 } else { content.split(|b| *b == b'\n').filter(|l| !l.trim_ascii().is_empty()).count() };
            assert_eq!(items, wanted, "{name}");
        }
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}

#[test]
fn long_and_odd_texts_do_not_hang() {
    let sentence = "Foreign Minister Anna Berg met the president of Georgia in Oslo on Tuesday, \"we agreed\" she said. ";
    let pieces = [
        sentence,
        "a",
        "(",
        "\"",
        "\n",
        "A. ",
        "Berg ",
        "of the ",
        "1-",
        "🌍",
        "Oslo, ",
        "killed ",
        "May 1 ",
        "the minister ",
        "A bomb killed two. ",
        "Monday ",
        "\"He said ",
        "the men who fled and who fled and ",
    ];
    for piece in pieces {
        let article = extract(&piece.repeat(400_000 / piece.len()));
        let begun = std::time::Instant::now();
        check(&DESK.extract(&article), &article);
        // No measure of speed: what takes minutes on any machine is a hang.
        assert!(begun.elapsed().as_secs() < 60, "{piece:?} repeated takes {:?}", begun.elapsed());
    }
}

#[test]
fn a_text_of_megabytes_is_read() {
    let text = "Rain fell in Bergen on Monday, 5 July 2021, the city said. ".repeat(40_000);
    let article = extract(&text);
    let record = DESK.extract(&article);
    check(&record, &article);
    assert!(record.sentences.len() >= 40_000);
}
