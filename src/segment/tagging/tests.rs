use crate::rules::tagging::Tagging;
use crate::segment::groups::tests::{DESK, read};

#[test]
fn lemmas_come_from_the_reading_or_the_ending() {
    let lemmas = |text: &str| {
        read(text, |scanned, segmented| {
            (0..scanned.tokens.len()).map(|n| segmented.lemma(DESK.resources(), scanned, n).into_owned()).collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(lemmas("The envoys had met."), "the envoy have meet .");
    assert_eq!(lemmas("She's leaving; it's been sold."), "she be leave ; it have be sell .");
    assert_eq!(lemmas("They zorbified the Blorks."), "they zorbify the Blorks .");
    assert_eq!(lemmas("The United Nations voted at 9 a.m. today."), "the United Nation vote at 9 a.m. today .");
}

#[test]
fn mistakes_in_a_tagging_file_are_named_with_their_place() {
    let file = "about = 'x'\n[[rule]]\nname = 'a'\nfind = 'NOUNS [V?]'\npick = 'V'\naccepts = ['He [runs]. => V']\n";
    let mut table = Tagging::default();
    let errors = table.add("words/a", "words/a.toml", file, &|_| Vec::new()).unwrap_err();
    assert!(errors[0].to_string().starts_with("words/a.toml:4:8: rule `a`: no tag or set is called `NOUNS`"), "{errors:?}");
    let without = file.replace("NOUNS", "N").replace("['He [runs]. => V']", "[]");
    let errors = Tagging::default().add("words/a", "words/a.toml", &without, &|_| Vec::new()).unwrap_err();
    assert!(errors[0].message.contains("has no example"), "{errors:?}");
}
