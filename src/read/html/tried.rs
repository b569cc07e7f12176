//! What the tests of saved pages have in common.

use crate::read::{Html, Reader};
use crate::source::Source;

/// A sentence of an article, long enough to be one.
pub(super) const TEXT: &str = "The mills along the canal ran only three days in the week, and nobody spoke of it at first, \
                               since the carters were paid in flour, which they sold on Saturdays at the lock.";

/// What is read of a page.
pub(super) fn dumped(page: impl Into<String>) -> String {
    Html::default().read(&Source::new("a.html", page)).value.dump()
}
