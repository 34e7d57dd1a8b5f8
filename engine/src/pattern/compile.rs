//! From trees to programs: names are resolved, lists become symbols, and anchors are chosen.

use super::anchor::{Commonness, Shape};
use super::parse::{Mistake, Node, parse};
use super::{CAPTURES, Program, Step, Test, Vocabulary, sight};
use crate::tokens::{Token, tokenize};
use std::collections::{BTreeMap, HashMap};

/// Most repetitions of `x+`.
const MANY: usize = 12;

/// The names that patterns may use, by number; the program that runs them gives the same numbers a meaning.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// Token classes (`$class`).
    pub classes: &'n [&'n str],
    /// Those of the classes that few tokens have: rules are tried at them rather than at others.
    pub rare: &'n [&'n str],
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
        let shape = build.node(&tree)?;
        build.steps.push(Step::Done);
        let (steps, captures) = (build.steps, build.captures);
        if steps.len() > usize::from(u16::MAX) {
            return Err(Mistake { column: 0, message: "the pattern is too large".into() });
        }
        if shape.least == 0 {
            return Err(Mistake { column: 0, message: "the pattern can match nothing at all; make some part of it required".into() });
        }
        match super::anchor::finish(shape, &steps) {
            Some(anchors) => Ok(Program { ahead: sight::ahead(&steps), needs: sight::needs(&steps), steps, anchors, captures }),
            None => Err(Mistake {
                column: 0,
                message: "the pattern requires no word, list, class or mention within 24 tokens of its start".into(),
            }),
        }
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
    fn test(&mut self, test: Test, commonness: Commonness) -> Shape {
        let shape = Shape::of(&test, commonness);
        self.steps.push(Step::Test(test));
        shape
    }

    fn node(&mut self, node: &Node) -> Result<Shape, Mistake> {
        Ok(match node {
            Node::Word(word) => self.words(word, false),
            Node::Exact(text) => self.words(text, true),
            Node::Start => {
                self.steps.push(Step::Start);
                Shape::start()
            }
            Node::Gap(n) => {
                for _ in 0..*n {
                    let at = self.steps.len() as u16;
                    self.steps.push(Step::Split(at + 1, at + 2));
                    self.steps.push(Step::Any);
                }
                self.mend_gap(usize::from(*n));
                Shape::any(0, usize::from(*n))
            }
            Node::Not(inner, column) => {
                let tests = self.single(inner, *column)?;
                self.steps.push(Step::Not(tests));
                Shape::any(1, 1)
            }
            Node::Optional(inner) => {
                let at = self.steps.len();
                self.steps.push(Step::Jump(0));
                let shape = self.node(inner)?;
                self.steps[at] = Step::Split(at as u16 + 1, self.steps.len() as u16);
                shape.optional()
            }
            Node::Many(inner) => {
                let mut shape = Shape::empty();
                let mut splits = Vec::new();
                for n in 0..MANY {
                    if n > 0 {
                        splits.push(self.steps.len());
                        self.steps.push(Step::Jump(0));
                    }
                    shape = self.node(inner)?;
                }
                let end = self.steps.len() as u16;
                for at in splits {
                    self.steps[at] = Step::Split(at as u16 + 1, end);
                }
                shape.many(MANY)
            }
            Node::All(items) => {
                let mut shape = Shape::empty();
                for item in items {
                    shape = shape.then(self.node(item)?);
                }
                shape
            }
            Node::One(branches) => {
                let mut shapes = Vec::new();
                self.branches(branches.len(), |build, i| {
                    shapes.push(build.node(&branches[i])?);
                    Ok(())
                })?;
                Shape::either(shapes)
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
                let shape = self.node(inner)?;
                self.steps.push(Step::Save(2 * number as u8 + 1));
                shape
            }
            Node::List(name, column) => match self.local.get(name) {
                Some(entries) => self.local_list(name, &entries.clone()),
                None => {
                    let test = self.gazetteer(name, *column)?;
                    self.test(test, Commonness::List)
                }
            },
            Node::Lemma(_) | Node::Class(..) | Node::Mention(..) | Node::Group(..) => {
                let test = self.single(node, 0)?.swap_remove(0);
                let commonness = match node {
                    Node::Lemma(_) => Commonness::Word(9),
                    Node::Class(name, _) if self.names.rare.contains(&name.as_str()) => Commonness::RareClass,
                    _ => Commonness::Frequent,
                };
                self.test(test, commonness)
            }
        })
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
    fn words(&mut self, text: &str, exact: bool) -> Shape {
        let mut shape = Shape::empty();
        for token in cut(text) {
            let word = token.text(text);
            let test = self.word(word, exact);
            shape = shape.then(self.test(test, Commonness::Word(word.len())));
        }
        shape
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
    fn local_list(&mut self, name: &str, entries: &[String]) -> Shape {
        let long: Vec<&String> = entries.iter().filter(|e| cut(e).len() > 1).collect();
        let short = entries.len() > long.len();
        let count = long.len() + usize::from(short);
        let mut shapes = Vec::new();
        let done = self.branches(count, |build, i| {
            shapes.push(match long.get(i) {
                Some(entry) => build.words(entry, false),
                None => {
                    let test = build.list_symbol(name, entries);
                    build.test(test, Commonness::Word(9))
                }
            });
            Ok(())
        });
        debug_assert!(done.is_ok());
        Shape::either(shapes)
    }

    fn gazetteer(&mut self, name: &str, column: usize) -> Result<Test, Mistake> {
        let below = format!("{name}/");
        if !self.names.lists.iter().any(|l| l == name || l.starts_with(&below)) {
            return Err(Mistake { column, message: format!("no list is called `{name}`, neither in the file nor among the gazetteers") });
        }
        let number = self.compiler.lists.iter().position(|l| l == name).unwrap_or_else(|| {
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
