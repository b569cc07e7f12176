//! Parts → pages. Each part is set once; those that name pages (contents, an index) are set again when the pages are
//! known, until nothing changes. Then all are furnished with what needs to know the whole: numbers, heads, tabs.

use super::ahead::{self, Ahead};
use super::block::{self, Opens};
use super::frame::{Item, Layout, Page, TagTree};
use super::labels::{Counter, Labels, Standing, prefix};
use super::page::{self, Body, Furniture, Heads, Tab};
use super::report::Reviser;
use super::setter::Setter;
use super::{bookmarks, front, heads, language_of};
use crate::diag::Code;
use crate::lang::Language;
use crate::length::Abs;
use crate::model::{Document, InlineKind, PageRef, Visit};
use crate::packet::{Bookmarks, Entry, FrontMatter, Matter, Packet, Part, PartKind, Starts};
use crate::source::Span;
use crate::style::{Links, Sides, Theme};
use std::borrow::Cow;
use std::sync::Arc;

/// How often parts that name pages are set at most. Twice serves unless a list's own length moves what it names.
const PASSES: usize = 4;

/// What is laid out.
pub(super) struct Book<'a> {
    pub packet: &'a Packet,
    /// What each part says, as it is printed.
    pub documents: Vec<&'a Document>,
    /// The theme of each part.
    pub themes: &'a [Cow<'a, Theme>],
}

/// A part, set, but not yet numbered.
struct Set {
    bodies: Vec<Body>,
    tags: TagTree,
    /// The numbers of pages that it was set with.
    named: Vec<String>,
    /// The page on which it begins, from 1; a page before it may be left empty.
    first: usize,
    /// How far down it begins on the last page of the part before it, if it stands there.
    joined: Option<Abs>,
}

impl Set {
    fn end(&self) -> usize {
        self.first + self.bodies.len()
    }
}

impl<'a> Book<'a> {
    /// Sets, numbers and furnishes all parts.
    pub fn lay_out(&self, cx: &mut Setter<'a>) -> Layout {
        let sets = self.settle(cx);
        let folios = self.number(&sets, cx);
        let total = folios.len();
        let mut folios = folios.into_iter();
        let mut layout = Layout { binding: cx.binding, ..Layout::default() };
        let mut reviser = Reviser::default();
        let labels = language_of(self.packet).unwrap_or_default().packet_labels();
        for (index, set) in sets.into_iter().enumerate() {
            self.enter(index, cx);
            reviser.read(&set.bodies, set.first, cx.frame(), cx.theme);
            if let Some(by) = set.joined {
                self.mark_pages(index, &mut layout, None, cx);
                layout.join(set, by, cx);
                continue;
            }
            self.check_addendum(index, &layout, cx);
            let heads = heads(self.packet, index, self.documents[index]);
            let furniture = Furniture {
                heads: &heads,
                dress: &self.packet.dress,
                total,
                tab: self.tab(index),
                tags: &set.tags,
                kind: &self.packet.parts[index].kind,
                labels,
            };
            if layout.pages.len() + 1 < set.first {
                let folio = folios.next().unwrap_or_default();
                let bare = Furniture { tab: None, ..furniture };
                layout.pages.push(page::blank(folio, set.first - 1, &bare, cx));
            }
            self.mark_pages(index, &mut layout, folios.as_slice().first(), cx);
            let own: Vec<String> = folios.by_ref().take(set.bodies.len()).collect();
            let pages = page::furnish(set.bodies, own, set.first, &furniture, cx);
            layout.add(pages, set.tags);
        }
        layout.report = reviser.finish();
        // Pages that are left empty are pages of the file all the same.
        layout.report.figures.pages = layout.pages.len();
        layout
    }

    /// Tells of late pages whose numbers follow one that no page before them has.
    fn check_addendum(&self, index: usize, layout: &Layout, cx: &mut Setter<'a>) {
        let PartKind::Article(article) = &self.packet.parts[index].kind else { return };
        let Some(addendum) = &article.addendum else { return };
        if layout.pages.iter().any(|page| page.folio == addendum.after) {
            return;
        }
        let title = self.documents[index].meta.title_text().unwrap_or_default();
        let message = format!("{title} is to follow page {}, and no page before it has that number", addendum.after);
        cx.tell(Code::PageNotFound, message, Span::NONE);
    }

    /// A page with nothing on it but its number.
    pub fn nothing(&self, cx: &mut Setter<'a>) -> Vec<Page> {
        let labels = language_of(self.packet).unwrap_or_default().packet_labels();
        let (heads, kind, tags) = (Heads::default(), PartKind::Notes { pages: 1 }, TagTree::default());
        let dress = &self.packet.dress;
        let furniture = Furniture { heads: &heads, dress, total: 1, tab: None, tags: &tags, kind: &kind, labels };
        page::furnish(vec![Body::default()], vec!["1".to_owned()], 1, &furniture, cx)
    }

    /// Sets all parts, and those that name pages until the pages they name are right.
    fn settle(&self, cx: &mut Setter<'a>) -> Vec<Set> {
        let mut sets = Vec::with_capacity(self.packet.parts.len());
        let mut ahead = Ahead::default();
        for index in 0..self.packet.parts.len() {
            let set = ahead.take(index, self, cx);
            let first = self.first(index, sets.last().map_or(1, Set::end), cx);
            sets.push(match set {
                Some(article) => page(article, first, cx),
                None => self.set(index, first, cx),
            });
        }
        if self.packet.parts.len() < 2 {
            return sets;
        }
        self.push_together(&mut sets, cx);
        let names: Vec<Vec<PageRef>> = (0..sets.len()).map(|index| self.named(index)).collect();
        for _ in 0..PASSES {
            let folios = self.number(&sets, cx);
            Arc::make_mut(&mut cx.labels).number(folios);
            let stale = |index: &usize| labels_of(&names[*index], &cx.labels) != sets[*index].named;
            let stale: Vec<usize> = (0..sets.len()).filter(stale).collect();
            if stale.is_empty() {
                break;
            }
            for index in stale {
                sets[index] = self.set_again(index, sets[index].first, cx);
            }
            self.push_together(&mut sets, cx);
        }
        sets
    }

    /// Lets every part begin behind the one before it, or on its last page. A part whose side changes is set again:
    /// facing pages are made for one another.
    fn push_together(&self, sets: &mut [Set], cx: &mut Setter<'a>) {
        let mut page = 1;
        for index in 0..sets.len() {
            let (before, rest) = sets.split_at_mut(index);
            let Some(set) = rest.first_mut() else { break };
            set.joined = before.last().and_then(|before| self.joins(index, set, before, cx));
            if set.joined.is_some() {
                set.first = page - 1;
                continue;
            }
            let first = self.first(index, page, cx);
            if first % 2 == set.first % 2 {
                set.first = first;
            } else {
                *set = self.set_again(index, first, cx);
            }
            page = set.end();
        }
    }

    /// How far down on the last page of the part before it a part begins, if the two go on behind one another and it has
    /// room there, whole: a page for three names would be one to turn for nothing.
    fn joins(&self, index: usize, set: &Set, before: &Set, cx: &mut Setter<'a>) -> Option<Abs> {
        /// White above its title, in lines.
        const WHITE: usize = 3;
        if !self.goes_on(index.checked_sub(1)?, index) || self.themes[index] != self.themes[index - 1] {
            return None;
        }
        let ([body], Some(last)) = (set.bodies.as_slice(), before.bodies.last()) else { return None };
        if !body.notes.is_empty() || !last.notes.is_empty() {
            return None;
        }
        self.enter(index, cx);
        let (leading, drop) = (cx.theme.body.leading, cx.theme.opener.drop);
        let beside = |body: &Body| body.side.iter().map(|(y, vbox)| *y + vbox.height).max().unwrap_or_default();
        let below = |body: &Body| body.bottom().max(beside(body));
        let bottom = (before.joined.unwrap_or_default() + below(last)).ceil_to(leading);
        let top = bottom + leading * WHITE.saturating_sub(drop) as i64;
        (top + below(body) <= cx.frame().height).then_some(top)
    }

    /// Whether a part may go on behind another on its page: lists that are looked up, and what tells how the packet was made;
    /// and articles, if the packet says so and none of them came in late.
    fn goes_on(&self, before: usize, index: usize) -> bool {
        const LISTS: [Matter; 6] =
            [Matter::People, Matter::Glossary, Matter::Acronyms, Matter::Chronology, Matter::Sources, Matter::Colophon];
        let [before, part] = [before, index].map(|index| &self.packet.parts[index]);
        match (&before.kind, &part.kind) {
            (PartKind::Matter(one), PartKind::Matter(other)) => LISTS.contains(one) && LISTS.contains(other),
            (PartKind::Article(one), PartKind::Article(other)) => {
                let in_time = one.addendum.is_none() && other.addendum.is_none();
                self.packet.dress.starts == Starts::RunOn && in_time && before.section == part.section
            }
            _ => false,
        }
    }

    /// The page on which a part begins if the page that comes next is `next`.
    fn first(&self, index: usize, next: usize, cx: &mut Setter<'a>) -> usize {
        self.enter(index, cx);
        let dress = &self.packet.dress;
        // Behind front matter that is numbered by itself the text begins at 1: an odd page, which is a right-hand one.
        let is_one = dress.numbering.front == FrontMatter::Roman && index == self.main();
        let recto = (dress.starts == Starts::Recto || is_one) && next.is_multiple_of(2);
        next + usize::from(recto && cx.theme.page.sides == Sides::Mirrored)
    }

    /// Sets a part once more: what it tells was told.
    fn set_again(&self, index: usize, first: usize, cx: &mut Setter<'a>) -> Set {
        let told = std::mem::take(&mut cx.sink);
        let set = self.set(index, first, cx);
        cx.sink = told;
        set
    }

    fn set(&self, index: usize, first: usize, cx: &mut Setter<'a>) -> Set {
        self.enter(index, cx);
        let document = self.documents[index];
        cx.language = document.meta.language.clone().unwrap_or_default();
        let part = &self.packet.parts[index];
        let bodies = match &part.kind {
            PartKind::Cover(cover) => front::cover(document, cover, &self.packet.dress, cx),
            PartKind::Contents(entries) => contents(document, entries, first, cx),
            PartKind::Divider => {
                let galley = front::divider(document, self.letter(index), cx);
                page::paginate(galley.items, cx.frame(), first, cx)
            }
            PartKind::Notes { pages } => front::notes(document, *pages, cx),
            PartKind::Article(about) => {
                let galley = block::article(document, Opens::Article(about), cx);
                page::paginate(galley.items, cx.frame(), first, cx)
            }
            PartKind::Matter(Matter::Index) => front::index(document, cx),
            PartKind::Matter(_) => {
                let galley = block::article(document, Opens::Matter, cx);
                page::paginate(galley.items, cx.frame(), first, cx)
            }
        };
        Set {
            bodies,
            tags: std::mem::take(&mut cx.tags),
            named: labels_of(&self.named(index), &cx.labels),
            first,
            joined: None,
        }
    }

    /// The places that a part names the pages of, in order.
    fn named(&self, index: usize) -> Vec<PageRef> {
        struct Named(Vec<PageRef>);
        impl Visit for Named {
            fn inline(&mut self, inline: &crate::model::Inline) {
                if let InlineKind::Pages(places, _) = &inline.kind {
                    self.0.extend(places);
                }
            }
        }
        let mut found = Named(Vec::new());
        match &self.packet.parts[index].kind {
            PartKind::Contents(entries) => {
                found.0.extend(entries.iter().filter_map(|entry| match entry {
                    Entry::Part { at, .. } => Some(*at),
                    Entry::Section(_) => None,
                }));
            }
            // Articles refer to no pages, but where links are printed: to look for any in all would be work for nothing.
            PartKind::Article(_) if self.themes[index].links == Links::None => {}
            PartKind::Article(_)
            | PartKind::Cover(_)
            | PartKind::Divider
            | PartKind::Matter(_)
            | PartKind::Notes { .. } => {
                found.document(self.documents[index]);
            }
        }
        found.0
    }

    /// Makes the setter ready for a part.
    pub fn enter(&self, index: usize, cx: &mut Setter<'a>) {
        cx.theme = &self.themes[index];
        cx.prefix = if self.packet.parts.len() > 1 { prefix(index) } else { String::new() };
        let language = &self.documents[index].meta.language;
        if cx.language.tag() != language.as_ref().map_or("en", Language::tag) {
            cx.language = language.clone().unwrap_or_default();
        }
    }

    /// The printed numbers of all pages, empty ones too; where each anchor is, is noted.
    fn number(&self, sets: &[Set], cx: &mut Setter) -> Vec<String> {
        let labels = Arc::make_mut(&mut cx.labels);
        labels.clear();
        let mut counter = Counter::new(&self.packet.dress.numbering);
        let mut folios = Vec::new();
        let main = self.main();
        for (index, set) in sets.iter().enumerate() {
            let part = &self.packet.parts[index];
            let after = match &part.kind {
                PartKind::Article(article) => article.addendum.as_ref().map(|addendum| addendum.after.as_str()),
                _ => None,
            };
            let standing = Standing { front: index < main, letter: self.letter(index), after };
            let here = folios.len() - usize::from(set.joined.is_some());
            let blank = set.first - 1 - here;
            labels.begins(index, here + blank);
            for (page, body) in set.bodies.iter().enumerate() {
                let columns = body.boxes.iter().chain(&body.side).chain(&body.notes);
                for placed in columns.flat_map(|(_, vbox)| &vbox.items) {
                    if let Item::Anchor(anchor) = &placed.item {
                        labels.note(anchor, here + blank + page);
                    }
                }
            }
            if set.joined.is_none() {
                folios.extend(counter.blank(blank));
                folios.extend(counter.part(&standing, set.bodies.len()));
            }
        }
        folios
    }

    /// The index of the first part of the text proper: what stands before it is front matter.
    fn main(&self) -> usize {
        let is_text = |part: &Part| matches!(part.kind, PartKind::Article(_) | PartKind::Divider);
        self.packet.parts.iter().position(is_text).unwrap_or(0)
    }

    /// The letter of a part's section.
    fn letter(&self, index: usize) -> Option<&str> {
        let section = self.packet.sections.get(self.packet.parts[index].section?)?;
        (!section.letter.is_empty()).then_some(section.letter.as_str())
    }

    /// The tab at the edge of a part's pages, if there are several sections.
    fn tab(&self, index: usize) -> Option<Tab<'_>> {
        let section = self.packet.parts[index].section?;
        let letter = self.letter(index)?;
        let of = self.packet.sections.len();
        (of > 1).then_some(Tab { letter, place: section, of })
    }

    /// Adds a part's bookmarks. Those of a section's parts stand below that of its divider. A part that has no page of
    /// its own begins on the last there is.
    fn mark_pages(&self, index: usize, layout: &mut Layout, folio: Option<&String>, cx: &mut Setter) {
        let part = &self.packet.parts[index];
        let mut bookmark = bookmarks(self.documents[index], cx);
        if bookmark.title.is_empty() {
            return;
        }
        if self.packet.dress.bookmarks == Bookmarks::WithPages
            && let Some(folio) = folio.or(layout.pages.last().map(|page| &page.folio))
        {
            bookmark.title = format!("{} · {folio}", bookmark.title);
        }
        let divided = |before: &Part| matches!(before.kind, PartKind::Divider) && before.section == part.section;
        let within = part.section.is_some() && self.packet.parts[..index].iter().any(divided);
        match layout.outline.last_mut() {
            Some(section) if within => section.children.push(bookmark),
            _ => layout.outline.push(bookmark),
        }
    }
}

/// Pages an article that was set ahead, and takes up what its setter gathered.
fn page<'a>(article: ahead::Article<'a>, first: usize, cx: &mut Setter<'a>) -> Set {
    let ahead::Article { galley, setter: mut own } = article;
    // What it learned others have by now; what they learned serves here.
    cx.shaper.take_up(&mut own.shaper);
    std::mem::swap(&mut cx.shaper, &mut own.shaper);
    let bodies = page::paginate(galley.items, own.frame(), first, &mut own);
    std::mem::swap(&mut cx.shaper, &mut own.shaper);
    cx.sink.extend(own.sink.finish());
    Set { bodies, tags: own.tags, named: Vec::new(), first, joined: None }
}

impl Layout {
    /// Puts a part on the last page, so far down.
    fn join(&mut self, set: Set, by: Abs, cx: &mut Setter) {
        let moved = self.tags.append(set.tags.clone());
        let Some(page) = self.pages.last_mut() else { return };
        for mut body in set.bodies {
            body.boxes.iter_mut().chain(&mut body.side).for_each(|(y, _)| *y += by);
            let from = page.items.len();
            page::add(body, page, &set.tags, cx);
            page.items[from..].iter_mut().for_each(|placed| placed.tag = placed.tag.moved(moved));
        }
    }

    /// Adds a part's pages, whose tags are of its own tree.
    fn add(&mut self, pages: Vec<Page>, tags: TagTree) {
        let by = self.tags.append(tags);
        for mut page in pages {
            for placed in &mut page.items {
                placed.tag = placed.tag.moved(by);
            }
            self.pages.push(page);
        }
    }
}

/// Sets the contents. Where a page more would hold next to nothing, the white between the entries shrinks until it is
/// saved; if that does not save it, they stand as they look best.
fn contents<'a>(document: &'a Document, entries: &'a [Entry], first: usize, cx: &mut Setter<'a>) -> Vec<Body> {
    /// What share of its last page a text must fill to be worth one.
    const LEAST: (i64, i64) = (2, 5);
    // Its lines are equally far apart, however few there are on a page.
    let frame = page::Frame { elastic: Abs::MAX, ..cx.frame() };
    let set = |air: front::Air, cx: &mut Setter<'a>| {
        cx.tags = TagTree::default();
        let galley = front::contents(document, entries, air, cx);
        page::paginate(galley.items, frame, first, cx)
    };
    let loose = set(front::Air::Loose, cx);
    let spills =
        loose.len() > 1 && loose.last().is_some_and(|last| last.bottom() < frame.height.times(LEAST.0, LEAST.1));
    if !spills {
        return loose;
    }
    let told = std::mem::take(&mut cx.sink);
    let tried = front::Air::ALL.into_iter().skip(1).map(|air| set(air, cx)).find(|tried| tried.len() < loose.len());
    let bodies = tried.unwrap_or_else(|| set(front::Air::Loose, cx));
    cx.sink = told;
    bodies
}

fn labels_of(places: &[PageRef], labels: &Labels) -> Vec<String> {
    places.iter().map(|place| labels.of(place).to_owned()).collect()
}
