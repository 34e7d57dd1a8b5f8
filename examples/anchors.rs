fn main() {
    let desk = copydesk::Copydesk::new();
    let rules = &desk.resources().rules;
    for set in [&rules.dates, &rules.dates_composed] {
        for (info, program) in set.rules.iter().zip(set.group.programs()) {
            let v = serde_json::to_value(program).unwrap();
            println!("{} {}", info.id, v["anchors"]);
        }
    }
}
