//! A fault of Offprint's own in one article is that article's failure: it is caught, and the others go on.

use anyhow::{Result, anyhow};
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// What the last panic of this thread said, and where.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets panics be remembered in place of printed, between the lines that a command prints.
pub fn quietly() {
    panic::set_hook(Box::new(|info| LAST.with(|last| *last.borrow_mut() = Some(info.to_string().replace('\n', " ")))));
}

/// Does something that must not panic; if it does all the same, that is an error.
pub fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // What the work had in its hands is dropped, and what it shares with others is behind locks that bear it.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        // On another thread it was remembered there, and came here with no more than its words.
        let words = || match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
            (Some(said), _) => (*said).to_owned(),
            (None, Some(said)) => said.replace('\n', " "),
            (None, None) => "without a word".to_owned(),
        };
        let said = LAST.with(|last| last.borrow_mut().take()).unwrap_or_else(words);
        Err(anyhow!("this is a fault of Offprint's, please report it with the article: {said}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_and_the_thread_goes_on() {
        let error = caught(|| -> Result<()> { panic!("said on purpose, by a test") }).unwrap_err();
        assert!(error.to_string().contains("report it"), "{error}");
        assert_eq!(caught(|| Ok(3)).unwrap(), 3);
    }

    #[test]
    fn what_a_panic_of_another_thread_said_is_told() {
        let passed_on = || -> Result<()> { panic::resume_unwind(Box::new("said elsewhere".to_owned())) };
        assert!(caught(passed_on).unwrap_err().to_string().ends_with("said elsewhere"));
    }
}
