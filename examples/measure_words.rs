//! Measures the tagger on annotated sentences from standard input: a token a line (form, lemma, UPOS, tab-separated), a
//! blank line between sentences.
//!
//! `xzcat words.tsv.xz | measure_words` counts every tenth sentence; `measure_words N` counts those whose number ends
//! in N and prints what went wrong. `measure_words time < TEXT` tells how fast words are read, `measure_words show < TEXT`
//! prints sentences with `[noun groups]`, `<verb groups: tense>` and ` / ` between clauses.

#![allow(clippy::print_stdout, reason = "a tool for developers")]

use copydesk::layout::Layout;
use copydesk::resources::Resources;
use copydesk::scan::Scanned;
use copydesk::segment::{GroupKind, segment, tag_words};
use std::collections::BTreeMap;
use std::io::{self, BufRead as _, Read as _};
use std::time::Instant;

fn main() -> io::Result<()> {
    let resources = Resources::built_in();
    match std::env::args().nth(1).as_deref() {
        Some("time") => with_text(&resources, time),
        Some("show") => with_text(&resources, show),
        slice => measure(&resources, slice),
    }
}

fn measure(resources: &Resources, slice: Option<&str>) -> io::Result<()> {
    let wanted: usize = slice.and_then(|s| s.parse().ok()).unwrap_or(0);
    let (mut number, mut sentence) = (0, Vec::new());
    let mut count = Count::default();
    for line in io::stdin().lock().lines().chain([Ok(String::new())]) {
        let line = line?;
        if !line.is_empty() {
            sentence.push(line);
        } else if !sentence.is_empty() {
            if number % 10 == wanted {
                count.sentence(resources, &sentence);
            }
            number += 1;
            sentence.clear();
        }
    }
    let percent = |n: usize| 100.0 * n as f64 / count.tokens.max(1) as f64;
    println!("tokens {} UPOS {:.2} lemma {:.2}", count.tokens, percent(count.upos), percent(count.lemma));
    if slice.is_some() {
        let mut kinds: Vec<_> = count.mistakes.iter().collect();
        kinds.sort_by_key(|(_, all)| std::cmp::Reverse(all.len()));
        for (kind, all) in kinds.iter().take(30) {
            println!("{:5} {kind}", all.len());
            all.iter().take(12).for_each(|m| println!("        {m}"));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Count {
    tokens: usize,
    upos: usize,
    lemma: usize,
    mistakes: BTreeMap<String, Vec<String>>,
}

impl Count {
    fn sentence(&mut self, resources: &Resources, lines: &[String]) {
        let rows: Vec<Vec<&str>> = lines.iter().map(|l| l.split('\t').collect()).collect();
        let words: Vec<&str> = rows.iter().map(|r| r[0]).collect();
        for (n, ((word, lemma), row)) in tag_words(resources, &words).iter().zip(&rows).enumerate() {
            let upos = format!("{:?}", word.upos).to_uppercase();
            self.tokens += 1;
            self.upos += usize::from(upos == row[2]);
            self.lemma += usize::from(lemma == row[1]);
            let around = || {
                let (from, to) = (n.saturating_sub(6), (n + 7).min(words.len()));
                format!("{} [{}] {}", words[from..n].join(" "), words[n], words[n + 1..to].join(" "))
            };
            if upos != row[2] {
                self.mistakes.entry(format!("{} as {upos}", row[2])).or_default().push(around());
            } else if lemma != row[1] {
                self.mistakes.entry("lemma".into()).or_default().push(format!("{} for {}: {}", lemma, row[1], around()));
            }
        }
    }
}

type Rooms<'r> = (&'r Resources, &'r Scanned<'r>, &'r Layout<'r, 'r>);

fn with_text(resources: &Resources, then: fn(Rooms<'_>)) -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let article = copydesk::Article::new("text", text.as_str()).map_err(io::Error::other)?;
    let (mut a, mut b, mut header) = (Default::default(), Default::default(), Default::default());
    let scanned = copydesk::scan::scan(resources, &article.text, &mut a);
    let layout = copydesk::layout::layout(resources, &article, &scanned, &mut b, &mut header);
    then((resources, &scanned, &layout));
    Ok(())
}

fn time((resources, scanned, layout): Rooms<'_>) {
    let mut buffers = Default::default();
    for _ in 0..3 {
        let start = Instant::now();
        let segmented = segment(resources, scanned, layout, &mut buffers);
        let seconds = start.elapsed().as_secs_f64();
        println!("{} words, {:.1} MB/s", segmented.words.len(), scanned.text.len() as f64 / 1e6 / seconds);
    }
}

fn show((resources, scanned, layout): Rooms<'_>) {
    let mut buffers = Default::default();
    let segmented = segment(resources, scanned, layout, &mut buffers);
    for sentence in segmented.sentences {
        let mut line = String::new();
        for at in sentence.tokens.0..sentence.tokens.1 {
            if at > sentence.tokens.0 && segmented.clauses.contains(&at) {
                line.push_str(" /");
            }
            let begins = segmented.groups.iter().find(|g| g.tokens.0 == at);
            let ends = segmented.groups.iter().find(|g| g.tokens.1 == at + 1);
            line.push_str(if at > sentence.tokens.0 && !scanned.tokens[at as usize].is_tight() { " " } else { "" });
            line.push_str(begins.map_or("", |g| if g.kind == GroupKind::Noun { "[" } else { "<" }));
            line.push_str(scanned.word(at as usize));
            if let Some(group) = ends {
                line.push_str(&match group.kind {
                    GroupKind::Noun => "]".to_string(),
                    GroupKind::Verb(v) => format!(": {:?}{}>", v.tense, if v.passive { " passive" } else { "" }),
                });
            }
        }
        println!("{line}");
    }
}
