//! What comes behind the articles: where they are from, and how the packet was made.

use super::super::finds::links::Reach;
use super::words::{
    address, apart, block, bullets, definitions, emph, heading, joined, line_break, named_pages, pages, paragraph, text,
};
use super::{Piece, Work};
use crate::model::{Block, BlockKind, Closing, Figures, Inline, Item, List, ListKind, Numbering};
use crate::source::Span;

impl Work<'_> {
    /// Where each article is from and who holds the rights, as numbered as the articles; then every address once.
    /// There are tens of thousands of them in a large packet: each that was found makes room for its line.
    pub(super) fn sources(&mut self) -> Vec<Block> {
        let mut said = Vec::new();
        let counted = self.articles.iter().enumerate().all(|(index, piece)| piece.number == (index + 1).to_string());
        let sources = self.articles.iter().enumerate().map(|(index, piece)| (&piece.number, self.source(index, piece)));
        if counted {
            let item = |source| Item { task: None, content: vec![source], span: Span::NONE };
            let items = sources.filter_map(|(_, source)| paragraph(source)).map(item).collect();
            let style = Numbering { figures: Figures::Decimal, closing: Closing::Period };
            said.push(block(BlockKind::List(List { kind: ListKind::Numbered { start: 1, style }, items })));
        } else {
            said.extend(definitions(sources.map(|(number, source)| (text(number), source))));
        }
        let links = std::mem::take(&mut self.gathered.links).into_iter().map(|link| {
            let host = link.host.as_deref().map(|host| format!("({host})")).unwrap_or_default();
            let short = if link.reach == Reach::Shortened { text(self.labels.shortened) } else { Vec::new() };
            let said = joined([address(&link.url), text(&host), short], " ");
            joined([said, pages(self.all_at(&link.places))], self.comma())
        });
        if let Some(list) = bullets(links) {
            said.extend(heading(self.labels.links));
            said.push(list);
        }
        said
    }

    /// "Anna Petrova: What Moscow Wants. Kommersant, 12 November 2026. https://…, retrieved …. Rights. Page."
    fn source(&self, index: usize, piece: &Piece) -> Vec<Inline> {
        let meta = &piece.meta;
        let kept = |words: Option<&str>| apart(words.unwrap_or_default(), piece.around);
        let what = joined([text(&kept(self.authors(meta).as_deref())), piece.title()], ": ");
        let date = meta.date.as_ref().map(|date| self.shown(date)).unwrap_or_default();
        let place = joined([emph(&kept(meta.publication.as_deref())), text(&date)], self.comma());
        let url = meta.url.as_deref().map(address).unwrap_or_default();
        let retrieved = piece.plan.retrieved.as_ref();
        let retrieved =
            retrieved.map(|date| format!("{} {}", self.labels.retrieved, self.shown(date))).unwrap_or_default();
        let rights = kept(meta.rights.as_deref());
        let said = joined([what, place, url, text(&retrieved), text(&rights)], ". ");
        let at = named_pages(vec![self.start(index)]);
        joined([said, at], ". ")
    }

    /// How much there is, how it was made, and what tells this edition from another.
    pub(super) fn colophon(&self) -> Vec<Block> {
        let made = format!("Offprint {}", env!("CARGO_PKG_VERSION"));
        let manifest = self.manifest;
        let lines = [self.extent(), manifest.rights.clone().unwrap_or_default(), manifest.handling.clone(), made];
        let lines = lines.iter().map(|line| text(line)).filter(|line| !line.is_empty());
        let said = lines.enumerate().flat_map(|(index, line)| (index > 0).then(line_break).into_iter().chain(line));
        paragraph(said.collect()).into_iter().collect()
    }
}
