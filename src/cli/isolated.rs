//! A mistake of the program in one article must not cost the others: it becomes that article's error.

use copydesk::Scratch;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// What went wrong in the work that this thread isolates; `None`: it isolates none.
    static WRONG: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does one article's work. When it panics, gives what went wrong and where, and the memory is a fresh one.
pub(super) fn isolated<T>(scratch: &mut Scratch, work: impl FnOnce(&mut Scratch) -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let other = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !note(info) {
                other(info);
            }
        }));
    });
    WRONG.set(Some(String::new()));
    let done = panic::catch_unwind(AssertUnwindSafe(|| work(scratch)));
    let wrong = WRONG.take().unwrap_or_default();
    done.map_err(|_| {
        *scratch = Scratch::default();
        format!("internal error, please report it: {wrong}")
    })
}

/// Keeps a panic for the error record; says whether it happened in isolated work.
fn note(info: &PanicHookInfo<'_>) -> bool {
    let what = info.payload_as_str().unwrap_or("unknown");
    let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
    WRONG.with_borrow_mut(|wrong| wrong.as_mut().map(|wrong| *wrong = format!("{what}{place}")).is_some())
}

#[cfg(test)]
mod tests {
    use super::isolated;
    use copydesk::{Article, Copydesk, Scratch};

    #[test]
    fn a_panic_costs_its_own_article_only() {
        let desk = Copydesk::new();
        let first = Article::new("a", "Norway's foreign minister Kari Nordmann arrived in Lima on Monday.").unwrap();
        let second = Article::new("b", "Acme Corp said on Friday that it would buy Widget Inc. for $5 million.").unwrap();
        let mut scratch = Scratch::default();
        let wrong = isolated(&mut scratch, |scratch| {
            let record = desk.extract_with(&first, scratch);
            let beyond = record.mentions.len();
            record.mentions[beyond].confidence
        });
        let message = wrong.unwrap_err();
        assert!(message.contains("index out of bounds") && message.contains("isolated.rs"), "{message}");
        let after = isolated(&mut scratch, |scratch| desk.extract_with(&second, scratch)).unwrap();
        assert_eq!(format!("{after:?}"), format!("{:?}", desk.extract(&second)));
    }
}
