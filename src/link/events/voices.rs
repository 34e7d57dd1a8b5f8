//! Who speaks between quotation marks, so that `I` and `we` stand for somebody.

use super::Reading;
use super::syntax::{Item, REACH, Syntax, Verb};
use crate::record::Kind;
use crate::segment::Upos;
use copydesk_engine::tokens::Shape;

/// Who speaks in a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// The speaker, and the body that the speaker's own phrase names.
    speaker: Option<u32>,
    body: Option<u32>,
    /// Tokens between marks.
    quoted: Vec<(u32, u32)>,
    /// The marks are open where the sentence ends.
    open: bool,
}

impl Reading<'_, '_> {
    /// Hears a sentence: where its marks are, and who says what they hold.
    pub(super) fn hear(&mut self, syntax: &Syntax, from: u32, to: u32) {
        let begins = self.scanned.tokens[from as usize].is(Shape::PARAGRAPH_BEFORE);
        let mut voice = std::mem::take(&mut self.voice);
        voice.quoted.clear();
        if begins {
            voice = Voice { quoted: voice.quoted, ..Voice::default() };
        }
        let mut start = voice.open.then_some(from);
        for item in syntax.items.iter().filter(|i| i.0 == Item::Quote) {
            match start.take() {
                Some(open) => voice.quoted.push((open, item.1)),
                None => start = Some(item.2),
            }
        }
        voice.open = start.is_some();
        voice.quoted.extend(start.map(|open| (open, to)));
        self.overhear(syntax, &voice.quoted);
        if !voice.quoted.is_empty()
            && let Some((speaker, body)) = self.speaker(syntax, &voice.quoted)
        {
            (voice.speaker, voice.body) = (speaker, body);
        }
        self.voice = voice;
    }

    /// Who does what the verb right before marks tells.
    fn overhear(&mut self, syntax: &Syntax, quoted: &[(u32, u32)]) {
        for &(start, _) in quoted {
            let near = &syntax.verbs[..syntax.verbs.partition_point(|v| v.tokens.1 < start)];
            let outside = |v: &&Verb| !quoted.iter().any(|q| q.0 <= v.head && v.head < q.1);
            let verb = near.iter().rev().take(REACH).find(outside);
            let Some(subject) = verb.filter(|v| v.is_finite() && !v.group.passive).and_then(|v| v.subject.first()) else { continue };
            let who = self.filler(syntax, *subject).0.filter(|e| self.is_person(*e));
            self.heard.extend(start.checked_sub(1).zip(who));
        }
    }

    /// The subject of the verb of saying outside of marks: who it is, and a body within its phrase.
    fn speaker(&self, syntax: &Syntax, quoted: &[(u32, u32)]) -> Option<(Option<u32>, Option<u32>)> {
        let outside = |token: u32| !quoted.iter().any(|q| q.0 <= token && token < q.1);
        let told = || syntax.verbs.iter().filter(|v| outside(v.head) && !v.subject.is_empty());
        let says = |v: &&Verb| self.is(v.head, &self.words.reporting) || self.is(v.head, &self.words.uttering);
        // The only verb beside marks tells who speaks, whatever it is (`…," Anna Lind sobbed`).
        let only = || told().next().filter(|v| v.is_finite() && told().nth(1).is_none());
        let verb = told().find(says).or_else(only)?;
        let phrase = verb.subject.first().copied().filter(|_| !verb.group.passive)?;
        let speaker = self.filler(syntax, phrase).0;
        let (from, to) = syntax.phrases[phrase].tokens;
        let body = (from..to).filter_map(|t| self.named(t)).find(|m| m.kind == Kind::Organization).and_then(|m| m.entity);
        Some((speaker, body))
    }

    /// Whether a token stands between marks.
    pub(super) fn is_quoted(&self, token: u32) -> bool {
        self.voice.quoted.iter().any(|q| q.0 <= token && token < q.1)
    }

    /// Whom `I` or `we` stands for between marks: the speaker, or the body that the speaker speaks for.
    pub(super) fn speaking(&self, token: u32) -> Option<u32> {
        let voice = &self.voice;
        if self.segmented.words[token as usize].upos != Upos::Pron || !self.is_quoted(token) {
            return None;
        }
        if self.is(token, &self.words.first_person) {
            return voice.speaker;
        }
        self.is(token, &self.words.first_persons).then(|| voice.body.or(voice.speaker)).flatten()
    }
}
