//! The pages' content streams. Their content is written page after page, for fonts number their glyphs as they meet
//! them; it is deflated beside that, where there are cores for it. The bytes are the same whoever deflates them.

use super::content::{self, Shared};
use super::syntax::Deflater;
use crate::layout::Page;
use lopdf::{Dictionary, Stream};
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Shorter documents are done before another core has begun.
const SEVERAL: usize = 48;
/// How many pages are handed over at once.
const PORTION: usize = 16;

/// A portion's number, and its streams.
type Done = (usize, Vec<Stream>);

/// The content streams of the pages, in order. Pages that are owned go as they are written.
pub(super) fn contents(pages: Cow<[Page]>, shared: &mut Shared, deflater: &mut Deflater) -> Vec<Stream> {
    let count = pages.len();
    let mut pages = each(pages).enumerate();
    let mut portions = (0..count.div_ceil(PORTION)).map(|number| {
        let page = |(index, page): (usize, Cow<Page>)| {
            let mut content = Vec::new();
            content::write(&page, index, shared, &mut content);
            content
        };
        (number, pages.by_ref().take(PORTION).map(page).collect::<Vec<_>>())
    });
    let threads = if count < SEVERAL { 1 } else { rayon::current_num_threads() };
    if threads == 1 {
        let mut streams = Vec::with_capacity(count);
        for (_, contents) in portions {
            streams.append(&mut deflated(&contents, deflater));
        }
        return streams;
    }
    let (sender, receiver) = mpsc::channel::<Done>();
    let waiting = AtomicUsize::new(0);
    rayon::in_place_scope(|scope| {
        for (number, contents) in &mut portions {
            // Whoever writes faster than the others deflate helps them; so little waits, whatever the length.
            if waiting.load(Ordering::Relaxed) >= threads {
                // The receiver outlives the scope.
                let _ = sender.send((number, deflated(&contents, deflater)));
                continue;
            }
            waiting.fetch_add(1, Ordering::Relaxed);
            let (sender, waiting) = (sender.clone(), &waiting);
            scope.spawn(move |_| {
                let _ = sender.send((number, deflated(&contents, &mut Deflater::new())));
                waiting.fetch_sub(1, Ordering::Relaxed);
            });
        }
    });
    drop(sender);
    let mut done: Vec<Done> = receiver.into_iter().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    let mut streams = Vec::with_capacity(count);
    for (_, mut portion) in done {
        streams.append(&mut portion);
    }
    streams
}

fn each<'p>(pages: Cow<'p, [Page]>) -> Box<dyn Iterator<Item = Cow<'p, Page>> + 'p> {
    match pages {
        Cow::Borrowed(pages) => Box::new(pages.iter().map(Cow::Borrowed)),
        Cow::Owned(pages) => Box::new(pages.into_iter().map(Cow::Owned)),
    }
}

fn deflated(contents: &[Vec<u8>], deflater: &mut Deflater) -> Vec<Stream> {
    contents.iter().map(|content| deflater.stream(Dictionary::new(), content)).collect()
}
