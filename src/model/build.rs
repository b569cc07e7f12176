//! The readers' only way into a document: open, text, close. What the invariants of a document are, the
//! [`Builder`] makes true: it merges and trims text, drops what is empty and what no page can show, bounds nesting,
//! and finds a place for content that stands where it cannot.

mod attach;
mod container;
mod figure;

use super::squeeze::tidied;
use super::{Block, BlockKind, Cell, Definition, Display, Image, Inline, InlineKind, Item, PictureWidth, Table};
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
pub use container::Container;
use container::{Holds, Stands};

/// How deep containers may nest. Deeper ones dissolve into the one at the limit, and a diagnostic says so: real
/// articles stay under ten, and hostile ones would overflow the stack of whatever walks the tree.
pub const MAX_DEPTH: usize = 40;

/// Builds a document's blocks from a reader's events.
pub struct Builder {
    frames: Vec<Frame>,
    /// One entry an open call: whether it made a frame, or dissolved into the one below.
    opened: Vec<Opened>,
    flattened: Option<Span>,
    controls: Option<(usize, Span)>,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Opened {
    /// Made a frame, above this many others. Frames above that one are implied: they end with it.
    Frame { below: usize },
    /// Made none. So many frames are not implied: kept here, since looking for them among many such entries is slow.
    Dissolved { keep: usize },
}

/// A container being filled.
struct Frame {
    /// `None` for the document itself.
    container: Option<Container>,
    span: Span,
    inlines: Vec<Inline>,
    blocks: Vec<Block>,
    items: Vec<Item>,
    definitions: Vec<Definition>,
    table: Table,
    cells: Vec<Cell>,
    /// What a picture that turns out to stand alone has for a caption.
    caption: String,
}

impl Frame {
    fn new(container: Option<Container>, span: Span) -> Self {
        Self {
            container,
            span,
            inlines: Vec::new(),
            blocks: Vec::new(),
            items: Vec::new(),
            definitions: Vec::new(),
            table: Table::default(),
            cells: Vec::new(),
            caption: String::new(),
        }
    }

    fn holds(&self) -> Holds {
        self.container.as_ref().map_or(Holds::Blocks, Container::holds)
    }

    /// Loose inlines among blocks become a paragraph.
    fn flush(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        let caption = std::mem::take(&mut self.caption);
        let span = inlines.iter().fold(Span::NONE, |span, inline| span.to(inline.span));
        self.put(attach::paragraph(inlines, &caption, span), span);
    }

    /// Adds a block. Most items, cells and notes have one, and a packet holds thousands of them at a time.
    fn push(&mut self, block: Block) {
        if self.blocks.capacity() == 0 {
            self.blocks.reserve_exact(1);
        }
        self.blocks.push(block);
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// A builder with nothing in it.
    pub fn new() -> Self {
        Self { frames: vec![Frame::new(None, Span::NONE)], opened: Vec::new(), flattened: None, controls: None }
    }

    /// Opens a container. `span` is the whole of it, as far as the reader knows.
    pub fn open(&mut self, container: Container, span: Span) {
        if !matches!(container.stands(), Stands::AsBlock | Stands::AsInline) {
            self.close_implied();
        }
        let holds = self.top().holds();
        let fits = match container.stands() {
            Stands::AsBlock => holds == Holds::Blocks,
            Stands::AsInline => holds == Holds::Inlines || holds == Holds::Blocks,
            Stands::InList => holds == Holds::Items,
            Stands::InDefinitions => holds == Holds::Definitions,
            Stands::InTable => holds == Holds::Rows,
            Stands::InRow => holds == Holds::Cells,
        };
        let deep = self.frames.len() > MAX_DEPTH;
        if deep {
            self.flattened.get_or_insert(span);
        }
        if deep || !fits {
            let keep = self.explicit();
            self.opened.push(Opened::Dissolved { keep });
            if container.stands() != Stands::AsInline {
                self.separate(span);
            }
            return;
        }
        if container.stands() == Stands::AsBlock {
            self.top().flush();
        }
        self.opened.push(Opened::Frame { below: self.frames.len() });
        self.frames.push(Frame::new(Some(container), span));
    }

    /// Closes what was opened last. Without an open container it does nothing.
    pub fn close(&mut self) {
        match self.opened.pop() {
            Some(Opened::Frame { below }) => self.close_down_to(below),
            Some(Opened::Dissolved { .. }) => self.separate(Span::NONE),
            None => {}
        }
    }

    /// Closes what was opened last, as if it had never been opened if nothing is in it. Only for what stands in a
    /// list, a table or definitions: other containers that are empty are dropped anyway. Returns whether there was
    /// anything, as far as one can tell.
    pub fn close_unless_empty(&mut self) -> bool {
        let Some(Opened::Frame { below }) = self.opened.last() else {
            self.close();
            return true;
        };
        let below = *below;
        self.close_down_to(below + 1);
        let frame = self.top();
        if frame.holds() == Holds::Blocks {
            frame.flush();
        }
        frame.inlines = tidied(std::mem::take(&mut frame.inlines));
        if !frame.blocks.is_empty() || !frame.cells.is_empty() || !frame.inlines.is_empty() {
            self.close();
            return true;
        }
        self.frames.truncate(below);
        self.opened.pop();
        false
    }

    /// Words. White space, line ends included, counts as one space; control characters are left out.
    pub fn text(&mut self, text: &str, span: Span) {
        let text = self.clean(text, span, ' ');
        if text.is_empty() {
            return;
        }
        let inlines = &mut self.inline_frame().inlines;
        if let Some(Inline { kind: InlineKind::Text(before), span: whole }) = inlines.last_mut() {
            before.push_str(&text);
            *whole = whole.to(span);
        } else {
            inlines.push(Inline { kind: InlineKind::Text(text), span });
        }
    }

    /// A program's text within a line.
    pub fn code(&mut self, text: &str, span: Span) {
        let text = self.clean(text, span, ' ');
        if !text.trim().is_empty() {
            self.inline(InlineKind::Code(text), span);
        }
    }

    /// A line break that the author made.
    pub fn line_break(&mut self, span: Span) {
        self.inline(InlineKind::Break, span);
    }

    /// A picture; `caption` is used if it turns out to stand alone.
    pub fn image(&mut self, mut image: Image, caption: &str, span: Span) {
        image.alt = self.clean(&image.alt, span, ' ').split_whitespace().collect::<Vec<_>>().join(" ");
        let caption = self.clean(caption, span, ' ');
        self.inline(InlineKind::Image(Box::new(image)), span);
        self.inline_frame().caption = caption;
    }

    /// How wide the picture is that was added last; whether one was, right before.
    pub fn picture_width(&mut self, width: PictureWidth) -> bool {
        match self.top().inlines.last_mut().map(|last| &mut last.kind) {
            Some(InlineKind::Image(image)) => {
                image.width = width;
                true
            }
            _ => false,
        }
    }

    /// A formula, as LaTeX writes it.
    pub fn math(&mut self, tex: &str, display: Display, span: Span) {
        let tex = self.clean(tex, span, ' ').split_whitespace().collect::<Vec<_>>().join(" ");
        if !tex.is_empty() {
            self.inline(InlineKind::Math { tex: tex.into(), display }, span);
        }
    }

    /// A further call to a note.
    pub fn note_again(&mut self, label: &str, span: Span) {
        self.inline(InlineKind::NoteAgain(label.to_owned()), span);
    }

    /// Preformatted text; final line ends are cut.
    pub fn code_block(&mut self, language: Option<&str>, text: &str, span: Span) {
        let text = self.clean(text, span, '\n');
        let text = text.trim_end_matches('\n').to_owned();
        let language = language.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        self.block(BlockKind::Code { language, text }, span);
    }

    /// A break between scenes or thoughts.
    pub fn rule(&mut self, span: Span) {
        self.block(BlockKind::Rule, span);
    }

    /// The blocks. Containers still open are closed.
    pub fn finish(mut self) -> Built {
        while !self.opened.is_empty() {
            self.close();
        }
        self.top().flush();
        let mut document = self.frames.pop().expect("the document's frame is never closed");
        // A packet holds a thousand documents at a time.
        document.blocks.shrink_to_fit();
        Built { blocks: document.blocks, flattened: self.flattened, controls: self.controls }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the document's frame is never closed")
    }

    /// The frame that takes inlines now. Words that stand directly in a list, a table or a row get an item, a row
    /// or a cell of their own: nothing is lost.
    fn inline_frame(&mut self) -> &mut Frame {
        loop {
            let missing = match self.top().holds() {
                Holds::Blocks | Holds::Inlines => break,
                Holds::Items => Container::Item { task: None },
                Holds::Definitions => Container::Meaning,
                Holds::Rows => Container::Row,
                Holds::Cells => Container::Cell,
            };
            self.frames.push(Frame::new(Some(missing), Span::NONE));
        }
        self.top()
    }

    fn close_implied(&mut self) {
        self.close_down_to(self.explicit());
    }

    /// How many frames there are up to the innermost that a reader opened.
    fn explicit(&self) -> usize {
        match self.opened.last() {
            Some(Opened::Frame { below }) => below + 1,
            Some(Opened::Dissolved { keep }) => *keep,
            None => 1,
        }
    }

    fn close_down_to(&mut self, count: usize) {
        while self.frames.len() > count.max(1) {
            let frame = self.frames.pop().expect("more than one frame is left");
            self.attach(frame);
        }
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        self.inline_frame().inlines.push(Inline { kind, span });
    }

    fn block(&mut self, kind: BlockKind, span: Span) {
        let frame = self.inline_frame();
        if frame.holds() == Holds::Blocks {
            frame.flush();
            frame.push(Block { kind, span });
        } else if let BlockKind::Code { text, .. } = kind {
            // Preformatted text in a line: what remains of it is its words, apart from those around it.
            self.text(" ", span);
            self.inline(InlineKind::Code(text.replace(['\n', '\t'], " ")), span);
            self.text(" ", span);
        }
    }

    /// Keeps the words of a dissolved block apart from their neighbours.
    fn separate(&mut self, span: Span) {
        let top = self.top();
        match top.holds() {
            Holds::Blocks => top.flush(),
            Holds::Inlines => self.text(" ", span),
            _ => {}
        }
    }

    fn clean(&mut self, text: &str, span: Span, line_end: char) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        // Nearly all of it can be shown, and goes over in one piece.
        loop {
            let at = shown(rest);
            if at == rest.len() {
                break;
            }
            let (plain, from) = rest.split_at(at);
            out.push_str(plain);
            let Some(c) = from.chars().next() else { break };
            rest = &from[c.len_utf8()..];
            match c {
                '\n' | '\u{2028}' | '\u{2029}' => out.push(line_end),
                // What a makefile means by one, spaces do not.
                '\t' if line_end == '\n' => out.push('\t'),
                '\t' | '\u{b}' | '\u{c}' => out.push(' '),
                '\r' | '\u{feff}' => {}
                c if c.is_control() || is_noncharacter(c) => {
                    let (count, _) = self.controls.get_or_insert((0, span));
                    *count += 1;
                }
                c => out.push(c),
            }
        }
        out.push_str(rest);
        out
    }
}

/// What a builder made.
#[derive(Debug)]
pub struct Built {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    flattened: Option<Span>,
    controls: Option<(usize, Span)>,
}

impl Built {
    /// The blocks; what had to be mended is told.
    pub fn tell(self, sink: &mut Sink) -> Vec<Block> {
        if let Some(span) = self.flattened {
            let message = format!("blocks nest deeper than {MAX_DEPTH} levels; the deeper ones were set at that level");
            sink.push(Diagnostic::new(Code::NestingTooDeep, message, span));
        }
        if let Some((count, span)) = self.controls {
            let message = format!("{count} control character{} left out", if count == 1 { " was" } else { "s were" });
            sink.push(Diagnostic::new(Code::ControlCharacter, message, span));
        }
        self.blocks
    }
}

/// How many bytes at the beginning are printable ASCII. Processors look at all of a step at once.
pub(crate) fn printable(bytes: &[u8]) -> usize {
    const STEP: usize = 32;
    let (steps, _) = bytes.as_chunks::<STEP>();
    let is_other = |byte: u8| byte.wrapping_sub(b' ') > b'~' - b' ';
    let has_none = |step: &&[u8; STEP]| step.iter().fold(0, |any, byte| any | u8::from(is_other(*byte))) == 0;
    let whole = STEP * steps.iter().take_while(has_none).count();
    whole + bytes[whole..].iter().take_while(|byte| !is_other(**byte)).count()
}

/// How much of a text, from its beginning, is neither a line end nor a control character nor a thing like it.
fn shown(text: &str) -> usize {
    let mut at = 0;
    loop {
        at += printable(&text.as_bytes()[at..]);
        let rest = &text[at..];
        let is_shown = |c: &char| {
            let is_line_end = matches!(c, '\u{2028}' | '\u{2029}');
            !c.is_control() && !is_line_end && *c != '\u{feff}' && !is_noncharacter(*c)
        };
        let length: usize = rest.chars().take_while(is_shown).take_while(|c| !c.is_ascii()).map(char::len_utf8).sum();
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// Code points that Unicode reserves for internal use; XML forbids some of them.
pub(super) fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(u32::from(c), 0xfdd0..=0xfdef)
}

#[cfg(test)]
mod tests;
