//! Everything that is known at one place of an article.

use super::Page;
use crate::cli::rooms::{Match, Rooms, upos};
use copydesk::record::{Because, Event, Kind, Reason};
use copydesk::segment::{GroupKind, decided};
use copydesk::span::Span;
use copydesk::tag::names;
use copydesk_engine::tokens::Token;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Most pieces of evidence that are shown of one candidate.
const EVIDENCE: usize = 8;

/// How far the word that names an event may stand from another word of its trigger.
const PHRASE: usize = 3;

impl<W: Write> Page<'_, W> {
    /// The word, the names, the annotations and the rules at a byte.
    pub(super) fn place(&mut self, rooms: &Rooms<'_>, byte: u32) -> io::Result<()> {
        let at = rooms.token_at(byte).min(rooms.scanned.tokens.len().saturating_sub(1));
        let Some(sentence) = rooms.segmented.sentences.iter().find(|s| (s.tokens.0..s.tokens.1).contains(&(at as u32))) else {
            return writeln!(self.out, "no word stands there");
        };
        let text = sentence.span.text(self.record.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let token = rooms.scanned.tokens[at];
        writeln!(self.out, "sentence {} {}\n  {text}", self.range(sentence.span), sentence.region.name())?;
        self.word(rooms, at)?;
        self.tag(rooms, sentence.span, token.start)?;
        self.names(rooms, at, sentence.tokens.0 as usize)?;
        self.candidates(token)?;
        writeln!(self.out, "annotations")?;
        self.annotations(Span::new(token.start, token.end), |_| true)?;
        self.rules(rooms, at)?;
        self.triggers(rooms, at)
    }

    /// The rule that chose among the readings of a word.
    fn tag(&mut self, rooms: &Rooms<'_>, sentence: Span, start: u32) -> io::Result<()> {
        let words = decided(rooms.resources, sentence.text(self.record.text));
        let word = words.iter().find(|w| w.span.0 as u32 + sentence.start == start);
        match word.and_then(|w| w.rule.map(|rule| (w.tag, rule))) {
            Some((tag, rule)) => writeln!(self.out, "  tag {tag} by {rule}"),
            None => Ok(()),
        }
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

    /// Candidates for names over a token, with their sums by class; evidence for the class that has most.
    fn candidates(&mut self, token: Token) -> io::Result<()> {
        let here = Span::new(token.start, token.end);
        let table = self.desk.weigher().table();
        let all = names::dump(self.desk.resources(), self.desk.weigher(), self.article);
        let mut over: Vec<_> = all.iter().filter(|d| Span::new(d.start, d.end).overlaps(here)).collect();
        if over.is_empty() {
            return Ok(());
        }
        over.sort_by_key(|d| (Reverse(d.sums.iter().max().copied()), d.start, d.end));
        writeln!(self.out, "candidates for names")?;
        for candidate in over {
            let span = Span::new(candidate.start, candidate.end);
            let made = self.record.mentions.iter().position(|m| m.span == span && (m.kind.is_named() || m.kind == Kind::Nationality));
            let fate = made.map_or("lost".to_string(), |m| format!("made m{}", m + 1));
            let sums: Vec<String> = names::CLASS_NAMES.iter().zip(candidate.sums).map(|(name, sum)| format!("{name} {sum:+}")).collect();
            writeln!(self.out, "  {} \"{}\": {}: {fate}", self.range(span), span.text(self.record.text), sums.join(", "))?;
            let best = (0..candidate.sums.len()).max_by_key(|&c| (candidate.sums[c], Reverse(c))).unwrap_or(0);
            let numbers = candidate.first.iter().chain(&candidate.second);
            let mut evidence: Vec<(i16, &str)> = numbers
                .map(|&n| (table.weights(n)[best], table.names()[usize::from(n)].as_str()))
                .filter(|(weight, _)| *weight != 0)
                .collect();
            evidence.sort_by_key(|&(weight, name)| (Reverse(weight.abs()), name));
            for (weight, name) in evidence.iter().take(EVIDENCE) {
                writeln!(self.out, "    {weight:+4} {name}")?;
            }
        }
        Ok(())
    }

    /// Triggers of events that have a word among theirs, with what became of them.
    fn triggers(&mut self, rooms: &Rooms<'_>, at: usize) -> io::Result<()> {
        let rules = &rooms.resources.rules;
        let vocabulary = &rules.triggers.vocabulary;
        let token = rooms.scanned.tokens[at];
        let heads = rules.trigger_words.heads(&rules.trigger_words.word(vocabulary.row(token.key)));
        let mut ids: Vec<&str> =
            heads.iter().map(|head| head.entry.trigger).map(|t| rules.triggers.triggers[usize::from(t)].id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            writeln!(self.out, "triggers of events with this word")?;
        }
        let here = Span::new(token.start, token.end);
        for id in ids {
            let made = |e: &Event<'_>| e.because.iter().any(|b| b.what == Reason::Rule(id));
            let near = |e: &&Event<'_>| rooms.token_at(e.trigger.start).abs_diff(at) <= PHRASE;
            let own = self.record.events.iter().position(|e| e.trigger.overlaps(here) && made(e));
            let own = own.or_else(|| self.record.events.iter().position(|e| near(&e) && made(e)));
            let fate = own.map_or("lost, or its conditions do not hold".to_string(), |v| format!("made v{}", v + 1));
            writeln!(self.out, "  {id}: {fate}")?;
        }
        Ok(())
    }

    /// Rules that match over a token, with what became of them.
    fn rules(&mut self, rooms: &Rooms<'_>, at: usize) -> io::Result<()> {
        writeln!(self.out, "rules that match here")?;
        for found in rooms.matches(self.record).iter().filter(|m| (m.whole.0..m.whole.1).contains(&at)) {
            let (start, end) = rooms.bytes(found.it);
            let span = Span::new(start, end);
            let fate = match (self.made(found, span), self.winner(found, span)) {
                (Some(id), _) => format!("made {id}"),
                (None, Some((id, rule))) => format!("lost against {id}, which {rule} made"),
                (None, None) => "made nothing".into(),
            };
            writeln!(self.out, "  {} {} \"{}\": {fate}", found.rule, self.range(span), span.text(self.record.text))?;
            writeln!(self.out, "    {}", found.about)?;
        }
        Ok(())
    }

    /// The annotation that another rule of the same group made at the place of a match.
    fn winner(&self, found: &Match<'_>, span: Span) -> Option<(String, &str)> {
        let rule = |because| rule_of_group(because, found.rule.split('/').next());
        let record = self.record;
        let mention = record.mentions.iter().enumerate().filter(|(_, m)| m.span.overlaps(span));
        let event = record.events.iter().enumerate().filter(|(_, e)| e.trigger.overlaps(span));
        let mut mention = mention.filter_map(|(n, m)| Some((format!("m{}", n + 1), rule(&m.because)?)));
        let mut event = event.filter_map(|(n, e)| Some((format!("v{}", n + 1), rule(&e.because)?)));
        mention.next().or_else(|| event.next())
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

/// The rule of a group that decided.
fn rule_of_group<'r>(because: &[Because<'r>], group: Option<&str>) -> Option<&'r str> {
    because.iter().find_map(|b| match b.what {
        Reason::Rule(rule) if rule.split('/').next() == group => Some(rule),
        _ => None,
    })
}
