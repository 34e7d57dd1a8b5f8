//! `copydesk gazetteers find`: every sense of a name.

use copydesk::Copydesk;
use copydesk_engine::blob::{Hit, View};
use copydesk_engine::tokens::tokenize;
use std::io::{self, Write};
use std::process::ExitCode;

pub(super) fn run(desk: &Copydesk, name: &str, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    // Capitals of an entry must be capitals in a text; who asks may be lazier than that. The last that fits is shown.
    let spellings = [name.to_uppercase(), capitalised(name), name.to_string()];
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    let count = tokens.len() as u32;
    let whole = |h: &Hit| h.start == 0 && h.end == count;
    let found = spellings.iter().map(|spelling| (spelling, look_up(desk, spelling)));
    let best = found.max_by_key(|(_, hits)| (hits.iter().any(whole), !hits.is_empty()));
    let Some((spelling, hits)) = best.filter(|(_, hits)| !hits.is_empty()) else {
        super::super::say(&format!("no list has `{name}`"));
        return Ok(ExitCode::from(1));
    };
    tokenize(spelling, &mut tokens);
    for hit in hits.iter().filter(|h| whole(h)).chain(hits.iter().filter(|h| !whole(h))) {
        let part = &spelling[tokens[hit.start as usize].start as usize..tokens[hit.end as usize - 1].end as usize];
        sense(&desk.resources().view(hit), hit.sense, part, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn look_up(desk: &Copydesk, text: &str) -> Vec<Hit> {
    let (mut tokens, mut hits) = (Vec::new(), Vec::new());
    tokenize(text, &mut tokens);
    for (layer, view) in desk.resources().views().iter().enumerate() {
        for at in 0..tokens.len() {
            view.look_up(text, &tokens, at, layer as u16, &mut hits);
        }
    }
    hits
}

fn capitalised(name: &str) -> String {
    let mut at_start = true;
    let upper = |c: char| {
        let upper = if at_start { c.to_uppercase().next().unwrap_or(c) } else { c };
        at_start = !c.is_alphanumeric();
        upper
    };
    name.chars().map(upper).collect()
}

fn sense(view: &View<'_>, sense: u32, part: &str, out: &mut dyn Write) -> io::Result<()> {
    let list = view.list(sense);
    writeln!(out, "{part}: {} in {} ({}, {})", view.name(sense), list.id, list.kind, list.tier)?;
    for (column, cell) in list.columns.iter().zip(view.row(sense).split('\t')).skip(1).filter(|(_, cell)| !cell.is_empty()) {
        writeln!(out, "    {column}: {cell}")?;
    }
    writeln!(out, "    from: {}; {}", list.source, list.licence)
}
