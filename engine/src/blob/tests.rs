use super::{Blob, BlobError, compile};
use crate::lists::List;
use crate::tokens::tokenize;

const KINDS: [&str; 4] = ["location", "organization", "role", "lexicon"];

fn list(id: &str, kind: &str, columns: &str, rows: &str) -> List {
    List::parse(id, id, &format!("# kind: {kind}\n# columns: {columns}\n{rows}\n"), &KINDS).unwrap()
}

fn lists() -> Vec<List> {
    vec![
        list(
            "places",
            "location",
            "name aliases country",
            "New York\tNYC\tUS\nGuinea-Bissau\t\tGW\nSt. Louis\t\tUS\nUnited States\tUS | U.S.\tUS\nCalifornia\tCalif.\tUS",
        ),
        list("bodies", "organization", "name", "New York Times\nJohnson & Johnson\nİş Bankası\nNew York"),
        list("offices", "role", "name", "prime minister"),
        list("lexicon", "lexicon", "name readings", "reported\tVD report | VN report\nmay\tAUX may | *N may"),
    ]
}

fn found(text: &str) -> Vec<String> {
    let blob = Blob::checked(&compile(&lists()).0).unwrap();
    let (mut tokens, mut hits) = (Vec::new(), Vec::new());
    tokenize(text, &mut tokens);
    for at in 0..tokens.len() {
        blob.view().look_up(text, &tokens, at, 0, &mut hits);
    }
    let span = |h: &super::Hit| &text[tokens[h.start as usize].start as usize..tokens[h.end as usize - 1].end as usize];
    hits.iter().map(|h| format!("{}:{}", blob.lists()[usize::from(h.list)].id, span(h))).collect()
}

#[test]
fn every_name_and_sense_that_begins_at_a_token_is_found() {
    assert_eq!(found("The New York Times"), ["places:New York", "bodies:New York", "bodies:New York Times"]);
}

#[test]
fn spellings_fold_but_capitals_count() {
    for (text, expected) in [
        ("NEW YORK", vec!["places:NEW YORK", "bodies:NEW YORK"]),
        ("new york", vec![]),
        ("Guinea Bissau", vec!["places:Guinea Bissau"]),
        ("Guinea-Bissau's", vec!["places:Guinea-Bissau"]),
        ("St Louis", vec!["places:St Louis"]),
        ("they told us", vec![]),
        ("the U.S. said", vec!["places:U.S."]),
        ("in Calif. on", vec!["places:Calif."]),
        ("Johnson and Johnson", vec!["bodies:Johnson and Johnson"]),
        ("Is Bankasi", vec!["bodies:Is Bankasi"]),
        ("Prime Minister", vec!["offices:Prime Minister"]),
        ("New\n\nYork", vec![]),
        ("New\nYork", vec!["places:New\nYork", "bodies:New\nYork"]),
    ] {
        let mut got = found(text);
        got.dedup();
        assert_eq!(got, expected, "{text}");
    }
}

#[test]
fn cells_and_readings_come_back_as_written() {
    let blob = Blob::checked(&compile(&lists()).0).unwrap();
    let view = blob.view();
    let (mut tokens, mut hits) = (Vec::new(), Vec::new());
    tokenize("NYC", &mut tokens);
    view.look_up("NYC", &tokens, 0, 0, &mut hits);
    assert_eq!(view.name(hits[0].sense), "New York");
    assert_eq!(view.cell(hits[0].sense, "country"), Some("US"));
    assert_eq!(view.cell(hits[0].sense, "lat"), None);
    let readings = view.readings(crate::fold::key("Reported"));
    assert_eq!(
        readings.iter().map(|r| (blob.tags()[r.tag as usize].as_str(), view.lemma(r))).collect::<Vec<_>>(),
        [("VD", "report"), ("VN", "report")]
    );
    assert!(view.readings(crate::fold::key("may"))[1].is_rare());
    assert!(view.readings(crate::fold::key("xyzzy")).is_empty());
}

#[test]
fn damaged_and_foreign_bytes_are_refused() {
    let mut bytes = compile(&lists()).0;
    assert_eq!(Blob::checked(b"hello").err(), Some(BlobError::Magic));
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert_eq!(Blob::checked(&bytes).err(), Some(BlobError::Damaged));
    bytes[8] = 99;
    assert_eq!(Blob::checked(&bytes).err(), Some(BlobError::Version));
    let short = compile(&lists()).0;
    assert_eq!(Blob::checked(&short[..short.len() - 1]).err(), Some(BlobError::Damaged));
}

#[test]
fn the_same_lists_give_the_same_bytes() {
    assert_eq!(compile(&lists()).0, compile(&lists()).0);
}
