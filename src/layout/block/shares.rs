//! A long article in shares: stretches of its blocks that are set beside one another, where there are cores for it, and
//! then joined. Where shares begin depends on the article alone, and what is in one does not depend on the others, so
//! the galley is the same whoever sets it.

use super::super::frame::{Graft, TagId};
use super::super::galley::Galley;
use super::super::inline::Opening;
use super::super::setter::Setter;
use super::stack::stack_range;
use super::{Place, paragraph};
use crate::length::Abs;
use crate::model::{Block, BlockKind, Inline, InlineKind, Visit, plain};
use crate::style::HeadingPlace;
use rayon::prelude::*;
use std::ops::Range;

/// How many bytes of text a share has at least: some fifteen pages. What stands in a note column is shorter, so a share
/// need not look at what is above it.
const SHARE: usize = 32 << 10;

/// Fewer blocks are not worth the counting.
const FEW: usize = 128;

/// As [`super::stack`], for an article's own blocks.
pub(super) fn stack<'a>(blocks: &'a [Block], place: Place, opening: Opening, cx: &mut Setter<'a>, galley: &mut Galley) {
    let shares = shares(blocks, cx);
    if shares.len() < 2 {
        return stack_range(blocks, 0..blocks.len(), place, opening, cx, galley);
    }
    Pictures(cx).blocks(blocks);
    let forks = shares.into_iter().map(|share| (share.clone(), fork(blocks, share, cx))).collect();
    let at = place.tag;
    let place = place.within(TagId::ROOT);
    let mut set = cx.beside(forks, |share: Range<usize>, cx| {
        let mut galley = Galley::default();
        let opening = if share.start == 0 { opening } else { Opening::No };
        stack_range(blocks, share, place, opening, cx, &mut galley);
        galley
    });
    let grafts: Vec<Graft> = set.iter_mut().map(|(_, share)| cx.join(share, at)).collect();
    set.par_iter_mut().zip(grafts).for_each(|((galley, _), graft)| galley.retag(graft));
    set.into_iter().for_each(|(share, _)| galley.items.extend(share.items));
}

/// Where an article is parted: before headings that follow a paragraph, which look at nothing above them.
fn shares(blocks: &[Block], cx: &Setter) -> Vec<Range<usize>> {
    let mut shares = Vec::new();
    // A note beside the text may stand beside another share.
    if blocks.len() < FEW || (cx.theme.page.note_column > Abs::ZERO && cx.notes.any_beside()) {
        return shares;
    }
    let (mut start, mut size) = (0, Size(0));
    for (index, block) in blocks.iter().enumerate() {
        if size.0 >= SHARE && begins_anew(&blocks[..=index], cx) {
            shares.push(start..index);
            (start, size) = (index, Size(0));
        }
        size.blocks(std::slice::from_ref(block));
    }
    shares.push(start..blocks.len());
    shares
}

/// Whether the last of some blocks is a heading on lines of its own that follows a line of text.
fn begins_anew(blocks: &[Block], cx: &Setter) -> bool {
    // A paragraph behind a table or a picture may be its credit, which is set with it.
    let [.., before, above, last] = blocks else { return false };
    let credited = matches!(before.kind, BlockKind::Table(_) | BlockKind::Figure(_));
    // One that is nothing but decoration may not be set at all.
    let says = matches!(&above.kind, BlockKind::Paragraph(content) if !plain(content).trim().is_empty());
    let follows = says && !credited;
    matches!(last.kind, BlockKind::Heading { level, .. } if follows && cx.theme.heading(level.get()).place != HeadingPlace::RunIn)
}

/// Counts bytes of text.
struct Size(usize);

impl Visit for Size {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Code { text, .. } = &block.kind {
            self.0 += text.len();
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            self.0 += text.len();
        }
    }
}

/// Loads all pictures, in the order of the text: their numbers are those of the whole.
pub(in crate::layout) struct Pictures<'s, 'a>(pub &'s mut Setter<'a>);

impl Visit for Pictures<'_, '_> {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.0.picture(&figure.image, block.span);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Image(image) = &inline.kind {
            self.0.picture(image, inline.span);
        }
    }
}

/// A setter for a share, with the numbers of its headings; `cx` has then counted them.
fn fork<'a>(blocks: &[Block], share: Range<usize>, cx: &mut Setter<'a>) -> Setter<'a> {
    let fork = cx.fork();
    for index in share {
        if let BlockKind::Heading { level, .. } = blocks[index].kind
            && paragraph::runs_into(blocks, index, cx).is_none()
        {
            paragraph::count(level, cx);
        }
    }
    fork
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::super::super::frame::Role;
    use super::super::{Acronyms, Balance};
    use super::*;
    use crate::font::Fonts;
    use crate::model::{Anchors, Builder, Container, Document, Image, Level, Notes, Target};
    use crate::resource::NoResources;
    use crate::source::Span;
    use crate::style::{Numbering, Theme};

    /// Headings of two levels with paragraphs below, which call notes, lead to other places, show a picture that is not
    /// there and a sign that no face has.
    fn long() -> Document {
        let mut builder = Builder::new();
        let within = |builder: &mut Builder, container: Container, text: &str| {
            builder.open(container, Span::NONE);
            builder.text(text, Span::NONE);
            builder.close();
        };
        for part in 0..36 {
            let level = Level::new(2 + part % 2);
            within(&mut builder, Container::Heading { level, anchor: None }, &format!("Part {part}"));
            for paragraph in 0..4 {
                builder.open(Container::Paragraph, Span::NONE);
                for word in 0..60 {
                    builder.text(&format!("word{} and 中 ", (word * 7 + part * paragraph) % 97), Span::NONE);
                }
                builder.open(Container::Note { label: format!("{part}-{paragraph}") }, Span::NONE);
                within(&mut builder, Container::Paragraph, "What was said there.");
                builder.close();
                let target = Target::Anchor(format!("part-{}", part / 2));
                within(&mut builder, Container::Link(target), "See there.");
                let image = Image { reference: "none.png".to_owned(), alt: "A lock".to_owned(), ..Image::default() };
                builder.image(image, "", Span::NONE);
                builder.close();
            }
            builder.code_block(Some("rust"), "fn main() {}", Span::NONE);
            within(&mut builder, Container::Paragraph, "So it was.");
        }
        Document { blocks: builder.finish().blocks, ..Document::default() }
    }

    /// What is set, what it belongs to, and what was told and counted on the way.
    fn set<'a>(
        document: &'a Document,
        theme: &'a Theme,
        fonts: &'a Fonts,
        stack: impl Fn(Place, &mut Setter<'a>, &mut Galley),
    ) -> [String; 5] {
        let mut cx = Setter::new(theme, fonts, &NoResources);
        cx.anchors = Anchors::of(&document.blocks).into();
        cx.notes = Notes::of(document).into();
        cx.article = Some(&document.blocks);
        cx.counters = (theme.numbering != Numbering::None).then(Vec::new);
        let place = Place {
            left: Abs::ZERO,
            measure: theme.page.measure,
            style: &theme.body,
            tag: cx.tags.add(Role::Article, TagId::ROOT),
            acronyms: Acronyms::Plain,
            depth: 0,
            balance: Balance::Fill,
        };
        let mut galley = Galley::default();
        stack(place, &mut cx, &mut galley);
        let mut missing: Vec<_> = cx.shaper.missing.drain().collect();
        missing.sort_unstable();
        let told = cx.sink.finish();
        assert!(!missing.is_empty() && !told.is_empty());
        [
            format!("{galley:?}"),
            format!("{:?}", cx.tags),
            format!("{missing:?}"),
            format!("{told:?}"),
            format!("{:?}", cx.counters),
        ]
    }

    #[test]
    fn a_galley_in_shares_is_the_galley_in_one() {
        let (document, fonts) = (long(), Fonts::bundled());
        let blocks = &document.blocks;
        for name in ["brief", "report", "booklet"] {
            let theme = Theme::named(name, None).expect("it is there");
            let one = set(&document, &theme, &fonts, |place, cx, galley| {
                stack_range(blocks, 0..blocks.len(), place, Opening::No, cx, galley);
            });
            let several = set(&document, &theme, &fonts, |place, cx, galley| {
                assert!(shares(blocks, cx).len() > 2);
                stack(blocks, place, Opening::No, cx, galley);
            });
            for (one, several) in one.iter().zip(&several) {
                assert!(one == several, "{name}");
            }
        }
    }
}
