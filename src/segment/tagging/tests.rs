use super::{Buffers, tag};
use crate::resources::Resources;
use crate::rules::tagging::{TAGS, TagExample, Tagging};
use crate::scan;
use crate::segment::groups::tests::{DESK, read};
use crate::segment::names::Names;
use crate::segment::word::Word;

/// Tag of the example's word, and the rule that decided it.
fn decided(resources: &Resources, example: &TagExample) -> (String, String) {
    let mut buffers = scan::Buffers::default();
    let scanned = scan::scan(resources, &example.text, &mut buffers);
    let (mut names, mut tagging) = (Names::default(), Buffers::default());
    names.find(resources, &scanned);
    let mut words = vec![Word::default(); scanned.tokens.len()];
    tag(resources, &scanned, &names, (0, scanned.tokens.len()), &mut tagging, &mut words);
    let at = scanned.tokens.iter().position(|t| (t.start as usize, t.end as usize) == example.span);
    let Some(at) = at else { return ("no token".into(), String::new()) };
    let same = |n: &usize| Word::of(*n as u8, words[at].reading) == words[at];
    let rule = tagging.decided(at).map_or(String::new(), |n| resources.tagger.rules()[usize::from(n)].id.clone());
    let tag = (0..TAGS.len()).find(same).unwrap();
    (TAGS[tag].into(), rule)
}

#[test]
fn every_tagging_rule_does_what_its_examples_say() {
    let resources = DESK.resources();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for source in Resources::sources().iter().filter(|s| s.id.starts_with("words/")) {
        for example in Tagging::examples(&source.id, &source.file, &source.text).unwrap() {
            let (tag, rule) = decided(resources, &example);
            seen += 1;
            if (rule == example.rule) != example.accepted || (tag != example.tag) == example.accepted {
                wrong.push(format!("{}: {} => {}, got {tag} by {rule}", example.rule, example.text, example.tag));
            }
        }
    }
    assert!(seen > 100 && wrong.is_empty(), "{wrong:#?}");
}

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
