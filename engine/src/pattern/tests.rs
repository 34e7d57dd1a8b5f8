use super::{Compiler, Found, Group, Kinds, Names, Rule, Runner, Sight, Sights, Tape, Vocabulary, examples, select};
use crate::tokens::{Shape, Token, tokenize};
use proptest::prelude::*;

mod everywhere;

const CLASSES: [&str; 2] = ["number", "capital"];

struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    vocabulary: &'t Vocabulary,
    kinds: Kinds,
    of: Vec<u32>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut kinds = Kinds::default();
        let sight = |t: &Token| {
            let classes = u64::from(t.is(Shape::NUMBER)) | u64::from(t.is(Shape::CAPITAL)) << 1;
            let lists = u128::from(t.text(text) == "New");
            Sight { lists, long: lists, classes, groups: u32::from(text.len() % 2 == 1), row: vocabulary.row(t.key) }
        };
        let of = tokens.iter().map(|t| kinds.of(sight(t))).collect();
        Words { text, tokens, vocabulary, kinds, of }
    }
}

impl Tape for Words<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens[at].text(self.text)
    }
    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
    }
    fn sights(&self) -> Sights<'_> {
        Sights { kinds: &self.kinds, of: &self.of }
    }
    fn list_ends(&self, at: usize, _: u16, ends: &mut Vec<u32>) {
        ends.extend([at as u32 + 1, at as u32 + 2].iter().filter(|&&e| e as usize <= self.tokens.len()));
    }
    /// Who is called Ann, with the next word and without it.
    fn mentions(&self, at: usize) -> u32 {
        u32::from(self.text(at) == "Ann")
    }
    fn mention_ends(&self, at: usize, _: u8, ends: &mut Vec<u32>) {
        self.list_ends(at, 0, ends);
    }
    fn group_ends(&self, at: usize, _: u8, ends: &mut Vec<u32>) {
        ends.push(self.tokens.len().min(at + 3) as u32);
    }
}

fn compile(text: &str) -> Result<(Vec<Rule<String>>, Vocabulary), String> {
    let forms = |lemma: &str| vec![format!("{lemma}s"), format!("{lemma}ed")];
    let lists = vec!["places/cities".to_string()];
    let names = Names { classes: &CLASSES, mentions: &["who"], groups: &["NG"], lists: &lists };
    let mut compiler = Compiler::new(&forms);
    match compiler.file("test/rules", "rules.toml", text, names) {
        Ok(rules) => Ok((rules, compiler.vocabulary())),
        Err(errors) => Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

fn one(find: &str) -> String {
    format!(
        "about = \"x\"\n[lists]\nday = [\"Monday\", \"New Year\", \"Tuesday\"]\n[[rule]]\nname = \"a\"\nfind = '''{find}'''\nmake = \"m\"\naccepts = [\"x\"]\n"
    )
}

fn matches(find: &str, text: &str) -> Vec<String> {
    let (rules, vocabulary) = compile(&one(find)).unwrap();
    let tape = Words::new(text, &vocabulary);
    let group = Group::new(&rules.into_iter().map(|r| r.program).collect::<Vec<_>>(), 0, false);
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    Runner::default().run(&group, &tape, 0, tape.tokens.len(), &mut found);
    select(&mut found, &mut lost);
    let span = |f: &Found| &text[tape.tokens[f.it_start as usize].start as usize..tape.tokens[f.it_end as usize - 1].end as usize];
    found.iter().map(|f| span(f).to_string()).collect()
}

#[test]
fn every_form_matches_what_it_says() {
    for (find, text, expected) in [
        ("last week", "It was Last Week .", vec!["Last Week"]),
        ("\"May\" $number", "may 5 and May 6", vec!["May 6"]),
        ("~sign", "He signed , she signs .", vec!["signed", "signs"]),
        ("on? it:(last @day)", "on last Monday , last New Year", vec!["last Monday", "last New Year"]),
        ("(a | the) !big dog", "a big dog the old dog", vec!["the old dog"]),
        ("$number+ dogs", "1 2 3 dogs", vec!["1 2 3 dogs"]),
        ("from ..3 to", "from a b to c from a b c d to", vec!["from a b to"]),
        ("^ $capital", "He saw Him", vec!["He"]),
        ("in @places/cities", "in New York , in Rome", vec!["in New York"]),
        ("in @places York", "in New York", vec!["in New York"]),
        ("o'clock", "at 5 o'clock", vec!["o'clock"]),
        ("mid-week", "by mid-week", vec!["mid-week"]),
        ("$capital \"'s\"", "Kenya's army", vec!["Kenya's"]),
        ("('s | ’s) army", "Kenya’s army", vec!["’s army"]),
        ("(it:red | old) dog", "a red dog , an old dog", vec!["red", "old dog"]),
    ] {
        assert_eq!(matches(find, text), expected, "{find} on {text}");
    }
}

#[test]
fn captures_are_kept_by_name() {
    let (rules, vocabulary) = compile(&one("who:$capital said day:@day?")).unwrap();
    let text = "Then Rice said Tuesday";
    let tape = Words::new(text, &vocabulary);
    let program = rules[0].program.clone();
    let mut found = Vec::new();
    Runner::default().run(&Group::new(std::slice::from_ref(&program), 0, false), &tape, 0, 4, &mut found);
    assert_eq!(found[0].capture(program.capture("who").unwrap()), Some((1, 2)));
    assert_eq!(found[0].capture(program.capture("day").unwrap()), Some((3, 4)));
}

#[test]
fn mistakes_name_line_column_and_what_is_allowed() {
    for (find, expected) in [
        ("on @weekdays", "rules.toml:6:14: rule `a`: no list is called `weekdays`"),
        ("$numbr x", "no class is called `numbr`, expected one of number, capital"),
        ("<place> x", "no mention is called `place`, expected one of who"),
        ("(a b", "`)` is missing here"),
        ("a?", "can match nothing"),
        ("..30 a", "at most 20"),
        ("!(a b) c", "`!` denies one token"),
    ] {
        let message = compile(&one(find)).unwrap_err();
        assert!(message.contains(expected), "{find}: {message}");
    }
    assert!(compile("about = \"x\"\n[[rule]]\nname = \"a\"\nfind = 'x'\nmake = \"m\"\naccepts = []\n").unwrap_err().contains("no example"));
    assert!(compile("about = \"x\"\n[[rule]]\nname = \"a\"\nfnd = 'x'\n").unwrap_err().starts_with("rules.toml:4:1: unknown field `fnd`"));
}

#[test]
fn a_pattern_that_grows_without_end_is_a_mistake() {
    let nested = (0..12).fold("big".to_string(), |inner, _| format!("({inner})+"));
    assert!(compile(&one(&nested)).unwrap_err().contains("too large"));
}

#[test]
fn examples_are_read_with_span_and_value() {
    let text = "about = \"x\"\n[[rule]]\nname = \"a\"\nfind = 'x'\nmake = \"m\"\naccepts = [\"Talks [last week]. => 2026-W47\"]\nrejects = [\"No.\"]\n";
    let all = examples::<String>("dates/x", "x.toml", text).unwrap();
    assert_eq!((all[0].text.as_str(), all[0].span, all[0].value.as_deref()), ("Talks last week.", Some((6, 15)), Some("2026-W47")));
    assert_eq!((all[1].accepted, all[1].line), (false, 7));
}

proptest! {
    #[test]
    fn no_pattern_text_panics(find in "[a-z@$<>\\[\\]|?+!()~^:\". 0-9]{0,30}") {
        let _ = compile(&one(&find.replace("'''", "")));
    }

    #[test]
    fn matches_lie_within_the_range(text in "(a|b|from|to| ){0,40}") {
        prop_assert!(matches("from ..4 to", &text).iter().all(|m| m.starts_with("from") && m.ends_with("to")));
    }
}

#[test]
fn matches_at_one_start_are_those_of_the_whole_sentence_that_begin_there() {
    let text = "Tuesday Ann said Monday , Monday Bob said Tuesday";
    for find in ["$capital", "@day", "^@day ..2 said", "(@day | $capital) (said | $capital)", "$capital ..4 @day", "!said @day"] {
        let (rules, vocabulary) = compile(&one(find)).unwrap();
        let tape = Words::new(text, &vocabulary);
        let group = Group::new(std::slice::from_ref(&rules[0].program), 0, false);
        let to = tape.tokens.len();
        for from in 0..to {
            let (mut all, mut here) = (Vec::new(), Vec::new());
            Runner::default().run(&group, &tape, from, to, &mut all);
            Runner::default().run_at(&group, &tape, from, to, &mut here);
            all.retain(|f| f.start as usize == from);
            assert_eq!(here, all, "{find} from {from}");
        }
    }
}

#[test]
fn what_a_match_needs_is_known_beforehand() {
    let found = |find: &str| matches(find, "On Monday , Ann and Bob said so ; New York , Tuesday");
    assert_eq!(found("Ann (and $capital)? said"), ["Ann and Bob said"]);
    assert_eq!(found("Ann (or | and | with) Bob"), ["Ann and Bob"]);
    assert_eq!(found("$capital ..3 said ..2 so"), ["Ann and Bob said so"]);
    assert_eq!(found("Ann (or | with) Bob"), Vec::<String>::new());
    assert_eq!(found("@places/cities , @day"), ["New York , Tuesday"]);
}
