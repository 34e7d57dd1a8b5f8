//! What is written is TimeML, and holds the text.

use super::{is_allowed, length, timeml};
use crate::record::{Detail, Kind, Mention, Record, Timex, TimexClass};
use crate::span::Span;
use proptest::prelude::{any, proptest};
use proptest::prop_assert_eq;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

fn date(text: &str, surface: &str, timex: Timex) -> Mention<'static> {
    let start = text.find(surface).unwrap() as u32;
    Mention {
        kind: Kind::Date,
        span: Span::new(start, start + surface.len() as u32),
        tokens: (0, 0),
        sentence: 0,
        confidence: 90,
        because: Vec::new(),
        detail: Detail::Timex(Box::new(timex)),
        entity: None,
    }
}

fn document(record: &Record<'_>) -> String {
    let mut out = Vec::new();
    timeml(record, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a parser reads as the document's text.
fn read_back(document: &str) -> String {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let (mut inside, mut text) = (false, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "TEXT" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "TEXT" => inside = false,
            Event::Text(part) if inside => text += &part,
            Event::GeneralRef(name) if inside => {
                text += &quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap();
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn dates_stand_in_the_text_with_their_attributes() {
    let text = "R&D talks run November 11-22, then <twice> a week.";
    let range = Timex { value: "2024-11-11".into(), end: Some("2024-11-22".into()), ..Timex::default() };
    let set =
        Timex { class: TimexClass::Set, value: "P1W".into(), freq: Some("2X".into()), quant: Some("EACH".into()), ..Timex::default() };
    let record = Record {
        id: "a<1>",
        published: crate::read::day("2024-10-23"),
        text,
        mentions: vec![date(text, "November 11-22", range), date(text, "<twice> a week", set)],
        ..Record::default()
    };
    let written = document(&record);
    for part in [
        "<DOCID>a&lt;1&gt;</DOCID>",
        r#"<DCT><TIMEX3 tid="t0" type="DATE" value="2024-10-23" functionInDocument="CREATION_TIME">2024-10-23</TIMEX3></DCT>"#,
        r#"<TEXT>R&amp;D talks run <TIMEX3 tid="t1" type="DURATION" value="P12D" beginPoint="t2" endPoint="t3">November 11-22</TIMEX3><TIMEX3 tid="t2" type="DATE" value="2024-11-11"/><TIMEX3 tid="t3" type="DATE" value="2024-11-22"/>, then "#,
        r#"<TIMEX3 tid="t4" type="SET" value="P1W" quant="EACH" freq="2X">&lt;twice&gt; a week</TIMEX3>.</TEXT>"#,
    ] {
        assert!(written.contains(part), "{part} is not in {written}");
    }
    assert_eq!(read_back(&written), text);
    assert!(!document(&Record { published: None, ..record }).contains("DCT"), "no document date is made up");
}

#[test]
fn a_decade_has_three_digits() {
    let decade = Timex { value: "199X".into(), modifier: Some("MID"), ..Timex::default() };
    let text = "In the mid-1990s.";
    let written = document(&Record { text, mentions: vec![date(text, "the mid-1990s", decade)], ..Record::default() });
    assert!(written.contains(r#"<TIMEX3 tid="t1" type="DATE" value="199" mod="MID">the mid-1990s</TIMEX3>"#), "{written}");
}

#[test]
fn a_span_is_as_long_as_its_ends_say() {
    for (begin, end, value) in [
        ("2024-11-11", "2024-11-22", "P12D"),
        ("2024-02-28", "2024-03-01", "P3D"),
        ("2004-05", "2004-07", "P3M"),
        ("2003-12", "2004-01", "P2M"),
        ("2003", "2011", "P9Y"),
        ("2019-Q2", "2019-Q3", "P2Q"),
        ("2019-H2", "2020-H1", "P12M"),
        ("198X", "199X", "P2DE"),
        ("2020-W53", "2021-W01", "P2W"),
        ("XXXX-11-11", "XXXX-11-22", "P12D"),
        ("XXXX-02-11", "XXXX-03-22", "PXD"),
        ("XXXX-WXX-5", "XXXX-WXX-1", "P4D"),
        ("2026-11-23T08:00", "2026-11-23T15:30", "PT7H30M"),
        ("2026-11-23T22:00", "2026-11-23T24:00", "PT2H"),
        ("XXXX-XX-XXT08:00", "XXXX-XX-XXT15:00", "PT7H"),
        ("2026-11-23TMO", "2026-11-23TAF", "PXD"),
        ("2011", "2003", "PXY"),
        ("2003-05", "2003", "PXM"),
    ] {
        assert_eq!(length::between(begin, end), value, "{begin} to {end}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        let written = document(&Record { id: "x", text: &text, ..Record::default() });
        let kept: String = text.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect();
        prop_assert_eq!(read_back(&written), kept);
    }

    #[test]
    fn any_two_values_have_some_length(begin in "[0-9XTWQH:-]{0,12}", end in "[0-9XTWQH:-]{0,12}") {
        prop_assert_eq!(length::between(&begin, &end).chars().next(), Some('P'));
    }
}
