//! The articles of a packet, set beside one another before their pages' turn comes, where there are cores for it. How
//! many are set ahead depends on the packet alone, and what becomes of one does not depend on the others, so the galleys
//! are the same whoever sets them.

use super::block::{self, Opens, Pictures};
use super::book::Book;
use super::galley::Galley;
use super::setter::Setter;
use crate::model::Visit;
use crate::packet::PartKind;
use std::collections::VecDeque;

/// How many articles are set at a time: enough for many cores, and few enough for their galleys to take no room.
const AT_ONCE: usize = 32;

/// Articles that are set but not paged.
#[derive(Default)]
pub(super) struct Ahead<'a> {
    ready: VecDeque<(usize, Article<'a>)>,
}

/// An article as a galley, and the setter that set it, which is needed to page it.
pub(super) struct Article<'a> {
    pub galley: Galley,
    pub setter: Setter<'a>,
}

impl<'a> Ahead<'a> {
    /// A part, if it is an article among several. Parts are asked for in their order.
    pub fn take(&mut self, index: usize, book: &Book<'a>, cx: &mut Setter<'a>) -> Option<Article<'a>> {
        if self.ready.is_empty() {
            self.ready = set(index, book, cx).into();
        }
        if self.ready.front().is_none_or(|(next, _)| *next != index) {
            return None;
        }
        self.ready.pop_front().map(|(_, article)| article)
    }
}

/// Sets the next articles from a part on.
fn set<'a>(from: usize, book: &Book<'a>, cx: &mut Setter<'a>) -> Vec<(usize, Article<'a>)> {
    let kind = |index: usize| match &book.packet.parts[index].kind {
        PartKind::Article(about) => Some((index, about)),
        _ => None,
    };
    // A part that is no article is set in its turn.
    if kind(from).is_none() {
        return Vec::new();
    }
    let next: Vec<_> = (from..book.packet.parts.len()).filter_map(kind).take(AT_ONCE).collect();
    if next.len() < 2 {
        return Vec::new();
    }
    let fork = |(index, about): (usize, _)| {
        book.enter(index, cx);
        // In the order of the text: their numbers are those of the whole.
        Pictures(cx).document(book.documents[index]);
        ((index, about), cx.fork())
    };
    let forks: Vec<_> = next.into_iter().map(fork).collect();
    let set = cx
        .beside(forks, |(index, about), cx| (index, block::article(book.documents[index], Opens::Article(about), cx)));
    set.into_iter().map(|((index, galley), setter)| (index, Article { galley, setter })).collect()
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::*;
    use crate::font::Fonts;
    use crate::model::{Builder, Container, Document, Image, Level, Meta};
    use crate::packet::{Packet, Part};
    use crate::resource::Resources;
    use crate::source::Span;
    use crate::style::Theme;
    use std::borrow::Cow;

    /// Has the picture of every article, but for one.
    struct Album;

    impl Resources for Album {
        fn load(&self, reference: &str) -> Result<Vec<u8>, crate::resource::Unusable> {
            let number = reference.strip_suffix(".gif").and_then(|number| number.parse().ok()).expect("a number");
            if number == 3 { Err("is lost".into()) } else { Ok(gif(number)) }
        }
    }

    /// A picture of one dot, whose colour the number is.
    fn gif(number: u8) -> Vec<u8> {
        let dot = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[number; 6], dot].concat()
    }

    fn article(number: usize) -> Document {
        let mut builder = Builder::new();
        let within = |builder: &mut Builder, container: Container, text: &str| {
            builder.open(container, Span::NONE);
            builder.text(text, Span::NONE);
            builder.close();
        };
        within(&mut builder, Container::Heading { level: Level::new(2), anchor: None }, "The mills");
        builder.open(Container::Paragraph, Span::NONE);
        let word = |word: usize| format!("word{} and 中 ", (word * 7 + number) % 97);
        builder.text(&(0..80).map(word).collect::<String>(), Span::NONE);
        let reference = format!("{}.gif", number / 2);
        builder.image(Image { reference, alt: "A mill".to_owned(), ..Image::default() }, "", Span::NONE);
        builder.open(Container::Note { label: "1".to_owned() }, Span::NONE);
        within(&mut builder, Container::Paragraph, "What was said there.");
        builder.close();
        builder.close();
        let meta = Meta { title: Meta::words(&format!("Article {number}"), Span::NONE), ..Meta::default() };
        Document { meta, blocks: builder.finish().blocks }
    }

    fn told(cx: &mut Setter, sets: &[String]) -> (Vec<String>, Vec<char>, usize, String) {
        let mut missing: Vec<_> = cx.shaper.missing.drain().map(|(c, _)| c).collect();
        missing.sort_unstable();
        let told = std::mem::take(&mut cx.sink).finish();
        (sets.to_vec(), missing, cx.pictures.len(), format!("{told:?}"))
    }

    #[test]
    fn articles_that_are_set_ahead_are_as_if_each_were_set_in_its_turn() {
        let articles: Vec<_> = (0..AT_ONCE + 8).map(article).map(Part::article).collect();
        let divider = Part { kind: PartKind::Divider, ..Part::article(Document::default()) };
        let parts = [vec![divider], articles].concat();
        let packet = Packet { parts, ..Packet::from(article(0)) };
        let (fonts, theme) = (Fonts::bundled(), Theme::named("brief", None).expect("it is there"));
        let themes: Vec<_> = packet.parts.iter().map(|_| Cow::Borrowed(&theme)).collect();
        let book = Book { packet: &packet, documents: packet.documents().collect(), themes: &themes };
        let mut cx = Setter::new(&theme, &fonts, &Album);
        let mut in_turn = Vec::new();
        for index in 1..packet.parts.len() {
            book.enter(index, &mut cx);
            let galley = block::article(book.documents[index], Opens::of(&packet.parts[index].kind), &mut cx);
            in_turn.push(format!("{galley:?} {:?}", std::mem::take(&mut cx.tags)));
        }
        let in_turn = told(&mut cx, &in_turn);
        assert!(!in_turn.1.is_empty() && in_turn.2 == 19 && in_turn.3.contains("is lost"), "{in_turn:?}");
        let (mut cx, mut ahead) = (Setter::new(&theme, &fonts, &Album), Ahead::default());
        assert!(ahead.take(0, &book, &mut cx).is_none());
        let mut beside = Vec::new();
        for index in 1..packet.parts.len() {
            let mut article = ahead.take(index, &book, &mut cx).expect("it is an article among several");
            beside.push(format!("{:?} {:?}", article.galley, article.setter.tags));
            cx.shaper.take_up(&mut article.setter.shaper);
            cx.sink.extend(article.setter.sink.finish());
        }
        assert!(in_turn == told(&mut cx, &beside));
    }

    #[test]
    fn an_article_alone_is_set_in_its_turn() {
        let packet = Packet::from(article(1));
        let (fonts, theme) = (Fonts::bundled(), Theme::named("brief", None).expect("it is there"));
        let themes = [Cow::Borrowed(&theme)];
        let book = Book { packet: &packet, documents: packet.documents().collect(), themes: &themes };
        let mut cx = Setter::new(&theme, &fonts, &Album);
        assert!(Ahead::default().take(0, &book, &mut cx).is_none());
    }
}
