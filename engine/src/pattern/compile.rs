//! From trees to programs: names are resolved and lists become symbols.

use super::asked::Asks;
use super::extent::Extent;
use super::parse::{Mistake, Node, parse};
use super::{CAPTURES, Program, Step, Test, Vocabulary};
use crate::tokens::{Token, tokenize};
use std::collections::{BTreeMap, HashMap};

/// A sight has a bit for each.
const MOST_LISTS: usize = u128::BITS as usize;

/// Most steps of a pattern.
const MOST_STEPS: usize = 1 << 15;
/// Most repetitions of `x+`.
const MANY: usize = 12;

/// The names that patterns may use, by number; the program that runs them gives the same numbers a meaning.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// Token classes (`$class`).
    pub classes: &'n [&'n str],
    /// Mentions of earlier groups (`<mention>`).
    pub mentions: &'n [&'n str],
    /// Word groups (`[NG]`).
    pub groups: &'n [&'n str],
    /// Ids of the gazetteers that there are (`@list`).
    pub lists: &'n [String],
}

/// Compiles patterns; keeps the vocabulary that they share.
pub struct Compiler<'f> {
    symbols: HashMap<String, u16>,
    words: BTreeMap<u64, Vec<u16>>,
    next: u16,
    lists: Vec<String>,
    forms: &'f dyn Fn(&str) -> Vec<String>,
}

impl<'f> Compiler<'f> {
    /// A compiler that asks `forms` for the inflected forms of a lemma.
    pub fn new(forms: &'f dyn Fn(&str) -> Vec<String>) -> Self {
        Compiler { symbols: HashMap::new(), words: BTreeMap::new(), next: 1, lists: Vec::new(), forms }
    }

    /// Goes on from an earlier vocabulary and its gazetteer references.
    pub fn resume(vocabulary: &Vocabulary, lists: &[String], forms: &'f dyn Fn(&str) -> Vec<String>) -> Self {
        let words: BTreeMap<u64, Vec<u16>> = vocabulary.words().map(|(k, s)| (k, s.to_vec())).collect();
        let next = words.values().flatten().max().map_or(1, |m| m + 1);
        Compiler { symbols: HashMap::new(), words, next, lists: lists.to_vec(), forms }
    }

    /// The vocabulary of everything compiled so far.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary::new(self.words.iter().map(|(k, s)| (*k, s.clone())))
    }

    /// The gazetteers and folders of gazetteers that patterns refer to, by number.
    pub fn lists(&self) -> &[String] {
        &self.lists
    }

    /// The symbol that all these words share; a word of several tokens has none and is left out.
    pub fn symbol<'w>(&mut self, name: &str, words: impl IntoIterator<Item = &'w str>) -> u16 {
        if let Some(&symbol) = self.symbols.get(name) {
            return symbol;
        }
        let symbol = self.next;
        self.next += 1;
        self.symbols.insert(name.into(), symbol);
        for word in words {
            let tokens = cut(word);
            if tokens.len() == 1 {
                let row = self.words.entry(tokens[0].key).or_default();
                if !row.contains(&symbol) {
                    row.push(symbol);
                }
            }
        }
        symbol
    }

    /// Compiles one pattern. `local` are the lists of its file, `file` tells them apart from those of other files.
    pub(crate) fn pattern(
        &mut self,
        text: &str,
        file: &str,
        local: &BTreeMap<String, Vec<String>>,
        names: Names<'_>,
    ) -> Result<Program, Mistake> {
        let tree = parse(text)?;
        let mut build = Build { compiler: self, file, local, names, steps: Vec::new(), captures: Vec::new() };
        let extent = build.node(&tree)?;
        build.check_size()?;
        build.steps.push(Step::Done);
        let (steps, captures) = (build.steps, build.captures);
        if extent.least == 0 {
            return Err(Mistake { column: 0, message: "the pattern can match nothing at all; make some part of it required".into() });
        }
        if extent.sure.is_none() {
            return Err(Mistake {
                column: 0,
                message: "the pattern requires no word, list, class or mention within 24 tokens of its start".into(),
            });
        }
        Ok(Program { asked: Asks::new(&steps), steps, captures })
    }
}

fn cut(word: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // A clitic (`'s`) is one token only behind a word, as it stands in texts.
    if word.starts_with(['\'', '’']) {
        tokenize(&format!("x{word}"), &mut tokens);
        if tokens.len() > 1 && tokens[0].end == 1 {
            tokens.remove(0);
            tokens.iter_mut().for_each(|t| (t.start, t.end) = (t.start - 1, t.end - 1));
            return tokens;
        }
    }
    tokenize(word, &mut tokens);
    tokens
}

struct Build<'b, 'f> {
    compiler: &'b mut Compiler<'f>,
    file: &'b str,
    local: &'b BTreeMap<String, Vec<String>>,
    names: Names<'b>,
    steps: Vec<Step>,
    captures: Vec<String>,
}

impl Build<'_, '_> {
    fn test(&mut self, test: Test) -> Extent {
        let extent = Extent::of(&test);
        self.steps.push(Step::Test(test));
        extent
    }

    fn check_size(&self) -> Result<(), Mistake> {
        if self.steps.len() > MOST_STEPS {
            return Err(Mistake { column: 0, message: "the pattern is too large".into() });
        }
        Ok(())
    }

    fn node(&mut self, node: &Node) -> Result<Extent, Mistake> {
        // Asked while it grows: `((x+)+)+` repeats what repeats.
        self.check_size()?;
        Ok(match node {
            Node::Word(word) => self.words(word, false),
            Node::Exact(text) => self.words(text, true),
            Node::Start => {
                self.steps.push(Step::Start);
                Extent::start()
            }
            Node::Gap(n) => {
                for _ in 0..*n {
                    let at = self.steps.len() as u16;
                    self.steps.push(Step::Split(at + 1, at + 2));
                    self.steps.push(Step::Any);
                }
                self.mend_gap(usize::from(*n));
                Extent::any(0, usize::from(*n))
            }
            Node::Not(inner, column) => {
                let tests = self.single(inner, *column)?;
                self.steps.push(Step::Not(tests));
                Extent::any(1, 1)
            }
            Node::Optional(inner) => {
                let at = self.steps.len();
                self.steps.push(Step::Jump(0));
                let extent = self.node(inner)?;
                self.steps[at] = Step::Split(at as u16 + 1, self.steps.len() as u16);
                extent.optional()
            }
            Node::Many(inner) => {
                let mut extent = Extent::empty();
                let mut splits = Vec::new();
                for n in 0..MANY {
                    if n > 0 {
                        splits.push(self.steps.len());
                        self.steps.push(Step::Jump(0));
                    }
                    extent = self.node(inner)?;
                }
                let end = self.steps.len() as u16;
                for at in splits {
                    self.steps[at] = Step::Split(at as u16 + 1, end);
                }
                extent.many(MANY)
            }
            Node::All(items) => {
                let mut extent = Extent::empty();
                for item in items {
                    extent = extent.then(self.node(item)?);
                }
                extent
            }
            Node::One(branches) => {
                // Branches of one token that stand together are one step.
                let runs: Vec<&[Node]> = branches.chunk_by(|a, b| self.is_token(a) && self.is_token(b)).collect();
                let mut extents = Vec::new();
                self.branches(runs.len(), |build, i| {
                    extents.push(match runs[i] {
                        [one] => build.node(one)?,
                        several => build.one(several)?,
                    });
                    Ok(())
                })?;
                Extent::either(&extents)
            }
            Node::Capture(name, inner) => {
                let number = match self.captures.iter().position(|c| c == name) {
                    Some(number) => number,
                    None if self.captures.len() < CAPTURES => {
                        self.captures.push(name.clone());
                        self.captures.len() - 1
                    }
                    None => return Err(Mistake { column: 0, message: format!("more than {CAPTURES} captures") }),
                };
                self.steps.push(Step::Save(2 * number as u8));
                let extent = self.node(inner)?;
                self.steps.push(Step::Save(2 * number as u8 + 1));
                extent
            }
            Node::List(name, column) => match self.local.get(name) {
                Some(entries) => self.local_list(name, &entries.clone()),
                None => {
                    let test = self.gazetteer(name, *column)?;
                    self.test(test)
                }
            },
            Node::Lemma(_) | Node::Class(..) | Node::Mention(..) | Node::Group(..) => {
                let test = self.single(node, 0)?.swap_remove(0);
                self.test(test)
            }
        })
    }

    /// Whether a node is a test of one token.
    fn is_token(&self, node: &Node) -> bool {
        match node {
            Node::Word(text) | Node::Exact(text) => cut(text).len() == 1,
            Node::Lemma(_) | Node::Class(..) => true,
            Node::List(name, _) => self.local.get(name).is_some_and(|entries| entries.iter().all(|e| cut(e).len() == 1)),
            _ => false,
        }
    }

    /// One token of which one of some tests holds.
    fn one(&mut self, nodes: &[Node]) -> Result<Extent, Mistake> {
        let mut tests = Vec::new();
        for node in nodes {
            tests.extend(self.single(node, 0)?);
        }
        let extent = Extent::of(&tests[0]);
        self.steps.push(Step::One(tests));
        Ok(extent)
    }

    /// All skipping branches of a gap lead to its end.
    fn mend_gap(&mut self, n: usize) {
        let end = self.steps.len() as u16;
        for step in 0..n {
            let at = self.steps.len() - 2 * (n - step);
            self.steps[at] = Step::Split(end, at as u16 + 1);
        }
    }

    fn branches(&mut self, count: usize, mut each: impl FnMut(&mut Self, usize) -> Result<(), Mistake>) -> Result<(), Mistake> {
        let mut jumps = Vec::new();
        for i in 0..count {
            let at = self.steps.len();
            if i + 1 < count {
                self.steps.push(Step::Jump(0));
            }
            each(self, i)?;
            if i + 1 < count {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[at] = Step::Split(at as u16 + 1, self.steps.len() as u16);
            }
        }
        let end = self.steps.len() as u16;
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }

    /// A word or quoted text, which may be several tokens.
    fn words(&mut self, text: &str, exact: bool) -> Extent {
        let mut extent = Extent::empty();
        for token in cut(text) {
            let word = token.text(text);
            let test = self.word(word, exact);
            extent = extent.then(self.test(test));
        }
        extent
    }

    fn word(&mut self, word: &str, exact: bool) -> Test {
        let symbol = self.compiler.symbol(&crate::fold::folded(word), [word]);
        if exact { Test::Exact(symbol, word.into()) } else { Test::Word(symbol) }
    }

    fn list_symbol(&mut self, name: &str, entries: &[String]) -> Test {
        let file = self.file;
        Test::Word(self.compiler.symbol(&format!("@{file}#{name}"), entries.iter().map(String::as_str)))
    }

    /// A list of the file: one symbol for its single words, a branch for each longer entry.
    fn local_list(&mut self, name: &str, entries: &[String]) -> Extent {
        let long: Vec<&String> = entries.iter().filter(|e| cut(e).len() > 1).collect();
        let short = entries.len() > long.len();
        let count = long.len() + usize::from(short);
        let mut extents = Vec::new();
        let done = self.branches(count, |build, i| {
            extents.push(match long.get(i) {
                Some(entry) => build.words(entry, false),
                None => {
                    let test = build.list_symbol(name, entries);
                    build.test(test)
                }
            });
            Ok(())
        });
        debug_assert!(done.is_ok());
        Extent::either(&extents)
    }

    fn gazetteer(&mut self, name: &str, column: usize) -> Result<Test, Mistake> {
        let below = format!("{name}/");
        if !self.names.lists.iter().any(|l| l == name || l.starts_with(&below)) {
            return Err(Mistake { column, message: format!("no list is called `{name}`, neither in the file nor among the gazetteers") });
        }
        let known = self.compiler.lists.iter().position(|l| l == name);
        if known.is_none() && self.compiler.lists.len() == MOST_LISTS {
            return Err(Mistake {
                column,
                message: format!("more than {MOST_LISTS} lists and folders in patterns: `{name}` is one too many"),
            });
        }
        let number = known.unwrap_or_else(|| {
            self.compiler.lists.push(name.into());
            self.compiler.lists.len() - 1
        });
        Ok(Test::List(number as u16))
    }

    /// The tests of a node that is one token wide: what `!` can deny.
    fn single(&mut self, node: &Node, column: usize) -> Result<Vec<Test>, Mistake> {
        let named = |names: &[&str], name: &str, column: usize, what: &str| {
            let found = names.iter().position(|n| *n == name).map(|n| n as u8);
            found.ok_or_else(|| Mistake { column, message: format!("no {what} is called `{name}`, expected one of {}", names.join(", ")) })
        };
        Ok(match node {
            Node::Word(text) | Node::Exact(text) => match cut(text).as_slice() {
                [_] => vec![self.word(text, matches!(node, Node::Exact(_)))],
                _ => return Err(Mistake { column, message: format!("`{text}` is not one token") }),
            },
            Node::Lemma(lemma) => {
                let mut forms = (self.compiler.forms)(lemma);
                forms.push(lemma.clone());
                vec![Test::Word(self.compiler.symbol(&format!("~{lemma}"), forms.iter().map(String::as_str)))]
            }
            Node::Class(name, at) => vec![Test::Class(named(self.names.classes, name, *at, "class")?)],
            Node::Mention(name, at) => vec![Test::Mention(named(self.names.mentions, name, *at, "mention")?)],
            Node::Group(name, at) => vec![Test::Group(named(self.names.groups, name, *at, "group")?)],
            Node::List(name, at) => match self.local.get(name) {
                Some(entries) => vec![self.list_symbol(name, &entries.clone())],
                None => vec![self.gazetteer(name, *at)?],
            },
            Node::One(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(self.single(branch, column)?);
                }
                all
            }
            _ => {
                return Err(Mistake {
                    column,
                    message: "`!` denies one token: a word, list, class, mention or alternatives of these".into(),
                });
            }
        })
    }
}
