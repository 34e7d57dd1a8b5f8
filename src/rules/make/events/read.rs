//! From the text of trigger files to [`Triggers`]. Every mistake has file, line and column.

use super::check::check;
use super::file::{File, Form, Need, Raw, Voice, Words, parse, place};
use super::forms::{pieces, regular};
use super::{Around, Class, Entry, Filling, KINDS, Key, Mode, Needs, Set, Slot, Trigger, Triggers, Type, VerbForm};
use copydesk_engine::pattern::{Compiler, RuleError};
use std::collections::BTreeMap;
use toml::Spanned;

impl Triggers {
    /// Whether a file of `rules/events/` is one of these, rather than one of patterns.
    pub fn reads(text: &str) -> bool {
        !text.lines().any(|l| l.starts_with("[[rule]]"))
    }

    /// A file that is added again takes the place of the old one.
    fn forget(&mut self, id: &str) {
        let old: Vec<bool> = self.triggers.iter().map(|t| t.id.rsplit_once('/').is_some_and(|(file, _)| file == id)).collect();
        self.entries.retain(|e| !old[usize::from(e.trigger)]);
    }

    /// Adds files: id, name for messages, text. Those without a `type` have the lists of all.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn add(&mut self, files: &[(&str, &str, &str)], forms: &dyn Fn(&str) -> Vec<String>) -> Result<(), Vec<RuleError>> {
        let mut compiler = Compiler::resume(&self.vocabulary, &[], forms);
        let (mut parsed, mut errors) = (Vec::new(), Vec::new());
        for &(id, file, text) in files {
            match parse(file, text) {
                Ok(read) => {
                    errors.extend(check(file, text, &read));
                    parsed.push((id, file, text, read));
                }
                Err(error) => errors.push(error),
            }
        }
        parsed.sort_by_key(|p| p.3.kind.is_some());
        for (id, file, text, read) in parsed {
            self.forget(id);
            let mut reader =
                Reader { triggers: self, compiler: &mut compiler, lists: BTreeMap::new(), forms, id, file, text, errors: &mut errors };
            reader.lists(&read);
            reader.file(read);
        }
        // The last symbol has a word, so that a later compiler goes on behind it.
        compiler.symbol("end", ["end"]);
        self.vocabulary = compiler.vocabulary();
        self.prepare();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

struct Reader<'r, 'f> {
    triggers: &'r mut Triggers,
    compiler: &'r mut Compiler<'f>,
    lists: BTreeMap<String, (Set, Vec<String>)>,
    forms: &'f dyn Fn(&str) -> Vec<String>,
    id: &'r str,
    file: &'r str,
    text: &'r str,
    errors: &'r mut Vec<RuleError>,
}

impl Reader<'_, '_> {
    fn fail(&mut self, at: usize, message: String) {
        let (line, column) = place(self.text, at);
        self.errors.push(RuleError { file: self.file.into(), line, column, message });
    }

    /// Lists without other lists in them come first.
    fn lists(&mut self, parsed: &File) {
        let nests = |words: &Spanned<Vec<String>>| words.get_ref().iter().any(|w| w.starts_with('@'));
        for nested in [false, true] {
            for (name, words) in parsed.lists.iter().filter(|(_, w)| nests(w) == nested) {
                let set = self.set(&Some(words.clone()), true);
                if parsed.kind.is_none() {
                    self.triggers.lists.insert(name.clone(), set.clone());
                }
                self.lists.insert(name.clone(), (set, words.get_ref().clone()));
            }
        }
    }

    /// The forms of a lemma, itself among them; the regular ones of a word that the lexicon has no other form of (`airstrike`).
    fn inflected(&self, lemma: &str) -> Vec<String> {
        let mut all = (self.forms)(lemma);
        if !all.iter().any(|f| f == lemma) {
            all.push(lemma.into());
        }
        if all.len() == 1 {
            all.extend(regular(lemma));
        }
        all
    }

    /// The set of these words, as a list or as a condition.
    fn set(&mut self, words: &Words, is_list: bool) -> Set {
        let mut set = Set::default();
        let Some(words) = words else { return set };
        let mut own: Vec<String> = Vec::new();
        for word in words.get_ref() {
            if let Some(kind) = KINDS.iter().position(|k| k == word) {
                set.kinds |= 1 << kind;
            } else if let Some(list) = word.strip_prefix('@') {
                match self.lists.get(list).map(|l| l.0.clone()).or_else(|| self.triggers.lists.get(list).cloned()) {
                    Some(other) => {
                        set.kinds |= other.kinds;
                        set.symbols.extend(other.symbols);
                    }
                    None => {
                        self.fail(words.span().start, format!("no list is called `{list}`, neither in the file nor among the shared ones"));
                    }
                }
            } else if word.contains(' ') && is_list {
                // Lists may also serve as triggers of several words; as a condition only their single words count.
            } else if word.contains(' ') || word.starts_with(['<', '$']) {
                self.fail(words.span().start, format!("`{word}` is no single word, list or kind; kinds are {}", KINDS.join(", ")));
            } else {
                own.extend(self.inflected(word));
            }
        }
        if !own.is_empty() {
            // Sets of the same words share a symbol.
            own.sort_unstable();
            set.symbols.push(self.compiler.symbol(&format!("|{}", own.join("|")), own.iter().map(String::as_str)));
        }
        set.symbols.sort_unstable();
        set.symbols.dedup();
        set
    }

    /// Number of the set of these words.
    fn number(&mut self, words: &Words) -> u16 {
        let set = self.set(words, false);
        self.keep(set)
    }

    fn keep(&mut self, set: Set) -> u16 {
        let sets = &mut self.triggers.sets;
        let known = sets.iter().position(|s| s.symbols == set.symbols && s.kinds == set.kinds);
        known.unwrap_or_else(|| {
            sets.push(set);
            sets.len() - 1
        }) as u16
    }

    /// Keeps the symbols of words around a head.
    fn around(&mut self, words: &[u16]) -> Around {
        let all = &mut self.triggers.around;
        let count = words.len() as u8;
        if words.is_empty() {
            return Around::default();
        }
        let known = all.windows(words.len()).position(|w| w == words);
        let first = known.unwrap_or_else(|| {
            all.extend(words);
            all.len() - words.len()
        });
        Around { first: first as u16, count }
    }

    fn word(&mut self, word: &str) -> u16 {
        match self.triggers.words.get(word) {
            Some(&symbol) => symbol,
            None => {
                let symbol = self.compiler.symbol(&format!("={word}"), [word]);
                self.triggers.words.insert(word.into(), symbol);
                symbol
            }
        }
    }

    /// The symbol of a lemma's forms.
    fn lemma(&mut self, lemma: &str) -> u16 {
        let name = format!("~{lemma}");
        if let Some(&symbol) = self.triggers.words.get(&name) {
            return symbol;
        }
        let forms = self.inflected(lemma);
        let symbol = self.compiler.symbol(&name, forms.iter().map(String::as_str));
        self.triggers.words.insert(name, symbol);
        symbol
    }

    fn file(&mut self, parsed: File) {
        let Some(name) = parsed.kind else {
            if !parsed.trigger.is_empty() {
                self.fail(0, "the file has triggers but no `type`".into());
            }
            return;
        };
        if parsed.accepts.is_empty() {
            self.fail(0, "the file has no example in `accepts`".into());
        }
        let kind = self.triggers.types.iter().position(|t| t.name == name).unwrap_or_else(|| {
            self.triggers.types.push(Type {
                name,
                about: parsed.about.clone(),
                plover: parsed.plover.clone(),
                cameo: parsed.cameo.clone(),
                getter_acts: parsed.getter_acts,
                modifier_acts: parsed.modifier_acts,
                modes: Vec::new(),
            });
            self.triggers.types.len() - 1
        });
        let modes =
            parsed.mode_of.iter().map(|raw| Mode { words: self.number(&raw.words), near: self.number(&raw.near), name: raw.name.clone() });
        let modes: Vec<Mode> = modes.collect();
        if !modes.is_empty() {
            self.triggers.types[kind].modes = modes;
        }
        for raw in parsed.trigger {
            self.trigger(kind as u16, raw, &parsed.mode);
        }
    }

    fn trigger(&mut self, kind: u16, raw: Raw, mode: &Option<String>) {
        let id = format!("{}/{}", self.id, raw.name.get_ref());
        if raw.verbs.is_none() && raw.nouns.is_none() && raw.adjectives.is_none() {
            self.fail(raw.name.span().start, format!("trigger `{}` has no words, expected verbs, nouns or adjectives", raw.name.get_ref()));
        }
        let keys = conditions(&raw);
        let stated = keys.iter().filter(|(_, words)| words.is_some());
        let conditions = stated.map(|(key, words)| (*key, self.number(words))).collect();
        let light = match &raw.light {
            Some(_) => self.number(&raw.light),
            None => self.keep(self.triggers.list("light")),
        };
        let trigger = Trigger {
            conditions,
            light,
            id,
            kind,
            frame: self.frame(&raw),
            mode: raw.mode.or_else(|| mode.clone()),
            needs: match raw.needs {
                None => Needs::Nothing,
                Some(Need::Light) => Needs::Light,
                Some(Need::Argument) => Needs::Argument,
                Some(Need::Definite) => Needs::Definite,
            },
            passive: raw.voice.map(|v| matches!(v, Voice::Passive)),
            form: raw.form.map(|f| match f {
                Form::Present => VerbForm::Present,
                Form::Past => VerbForm::Past,
                Form::NotProgressive => VerbForm::NotProgressive,
            }),
            infinitive: raw.infinitive,
            amount: raw.amount,
            complement: raw.complement,
            speech: raw.speech,
            last: raw.last,
        };
        let number = self.triggers.triggers.len() as u16;
        let bare = Trigger { needs: Needs::Definite, ..trigger.clone() };
        self.triggers.triggers.push(trigger);
        self.heads(number, Class::Verb, &raw.verbs);
        self.heads(number, Class::Noun, &raw.nouns);
        self.heads(number, Class::Adjective, &raw.adjectives);
        if let Some(words) = &raw.not_nouns_bare {
            self.triggers.triggers.push(bare);
            let demanding: Vec<Entry> = words.get_ref().iter().map(|w| self.entry(number, Class::Noun, w)).collect();
            for entry in self.triggers.entries.iter_mut().filter(|e| demanding.contains(e)) {
                entry.trigger = number + 1;
            }
        }
    }

    fn heads(&mut self, trigger: u16, class: Class, words: &Words) {
        let Some(words) = words else { return };
        let mut all = Vec::new();
        for word in words.get_ref() {
            match word.strip_prefix('@') {
                None => all.push(word.clone()),
                Some(list) => match self.lists.get(list) {
                    Some((_, words)) => all.extend(words.iter().cloned()),
                    None => self.fail(words.span().start, format!("no list of the file is called `{list}`")),
                },
            }
        }
        for word in all {
            let entry = self.entry(trigger, class, &word);
            if !self.triggers.entries.contains(&entry) {
                self.triggers.entries.push(entry);
            }
        }
    }

    /// `step down` has its head first, `press conference` last, `exchange of views` first, `test-fire` last, `sit -in` (one
    /// word whose last part is a particle) first.
    fn entry(&mut self, trigger: u16, class: Class, words: &str) -> Entry {
        let named = words.split(' ').position(|w| w.starts_with('*')).unwrap_or(0) as u8;
        let plain = words.replace('*', "");
        let parts: Vec<&str> = plain.split(' ').collect();
        if class == Class::Noun
            && let Some(particle) = parts.iter().position(|p| p.starts_with('-')).filter(|at| *at > 0)
        {
            let before: Vec<u16> = parts[..particle - 1].iter().rev().map(|w| self.word(w)).collect();
            let after: Vec<u16> = parts[particle..].iter().map(|w| self.word(w.trim_start_matches('-'))).collect();
            let (before, after) = (self.around(&before), self.around(&after));
            return Entry { symbol: self.lemma(parts[particle - 1]), class, trigger, before, after, named, ..Entry::default() };
        }
        let first = class != Class::Noun || parts.get(1) == Some(&"of");
        let (head, around) = if first { (parts[0], &parts[1..]) } else { (parts[parts.len() - 1], &parts[..parts.len() - 1]) };
        let mut glued = pieces(head);
        let head = glued.pop().unwrap_or_default();
        let mut before: Vec<u16> = glued.iter().rev().map(|w| self.word(w)).collect();
        let mut after = Vec::new();
        if class != Class::Noun {
            after.extend(around.iter().flat_map(|w| pieces(w)).map(|w| self.word(&w)));
        } else if first {
            after.extend(around.iter().flat_map(|w| pieces(w)).map(|w| self.word(&w)));
        } else {
            before.extend(around.iter().rev().flat_map(|w| pieces(w).into_iter().rev()).map(|w| self.word(&w)));
        }
        let (before, after) = (self.around(&before), self.around(&after));
        Entry { symbol: self.lemma(&head), class, trigger, before, after, named, ..Entry::default() }
    }

    fn frame(&mut self, raw: &Raw) -> Vec<(Filling, Vec<Slot>)> {
        let mut frame = Vec::new();
        for (part, slots) in &raw.frame {
            let filling = match part.as_str() {
                "agent" => Filling::Agent,
                "patient" => Filling::Patient,
                "other" => Filling::Other,
                "place" => Filling::Place,
                _ => {
                    self.fail(
                        slots.span().start,
                        format!("no part of a frame is called `{part}`, expected agent, patient, other or place"),
                    );
                    continue;
                }
            };
            let slots = slots.get_ref().split('|').map(str::trim).filter(|s| !s.is_empty());
            let slots = slots.map(|slot| match slot {
                "subject" => Slot::Subject,
                "object" => Slot::Object,
                "object+" => Slot::Acting,
                "possessive" => Slot::Possessive,
                "between" => Slot::Between,
                "governor" => Slot::Governor,
                "number" => Slot::Number,
                other => match other.strip_suffix('+') {
                    Some(word) => Slot::Somebody(self.word(word)),
                    None => Slot::Preposition(self.word(other)),
                },
            });
            frame.push((filling, slots.collect()));
        }
        frame
    }
}

/// The conditions of a trigger by what they look at.
pub(super) const fn conditions(raw: &Raw) -> [(Key, &Words); 14] {
    [
        (Key::Subject, &raw.subject),
        (Key::Object, &raw.object),
        (Key::By, &raw.by),
        (Key::Prep, &raw.prep),
        (Key::PrepObject, &raw.prep_object),
        (Key::Near, &raw.near),
        (Key::Article, &raw.article),
        (Key::NotSubject, &raw.not_subject),
        (Key::NotObject, &raw.not_object),
        (Key::NotPrep, &raw.not_prep),
        (Key::NotPrepObject, &raw.not_prep_object),
        (Key::NotNear, &raw.not_near),
        (Key::NotArticle, &raw.not_article),
        (Key::NotMod, &raw.not_mod),
    ]
}
