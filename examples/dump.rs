#![allow(missing_docs, clippy::all, unused)]
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut desk = copydesk::Copydesk::new();
    let text = args.iter().position(|a| a == "--weights").map(|i| std::fs::read_to_string(&args[i + 1]).unwrap()).unwrap_or_default();
    let table = copydesk::tag::names::Table::read(desk.resources(), "w", &text, true).unwrap();
    desk = desk.with_weights(table);
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    writeln!(out, "{}", serde_json::json!({"names": desk.weigher().table().names()})).unwrap();
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let t = v["text"].as_str().unwrap();
        let mut a = copydesk::Article::new(v["id"].as_str().unwrap(), t).unwrap();
        a.published = v["published"].as_str().and_then(|p| p[..10].parse().ok());
        let mut cp = vec![0u32; t.len() + 1];
        let mut n = 0;
        for (i, _) in t.char_indices() { cp[i] = n; n += 1; }
        cp[t.len()] = n;
        let c: Vec<_> = copydesk::tag::names::dump(desk.resources(), desk.weigher(), &a).into_iter().map(|d| serde_json::json!([cp[d.start as usize], cp[d.end as usize], d.first, d.second])).collect();
        writeln!(out, "{}", serde_json::json!({"id": v["id"], "candidates": c})).unwrap();
    }
}
