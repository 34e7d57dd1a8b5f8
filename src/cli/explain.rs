//! `copydesk explain`: what decided, and what lost.

mod place;

use super::resources::Resources;
use super::rooms::{self, Rooms, through};
use anyhow::{Context, bail};
use copydesk::read::{self, inputs};
use copydesk::record::{Attribution, Because, Detail, Kind, Mention, Reason, Record};
use copydesk::span::Span;
use copydesk::write::{Offsets, Unit};
use copydesk::{Article, Copydesk};
use jiff::civil::Date;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show which rules, lists and evidence decided
///
/// Prints the sentences of an article with their annotations and the reasons for each. With `--at` only what touches
/// that place, and everything that is known there: the word and the rule that chose its reading, the senses of names in
/// the gazetteers, the candidates for names with their sums, all rules that match and all triggers of events that have
/// the word, those that lost included.
#[derive(clap::Args)]
#[command(
    after_long_help = "Examples:\n  copydesk explain article.txt\n  copydesk explain article.txt --at 120\n  copydesk explain dump.jsonl --record 12"
)]
pub(super) struct Arguments {
    /// A file as `extract` reads it, `-` for standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// Only what stands at this place, in code points as in the record
    #[arg(long, value_name = "OFFSET")]
    at: Option<u32>,
    /// Number of the article in the file
    #[arg(long, value_name = "N", default_value_t = 1)]
    record: usize,
    /// Day of publication, if the article does not give its own
    #[arg(long, value_name = "DATE", value_parser = super::extract::published)]
    published: Option<Date>,
    #[command(flatten)]
    resources: Resources,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let desk = arguments.resources.load()?;
    let options = read::Options { format: None, published: arguments.published };
    let path = arguments.path.display();
    let Some(input) = inputs(&[&arguments.path]).pop() else { bail!("{path}: no input") };
    let items = rooms::items(input, &options);
    let item = items.get(arguments.record.wrapping_sub(1)).with_context(|| format!("{path}: there are {} records", items.len()))?;
    let (article, _) = item.article.as_ref().map_err(|f| rooms::wrong(item.source.path.as_deref().unwrap_or("-"), f))?;
    let record = desk.extract(article);
    let offsets = Offsets::new(&article.text, Unit::Codepoints);
    let mut page = Page { desk: &desk, article, record: &record, offsets: &offsets, out: BufWriter::new(out) };
    match arguments.at {
        None => {
            page.header()?;
            through(desk.resources(), article, |rooms| page.layout(rooms))?;
            page.sentences()?;
            page.entities()?;
        }
        Some(at) => {
            let byte = offsets.bytes(at).filter(|&b| (b as usize) < article.text.len());
            let byte = byte.with_context(|| format!("{path}: the text has no place {at}"))?;
            through(desk.resources(), article, |rooms| page.place(rooms, byte))?;
        }
    }
    page.out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// An explanation on its way out.
struct Page<'p, W: Write> {
    desk: &'p Copydesk,
    article: &'p Article,
    record: &'p Record<'p>,
    offsets: &'p Offsets<'p>,
    out: W,
}

impl<W: Write> Page<'_, W> {
    /// `68..83`, in code points.
    fn range(&self, span: Span) -> String {
        format!("{}..{}", self.offsets.convert(span.start), self.offsets.convert(span.end))
    }

    fn header(&mut self) -> io::Result<()> {
        let header = &self.record.article;
        let published = self.record.published.map(|d| d.to_string());
        let fields = [
            ("published", published.as_deref()),
            ("distributor", header.distributor),
            ("agency", header.agency),
            ("headline", header.headline),
            ("place", header.place.as_deref()),
        ];
        writeln!(self.out, "{}", self.record.id)?;
        for (name, value) in fields.iter().filter_map(|(name, value)| value.map(|v| (name, v))) {
            writeln!(self.out, "{name}: {value}")?;
        }
        Ok(())
    }

    /// What the rules of layout decided about the article.
    fn layout(&mut self, rooms: &Rooms<'_>) -> io::Result<()> {
        let rules = &rooms.resources.rules.layout.rules;
        for decided in rooms.layout.decided {
            let (start, end) = rooms.bytes((decided.tokens.0 as usize, decided.tokens.1 as usize));
            let span = Span::new(start, end);
            let text = span.text(self.record.text).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(self.out, "  {} {} \"{text}\"", rules[decided.rule as usize].id, self.range(span))?;
        }
        Ok(())
    }

    fn sentences(&mut self) -> io::Result<()> {
        for (number, sentence) in self.record.sentences.iter().enumerate() {
            let text = sentence.span.text(self.record.text).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(self.out, "\n{} {} {text}", self.range(sentence.span), sentence.region.name())?;
            self.annotations(sentence.span, |s| s == number as u32)?;
        }
        Ok(())
    }

    /// Who and what the mentions mean, and the main event.
    fn entities(&mut self) -> io::Result<()> {
        let record = self.record;
        if !record.entities.is_empty() {
            writeln!(self.out, "\nentities")?;
        }
        for (number, entity) in (1..).zip(&record.entities) {
            let mut text = format!("e{number} {} \"{}\"", entity.kind.map_or("", Kind::name), entity.name);
            entity.aliases.iter().for_each(|alias| text += &format!(" = \"{alias}\""));
            let facts =
                [("country", &entity.country), ("subtype", &entity.subtype), ("sector", &entity.sector), ("gender", &entity.gender)];
            for (name, fact) in facts {
                fact.iter().for_each(|fact| text += &format!(", {name} {fact}"));
            }
            let mentions: Vec<String> = entity.mentions.iter().map(|m| format!("m{}", m + 1)).collect();
            writeln!(self.out, "  {text}: {}; salience {:.2}", mentions.join(" "), f64::from(entity.salience) / 100.0)?;
        }
        let main = &record.main;
        if let Some(event) = main.event {
            let mut text = format!("main event v{}", event + 1);
            main.who.iter().for_each(|e| text += &format!(", who e{}", e + 1));
            main.when.iter().for_each(|when| text += &format!(", when {when}"));
            main.place.iter().for_each(|e| text += &format!(", where e{}", e + 1));
            writeln!(self.out, "\n{text}")?;
        }
        Ok(())
    }

    /// Annotations of sentences, or those that touch a span.
    fn annotations(&mut self, near: Span, of: impl Fn(u32) -> bool) -> io::Result<()> {
        let record = self.record;
        for (m, n) in record.mentions.iter().zip(1..).filter(|(m, _)| of(m.sentence) && m.span.overlaps(near)) {
            self.line(&format!("m{n} {}", self.mention(m)), m.confidence, &m.because)?;
        }
        for (r, n) in record.relations.iter().zip(1..).filter(|(r, _)| of(r.sentence)) {
            if !record.mentions[r.role as usize].span.overlaps(near) {
                continue;
            }
            let mut text = format!("r{n} holds_role: e{} m{}", r.person + 1, r.role + 1);
            r.organization.iter().for_each(|o| text += &format!(", organization e{}", o + 1));
            r.place.iter().for_each(|p| text += &format!(", place e{}", p + 1));
            r.place_name.iter().for_each(|p| text += &format!(", place {p}"));
            self.line(&text, r.confidence, &r.because)?;
        }
        for (e, n) in record.events.iter().zip(1..).filter(|(e, _)| of(e.sentence) && e.trigger.overlaps(near)) {
            let mut text = format!("v{n} {} {} \"{}\" {}", e.kind, self.range(e.trigger), e.trigger.text(record.text), e.status.name());
            for p in &e.participants {
                let entity = p.entity.map(|e| format!(" e{}", e + 1)).unwrap_or_default();
                text += &format!(", {}{entity} \"{}\"", p.part.name(), p.span.text(record.text));
            }
            e.place.iter().for_each(|p| text += &format!(", place e{}", p + 1));
            e.date.iter().for_each(|d| text += &format!(", date m{}", d + 1));
            e.date_value.iter().for_each(|d| text += &format!(", date {d}"));
            e.same_as.iter().for_each(|first| text += &format!(", told again: v{}", first + 1));
            e.plover.iter().for_each(|plover| text += &format!(", {plover}"));
            e.mode.iter().for_each(|mode| text += &format!(" {mode}"));
            match e.attributed_to {
                Some(Attribution::Entity(who)) => text += &format!(", says e{}", who + 1),
                Some(Attribution::Implied) => text += ", says somebody",
                None => {}
            }
            self.line(&text, e.confidence, &e.because)?;
        }
        for (q, n) in
            record.quotes.iter().zip(1..).filter(|(q, _)| q.span.overlaps(near) && near.contains(Span::new(q.span.start, q.span.start)))
        {
            let speaker = q.speaker.map(|e| format!(", speaker e{}", e + 1)).unwrap_or_default();
            writeln!(self.out, "  q{n} {} {}{speaker}", if q.direct { "direct" } else { "indirect" }, self.range(q.span))?;
        }
        for w in record.warnings.iter().filter(|w| near.contains(w.span)) {
            let guess = w.guess.as_ref().map(|g| format!(", perhaps \"{g}\"")).unwrap_or_default();
            writeln!(self.out, "  warning {} {}{guess}  {:.2}", w.kind.name(), self.range(w.span), f64::from(w.confidence) / 100.0)?;
        }
        Ok(())
    }

    fn mention(&self, mention: &Mention<'_>) -> String {
        let mut text = format!("{} {} \"{}\"", mention.kind.name(), self.range(mention.span), mention.span.text(self.record.text));
        if let Some(entity) = mention.entity {
            text += &format!(", e{} {}", entity + 1, self.record.entities[entity as usize].name);
        }
        match &mention.detail {
            Detail::Timex(t) => {
                text += &format!(", {} {}", t.class.name(), t.value);
                t.end.iter().for_each(|end| text += &format!(" to {end}"));
            }
            Detail::Role(role) => {
                role.title.iter().for_each(|title| text += &format!(", title \"{title}\""));
                role.refers_to.iter().for_each(|e| text += &format!(", held by e{}", e + 1));
                for (flag, name) in [(role.damaged, "damaged"), (role.former, "former"), (role.acting, "acting")] {
                    if flag {
                        text += &format!(", {name}");
                    }
                }
            }
            Detail::Nationality(Some(country)) => text += &format!(", {country}"),
            _ => {}
        }
        text
    }

    fn line(&mut self, text: &str, confidence: u8, because: &[Because<'_>]) -> io::Result<()> {
        writeln!(self.out, "  {text}  {:.2}", f64::from(confidence) / 100.0)?;
        for reason in because {
            let what = match reason.what {
                Reason::Rule(rule) => format!("rule {rule}"),
                Reason::Evidence(evidence) => format!("evidence {evidence}"),
                Reason::Gazetteer { list, entry } => format!("{list}: {entry}"),
            };
            match reason.weight {
                Some(weight) => writeln!(self.out, "    {weight:+4} {what}")?,
                None => writeln!(self.out, "         {what}")?,
            }
        }
        Ok(())
    }
}
