//! Reads a tagging file: TOML with rules as text.

use super::{Element, Guess, ROLES, TAGS, TagExample, TagRule, Tagging, Test, tag_bit};
use copydesk_engine::pattern::{RuleError, place};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[expect(dead_code, reason = "for readers of the file")]
    about: String,
    #[serde(default)]
    capital_names: Vec<String>,
    #[serde(default)]
    sets: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    roles: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(default)]
    guess: Vec<RawGuess>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGuess {
    ends: String,
    #[serde(default = "three")]
    least: u8,
    readings: Vec<Spanned<String>>,
}

fn three() -> u8 {
    3
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for readers of the file")]
    about: String,
    find: Spanned<String>,
    pick: Spanned<String>,
    accepts: Vec<Spanned<String>>,
    #[serde(default)]
    rejects: Vec<Spanned<String>>,
}

/// Mistakes are gathered with their place.
struct Mistakes<'t> {
    file: &'t str,
    text: &'t str,
    found: Vec<RuleError>,
}

impl Mistakes<'_> {
    fn add(&mut self, at: usize, message: String) {
        let (line, column) = place(self.text, at);
        self.found.push(RuleError { file: self.file.into(), line, column, message });
    }
}

fn read(file: &str, text: &str) -> Result<File, RuleError> {
    toml::from_str(text).map_err(|e| {
        let (line, column) = place(text, e.span().map_or(0, |s| s.start));
        RuleError { file: file.into(), line, column, message: e.message().trim().replace('\n', " ") }
    })
}

pub(super) fn add(
    table: &mut Tagging,
    id: &str,
    file: &str,
    text: &str,
    forms: &dyn Fn(&str) -> Vec<String>,
) -> Result<(), Vec<RuleError>> {
    let parsed = read(file, text).map_err(|e| vec![e])?;
    let mut mistakes = Mistakes { file, text, found: Vec::new() };
    let sets = parsed
        .sets
        .iter()
        .map(|(name, tags)| {
            let bits = tags.get_ref().split_whitespace().map(|t| {
                tag_bit(t).unwrap_or_else(|| {
                    mistakes.add(tags.span().start, unknown_tag(t));
                    0
                })
            });
            (name.as_str(), bits.fold(0, |all, bit| all | bit))
        })
        .collect();
    if table.sets.is_empty() {
        table.sets.push(Vec::new());
    }
    for guess in &parsed.guess {
        let readings = guess.readings.iter().filter_map(|r| {
            let parts = r.get_ref().split_once(' ').and_then(|(tag, change)| {
                let (loses, gains) = change.strip_prefix('-')?.split_once('+')?;
                let number = TAGS.iter().position(|t| *t == tag)?;
                guess.ends.ends_with(loses).then(|| (number as u8, loses.to_string(), gains.to_string()))
            });
            if parts.is_none() {
                mistakes.add(r.span().start, format!("`{}` is no reading, expected a tag and `-ending+ending`", r.get_ref()));
            }
            parts
        });
        let readings = readings.collect();
        table.guesses.push(Guess { ends: guess.ends.clone(), least: guess.least, readings });
    }
    for (role, words) in &parsed.roles {
        match ROLES.iter().position(|r| r == role) {
            Some(number) => table.roles.extend(words.get_ref().iter().map(|w| (w.clone(), number as u8))),
            None => mistakes.add(words.span().start, format!("no role is called `{role}`, expected one of {}", ROLES.join(", "))),
        }
    }
    let mut compiler = Compiler { table, sets, lists: &parsed.lists, forms };
    for word in &parsed.capital_names {
        let symbol = compiler.symbol(word);
        compiler.table.capital_names.push(symbol);
    }
    for raw in &parsed.rule {
        match compiler.rule(id, raw) {
            Ok(rule) => compiler.table.rules.push(rule),
            Err(message) => mistakes.add(raw.find.span().start, format!("rule `{}`: {message}", raw.name)),
        }
        if raw.accepts.is_empty() {
            mistakes.add(raw.find.span().start, format!("rule `{}` has no example in `accepts`", raw.name));
        }
    }
    if mistakes.found.is_empty() { Ok(()) } else { Err(mistakes.found) }
}

fn unknown_tag(tag: &str) -> String {
    format!("no tag or set is called `{tag}`, expected one of {}", TAGS.join(", "))
}

struct Compiler<'c> {
    table: &'c mut Tagging,
    sets: BTreeMap<&'c str, u64>,
    lists: &'c BTreeMap<String, Vec<String>>,
    forms: &'c dyn Fn(&str) -> Vec<String>,
}

impl Compiler<'_> {
    fn rule(&mut self, id: &str, raw: &RawRule) -> Result<TagRule, String> {
        let elements: Vec<&str> = raw.find.get_ref().split_whitespace().collect();
        let mut marked = elements.iter().enumerate().filter(|(_, e)| e.starts_with('[') && e.ends_with(']'));
        let (Some((at, target)), None) = (marked.next(), marked.next()) else {
            return Err("exactly one element stands in brackets".into());
        };
        let target = &target[1..target.len() - 1];
        let target = if target.is_empty() { "_" } else { target };
        let target = target.split('&').map(|t| self.test(t)).collect::<Result<_, _>>()?;
        let left = elements[..at].iter().rev().map(|e| self.element(e)).collect::<Result<_, _>>()?;
        let right = elements[at + 1..].iter().map(|e| self.element(e)).collect::<Result<_, _>>()?;
        let (tags, lemma) = raw.pick.get_ref().split_once(':').map_or((raw.pick.get_ref().as_str(), None), |(t, l)| (t, Some(l)));
        let (mut pick, mut rare) = (0, Vec::new());
        for tag in tags.split_whitespace() {
            let name = tag.strip_suffix('*').unwrap_or(tag);
            let number = TAGS.iter().position(|t| *t == name).ok_or_else(|| unknown_tag(name))?;
            pick |= 1 << number;
            if tag.len() > name.len() {
                rare.push(number as u8);
            }
        }
        let lemma = lemma.map_or(0, |l| self.symbol(l));
        Ok(TagRule { id: format!("{id}/{}", raw.name), target, left, right, pick, rare, lemma })
    }

    fn element(&mut self, text: &str) -> Result<Element, String> {
        let (text, repeated) = text.strip_suffix('*').filter(|t| !t.is_empty()).map_or((text, false), |t| (t, true));
        let tests = text.split('&').map(|t| self.test(t)).collect::<Result<_, _>>()?;
        Ok(Element { repeated, tests })
    }

    fn tags(&self, name: &str) -> Result<u64, String> {
        self.sets.get(name).copied().or_else(|| tag_bit(name)).ok_or_else(|| unknown_tag(name))
    }

    fn list(&self, name: &str) -> Result<Vec<String>, String> {
        self.lists.get(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = self.lists.keys().map(String::as_str).collect();
            format!("no list of the file is called `{name}`, expected one of {}", known.join(", "))
        })
    }

    fn test(&mut self, text: &str) -> Result<Test, String> {
        let mut test = Test::default();
        let text = text.strip_prefix('!').map_or(text, |t| {
            test.not = true;
            t
        });
        let (mut words, mut lemmas) = (Vec::new(), Vec::new());
        for one in text.split('|') {
            let plain = one.trim_end_matches('?');
            match one {
                "" => return Err("an alternative is empty".into()),
                "_" => test.any = true,
                "^" | "$" => test.edge = true,
                "Cap" => test.capital = true,
                "Nationality" => test.nationality = true,
                "Line" => test.line = true,
                _ if one.starts_with("~@") => lemmas.extend(self.list(&one[2..])?),
                _ if one.starts_with('~') => lemmas.push(one[1..].into()),
                _ if one.starts_with('@') => words.extend(self.list(&one[1..])?),
                _ if one.len() > 1 && one.starts_with('+') => test.first |= self.tags(&one[1..])?,
                _ if !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_uppercase()) => {
                    let tags = self.tags(plain)?;
                    match one.len() - plain.len() {
                        0 => test.now |= tags,
                        1 => test.likely |= tags,
                        _ => test.rare |= tags,
                    }
                }
                _ => words.push(one.into()),
            }
        }
        for lemma in &lemmas {
            let symbol = self.symbol(lemma);
            if !self.table.forms.iter().any(|(s, _)| *s == symbol) {
                self.table.forms.push((symbol, (self.forms)(lemma)));
            }
        }
        test.words = self.set(&words);
        test.lemmas = self.set(&lemmas);
        Ok(test)
    }

    fn symbol(&mut self, word: &str) -> u16 {
        let symbols = &mut self.table.symbols;
        let at = symbols.iter().position(|s| s == word).unwrap_or_else(|| {
            symbols.push(word.into());
            symbols.len() - 1
        });
        at as u16 + 1
    }

    fn set(&mut self, words: &[String]) -> u16 {
        let mut set: Vec<u16> = words.iter().map(|w| self.symbol(w)).collect();
        set.sort_unstable();
        set.dedup();
        let sets = &mut self.table.sets;
        let at = sets.iter().position(|s| *s == set).unwrap_or_else(|| {
            sets.push(set);
            sets.len() - 1
        });
        at as u16
    }
}

pub(super) fn examples(id: &str, file: &str, text: &str) -> Result<Vec<TagExample>, RuleError> {
    let mut out = Vec::new();
    for raw in read(file, text)?.rule {
        let both = raw.accepts.iter().map(|e| (e, true)).chain(raw.rejects.iter().map(|e| (e, false)));
        for (example, accepted) in both {
            let rule = format!("{id}/{}", raw.name);
            let (line, column) = place(text, example.span().start);
            out.push(unmark(rule, example.get_ref(), accepted, line).ok_or_else(|| {
                let message = format!("`{}` is no example, expected `a [word] in it. => TAG`", example.get_ref());
                RuleError { file: file.into(), line, column, message }
            })?);
        }
    }
    Ok(out)
}

/// `The [talks] began. => NS` in its parts.
fn unmark(rule: String, marked: &str, accepted: bool, line: usize) -> Option<TagExample> {
    let (sentence, tag) = marked.rsplit_once(" => ")?;
    let (start, end) = (sentence.find('[')?, sentence.find(']')?);
    let word = sentence.get(start + 1..end)?;
    let text = [&sentence[..start], word, &sentence[end + 1..]].concat();
    Some(TagExample { rule, text, span: (start, start + word.len()), tag: tag.trim().into(), accepted, line })
}
