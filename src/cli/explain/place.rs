//! Everything that is known at one place of an article.

use super::Page;
use crate::cli::rooms::{Match, Rooms, upos};
use copydesk::record::{Because, Reason};
use copydesk::segment::GroupKind;
use copydesk::span::Span;
use std::io::{self, Write};

impl<W: Write> Page<'_, W> {
    /// The word, the names, the annotations and the rules at a byte.
    pub(super) fn place(&mut self, rooms: &Rooms<'_>, byte: u32) -> io::Result<()> {
        let at = rooms.token_at(byte).min(rooms.scanned.tokens.len().saturating_sub(1));
        let Some(sentence) = rooms.segmented.sentences.iter().find(|s| (s.tokens.0..s.tokens.1).contains(&(at as u32))) else {
            return writeln!(self.out, "no word stands there");
        };
        let text = sentence.span.text(self.record.text).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(self.out, "sentence {} {}\n  {text}", self.range(sentence.span), sentence.region.name())?;
        self.word(rooms, at)?;
        self.names(rooms, at, sentence.tokens.0 as usize)?;
        writeln!(self.out, "annotations")?;
        let token = rooms.scanned.tokens[at];
        self.annotations(Span::new(token.start, token.end), |_| true)?;
        self.rules(rooms, at)
    }

    fn word(&mut self, rooms: &Rooms<'_>, at: usize) -> io::Result<()> {
        let token = rooms.scanned.tokens[at];
        let word = rooms.word(at);
        let form = format!("{:?}", word.form).to_lowercase();
        let range = self.range(Span::new(token.start, token.end));
        writeln!(self.out, "word {range} \"{}\"", rooms.scanned.word(at))?;
        writeln!(
            self.out,
            "  {} {form}, lemma {}, shape {}",
            upos(word.upos),
            rooms.lemma(at).unwrap_or("not known"),
            rooms.shapes(at).join(" ")
        )?;
        for group in rooms.segmented.groups.iter().filter(|g| (g.tokens.0..g.tokens.1).contains(&(at as u32))) {
            let (start, end) = rooms.bytes((group.tokens.0 as usize, group.tokens.1 as usize));
            let text = Span::new(start, end).text(self.record.text);
            match group.kind {
                GroupKind::Noun => writeln!(self.out, "  noun group \"{text}\", head {}", rooms.scanned.word(group.head as usize))?,
                GroupKind::Verb(verb) => {
                    let flags = [
                        (verb.perfect, "perfect"),
                        (verb.progressive, "progressive"),
                        (verb.passive, "passive"),
                        (verb.negated, "negated"),
                        (verb.modal, "modal"),
                        (verb.infinitive, "infinitive"),
                    ];
                    let said: Vec<&str> = flags.iter().filter(|(flag, _)| *flag).map(|(_, name)| *name).collect();
                    let tense = format!("{:?}", verb.tense).to_lowercase();
                    writeln!(
                        self.out,
                        "  verb group \"{text}\", head {}, tense {tense} {}",
                        rooms.scanned.word(group.head as usize),
                        said.join(" ")
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Senses of names that cover a token.
    fn names(&mut self, rooms: &Rooms<'_>, at: usize, first: usize) -> io::Result<()> {
        writeln!(self.out, "gazetteers")?;
        for hit in (first..=at).flat_map(|t| rooms.scanned.hits_at(t)).filter(|h| h.end as usize > at) {
            let view = rooms.resources.view(hit);
            let list = view.list(hit.sense);
            let (start, end) = rooms.bytes((hit.start as usize, hit.end as usize));
            let text = Span::new(start, end).text(self.record.text);
            let row = view.row(hit.sense).replace('\t', " · ");
            writeln!(self.out, "  \"{text}\" {} ({} {}): {row}", list.id, list.tier, list.kind)?;
        }
        Ok(())
    }

    /// Rules that match over a token, with what became of them.
    fn rules(&mut self, rooms: &Rooms<'_>, at: usize) -> io::Result<()> {
        writeln!(self.out, "rules that match here")?;
        for found in rooms.matches(self.record).iter().filter(|m| (m.whole.0..m.whole.1).contains(&at)) {
            let (start, end) = rooms.bytes(found.it);
            let span = Span::new(start, end);
            let fate = self.made(found, span).map_or("lost, or made nothing".to_string(), |id| format!("made {id}"));
            writeln!(self.out, "  {} {} \"{}\": {fate}", found.rule, self.range(span), span.text(self.record.text))?;
            writeln!(self.out, "    {}", found.about)?;
        }
        Ok(())
    }

    /// Id of the annotation that a match made.
    fn made(&self, found: &Match<'_>, span: Span) -> Option<String> {
        let record = self.record;
        let by = |because: &[Because<'_>]| because.iter().any(|b| b.what == Reason::Rule(found.rule));
        let mention = record.mentions.iter().position(|m| m.span.overlaps(span) && by(&m.because)).map(|n| format!("m{}", n + 1));
        let event = || record.events.iter().position(|e| e.trigger.overlaps(span) && by(&e.because)).map(|n| format!("v{}", n + 1));
        let relation = || {
            let near = |role: u32| record.mentions[role as usize].span.overlaps(span);
            record.relations.iter().position(|r| near(r.role) && by(&r.because)).map(|n| format!("r{}", n + 1))
        };
        mention.or_else(event).or_else(relation)
    }
}
