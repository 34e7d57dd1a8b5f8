//! From a pattern's text to a tree; every mistake has a column.

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Word(String),
    Exact(String),
    Lemma(String),
    List(String, usize),
    Class(String, usize),
    Mention(String, usize),
    Group(String, usize),
    Start,
    Gap(u8),
    Not(Box<Node>, usize),
    Optional(Box<Node>),
    Many(Box<Node>),
    All(Vec<Node>),
    One(Vec<Node>),
    Capture(String, Box<Node>),
}

/// What is wrong with a pattern, and where (in characters, from 0).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mistake {
    pub(crate) column: usize,
    pub(crate) message: String,
}

pub(crate) fn parse(pattern: &str) -> Result<Node, Mistake> {
    let mut parser = Parser { chars: pattern.chars().collect(), at: 0, depth: 0 };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(node),
        Some(c) => Err(parser.mistake(format!("unexpected `{c}`"))),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

const DEEPEST: usize = 40;

impl Parser {
    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn mistake(&self, message: String) -> Mistake {
        Mistake { column: self.at, message }
    }

    fn alternatives(&mut self) -> Result<Node, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.mistake("too many parentheses inside each other".into()));
        }
        let mut branches = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.swap_remove(0) } else { Node::One(branches) })
    }

    fn sequence(&mut self) -> Result<Node, Mistake> {
        let mut items = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            items.push(self.item()?);
        }
        match items.len() {
            0 => Err(self.mistake("a pattern or a word is missing here".into())),
            1 => Ok(items.swap_remove(0)),
            _ => Ok(Node::All(items)),
        }
    }

    fn item(&mut self) -> Result<Node, Mistake> {
        let mut node = self.atom()?;
        // A `?` or `+` belongs to what it touches.
        while let Some(&c) = self.chars.get(self.at) {
            node = match c {
                '?' => Node::Optional(Box::new(node)),
                '+' => Node::Many(Box::new(node)),
                _ => break,
            };
            self.at += 1;
        }
        Ok(node)
    }

    fn atom(&mut self) -> Result<Node, Mistake> {
        let c = self.peek().unwrap_or(' ');
        let start = self.at;
        match c {
            '(' => {
                self.at += 1;
                let node = self.alternatives()?;
                self.expect(')')?;
                Ok(node)
            }
            '"' => {
                self.at += 1;
                let text = self.take(|c| c != '"');
                self.expect('"')?;
                Ok(Node::Exact(text))
            }
            '~' => Ok(Node::Lemma(self.name(1)?)),
            '@' => Ok(Node::List(self.name(1)?, start)),
            '$' => Ok(Node::Class(self.name(1)?, start)),
            '<' => {
                let name = self.name(1)?;
                self.expect('>')?;
                Ok(Node::Mention(name, start))
            }
            '[' => {
                let name = self.name(1)?;
                self.expect(']')?;
                Ok(Node::Group(name, start))
            }
            '^' => {
                self.at += 1;
                Ok(Node::Start)
            }
            '!' => {
                self.at += 1;
                Ok(Node::Not(Box::new(self.atom()?), start))
            }
            '.' if self.chars[self.at..].starts_with(&['.', '.']) && self.chars.get(self.at + 2).is_some_and(char::is_ascii_digit) => {
                self.at += 2;
                let digits = self.take(|c| c.is_ascii_digit());
                match digits.parse() {
                    Ok(n) if n <= 20 => Ok(Node::Gap(n)),
                    _ => Err(Mistake { column: start, message: format!("a gap of {digits} tokens; at most 20 are allowed") }),
                }
            }
            '?' | '+' | ']' | '>' => Err(self.mistake(format!("unexpected `{c}`; put it in quotes to mean the mark"))),
            _ => {
                let word = self.take(|c| !c.is_whitespace() && !"()|?+!\"@<>[]^:".contains(c));
                if self.chars.get(self.at) == Some(&':') {
                    let named = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
                    if !named {
                        return Err(self.mistake("a capture is written `name:pattern`; put `:` in quotes to mean the mark".into()));
                    }
                    self.at += 1;
                    return Ok(Node::Capture(word, Box::new(self.item()?)));
                }
                if word.is_empty() {
                    return Err(self.mistake(format!("unexpected `{c}`")));
                }
                Ok(Node::Word(word))
            }
        }
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(|&c| wanted(c)) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn name(&mut self, skip: usize) -> Result<String, Mistake> {
        self.at += skip;
        let name = self.take(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\''));
        if name.is_empty() { Err(self.mistake("a name is missing here".into())) } else { Ok(name) }
    }

    fn expect(&mut self, c: char) -> Result<(), Mistake> {
        if self.peek() == Some(c) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.mistake(format!("`{c}` is missing here")))
        }
    }
}
