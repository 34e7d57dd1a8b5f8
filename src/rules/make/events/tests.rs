use super::forms::regular;
use super::{KINDS, Triggers, kind};

/// The mistakes of a trigger file, each as line, column and message.
fn mistakes(text: &str) -> Vec<String> {
    let text = format!("about = \"x\"\ntype = \"x\"\naccepts = [\"x\"]\n{text}");
    let errors = Triggers::default().add(&[("events/x", "x.toml", &text)], &|_| Vec::new()).err().unwrap_or_default();
    errors.iter().map(|e| format!("{} {}:{} {}", e.file, e.line, e.column, e.message)).collect()
}

fn trigger(rest: &str) -> Vec<String> {
    mistakes(&format!("[[trigger]]\nname = \"open\"\nverbs = [\"open\"]\n{rest}\n"))
}

#[test]
fn words_of_several_tokens_are_mistakes_where_they_stand() {
    let found = trigger("object = [\"shop\", \"start-up\"]");
    assert_eq!(found, ["x.toml 7:19 `start-up` in `object` of trigger `open` never matches: a text has it as 3 words (start - up)"]);
    for (word, parts) in
        [("king's", "king 's"), ("donors'", "donors '"), ("covid-19", "covid - 19"), ("e.coli", "e . coli"), ("don't", "do n't")]
    {
        let found = trigger(&format!("near = [\"{word}\"]"));
        assert!(found.len() == 1 && found[0].contains(&format!("`{word}` in `near` of trigger `open`")), "{found:?}");
        assert!(found[0].ends_with(&format!("({parts})")), "{found:?}");
    }
    for word in ["shop", "'s", "’s", "'d", "qur'an", "u.n.", "%"] {
        assert_eq!(trigger(&format!("near = [\"{word}\"]")), [""; 0]);
    }
}

#[test]
fn lists_and_modes_are_read_like_conditions() {
    let found = mistakes("[lists]\nfirms = [\"bank\", \"co-operative\", \"joint venture\"]\n");
    assert!(found.len() == 1 && found[0].starts_with("x.toml 5:18 `co-operative` in the list `firms` never matches"), "{found:?}");
    let found = mistakes("[[mode-of]]\nname = \"strike\"\nwords = [\"sit-in\"]\nnear = [\"<person>\"]\n");
    assert!(found.len() == 2 && found[0].contains("`sit-in` in `words` of mode `strike`"), "{found:?}");
    assert!(found[1].contains("`<person>` in `near` of mode `strike`"), "{found:?}");
}

#[test]
fn kinds_are_mistakes_where_a_condition_does_not_look_at_them() {
    for (key, fits, fails) in [
        ("subject", "$none", "$score"),
        ("object", "<nationality>", "$score"),
        ("prep-object", "$none", "$score"),
        ("not-object", "<date>", "$score"),
        ("by", "<role>", "$none"),
        ("not-prep-object", "<date>", "$none"),
        ("near", "$number", "<person>"),
        ("not-near", "$money", "<organization>"),
        ("near", "<role>", "$none"),
    ] {
        assert_eq!(trigger(&format!("{key} = [\"{fits}\"]")), [""; 0]);
        let found = trigger(&format!("{key} = [\"{fails}\"]"));
        assert!(found.len() == 1 && found[0].contains(&format!("`{fails}` in `{key}` of trigger `open` never matches")), "{found:?}");
    }
    for key in ["prep", "not-prep", "article", "not-article", "not-mod", "light"] {
        let found = trigger(&format!("{key} = [\"<person>\"]"));
        assert!(found.len() == 1 && found[0].ends_with("it looks at words alone"), "{found:?}");
    }
    let found = mistakes("[[trigger]]\nname = \"open\"\nnouns = [\"<event>\"]\n");
    assert!(found.len() == 1 && found[0].contains("`<event>` in `nouns` of trigger `open` never matches"), "{found:?}");
}

#[test]
fn words_that_the_opposite_condition_shuts_out_are_mistakes() {
    let found = trigger("object = [\"door\", \"plan\"]\nnot-object = [\"plan\"]");
    assert_eq!(found, ["x.toml 7:19 `plan` in `object` of trigger `open` never matches: it is in `not-object` too"]);
    let listed = "[lists]\nplans = [\"plan\"]\n[[trigger]]\nname = \"open\"\nverbs = [\"open\"]\n";
    let found = mistakes(&format!("{listed}near = [\"plan\"]\nnot-near = [\"@plans\"]\n"));
    assert!(found.len() == 1 && found[0].contains("`plan` in `near` of trigger `open` never matches"), "{found:?}");
    // A list less some of its words.
    assert_eq!(mistakes(&format!("{listed}near = [\"@plans\"]\nnot-near = [\"plan\"]\n")), [""; 0]);
}

#[test]
fn kinds_are_found_by_name() {
    assert!(KINDS.iter().enumerate().all(|(at, name)| kind(name) == at));
}

#[test]
fn long_words_without_forms_of_their_own_are_inflected_like_others() {
    for (lemma, forms) in [
        ("airdrop", "airdrops airdroped airdroping airdropped airdropping"),
        ("airstrike", "airstrikes airstriked airstriking"),
        ("helijump", "helijumps helijumped helijumping"),
        ("spyplane", "spyplanes spyplaned spyplaning"),
        ("gunbattery", "gunbatteries gunbatteried gunbatterying"),
        ("bombbay", "bombbays bombbayed bombbaying"),
        ("hoverbox", "hoverboxes hoverboxed hoverboxing"),
        ("skywatch", "skywatches skywatched skywatching"),
    ] {
        assert_eq!(regular(lemma).join(" "), forms, "{lemma}");
    }
    // Short words, plurals, names and signs stay as they are.
    for lemma in ["gun", "drones", "Hamas", "e.coli", "%"] {
        assert!(regular(lemma).is_empty(), "{lemma}");
    }
}
