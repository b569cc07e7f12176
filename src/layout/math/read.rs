//! The parser's events → lists of atoms.

use super::alphabet::drawn;
use super::content::{self, Said};
use super::list::{
    Accent, Align, Atom, Class, Column, Core, Fence, Fraction, Grid, GridKind, Hold, Item, Length, Level, List, Root,
    Row, Scripts, Side, Stand, Symbol, Width,
};
use crate::length::Abs;
use crate::tex::{self, mark};
use pulldown_latex::event::{
    ArrayColumn, ColumnAlignment, Content, Dimension, DimensionUnit, EnvironmentFlow, Event, Font, Grouping,
    ScriptPosition, ScriptType, StateChange, Style, Visual,
};

/// How deep lists may nest: what sets them recurses.
const DEEPEST: usize = 150;

/// The list of a formula. The error says why it cannot be set.
pub(super) fn list(source: &str) -> Result<List, String> {
    nested(source, 0)
}

/// The list of a formula within words that are so deep in another.
pub(super) fn nested(source: &str, depth: usize) -> Result<List, String> {
    tex::read(source, |events| {
        let mut reader = Reader { events: &events, at: 0, font: None, fences: 0, depth };
        let list = reader.list()?;
        match reader.events.get(reader.at) {
            None => Ok(list),
            Some(_) => Err("it is not nested as it should be".to_owned()),
        }
    })
}

struct Reader<'e, 't> {
    events: &'e [Event<'t>],
    at: usize,
    font: Option<Font>,
    /// How many fences are open.
    fences: usize,
    depth: usize,
}

impl<'t> Reader<'_, 't> {
    fn next(&mut self) -> Option<&Event<'t>> {
        self.at += 1;
        self.events.get(self.at - 1)
    }

    /// Items up to the end of what is open, or of the cell.
    fn list(&mut self) -> Result<List, String> {
        let mut list = List::new();
        while !matches!(self.events.get(self.at), None | Some(Event::End | Event::EnvironmentFlow(_))) {
            let braced = self.is_braced();
            match self.element(list.last())? {
                // A sign in braces is like a letter: `10{,}000`.
                Some(Item::Atom(Atom { class, core })) if braced && class != Class::Inner => {
                    add(Item::Atom(Atom { class: Class::Ord, core }), &mut list);
                }
                Some(item) => add(item, &mut list),
                None => {}
            }
        }
        Ok(list)
    }

    /// Whether a group follows that the author put in braces for its own sake.
    fn is_braced(&self) -> bool {
        let inside = self.events.get(self.at + 1);
        let changes = matches!(inside, Some(Event::StateChange(StateChange::Font(_))));
        !changes && matches!(self.events.get(self.at), Some(Event::Begin(Grouping::Normal)))
    }

    fn depth_is_fine(&self) -> Result<(), String> {
        if self.depth > DEEPEST { Err("it is too deep".to_owned()) } else { Ok(()) }
    }

    /// What the next element is; a change of the font is nothing. `last` stands before it.
    fn element(&mut self, last: Option<&Item>) -> Result<Option<Item>, String> {
        let Some(event) = self.events.get(self.at) else { return Err("something is missing".to_owned()) };
        self.at += 1;
        self.depth += 1;
        self.depth_is_fine()?;
        let atom = |class, core| Ok(Some(Item::Atom(Atom { class, core })));
        let found = match event {
            Event::Content(content) => {
                let said = Said { font: self.font, in_fence: self.fences > 0, depth: self.depth };
                content::items(*content, said, last).map(|items| one(items, Class::Ord))
            }
            Event::Begin(grouping) => self.group(&grouping.clone()),
            Event::Visual(Visual::SquareRoot) => {
                let inside = self.argument()?;
                atom(Class::Ord, Core::Root(Box::new(Root { inside, index: None })))
            }
            Event::Visual(Visual::Root) => {
                let inside = self.argument()?;
                let index = Some(self.argument()?);
                atom(Class::Ord, Core::Root(Box::new(Root { inside, index })))
            }
            Event::Visual(Visual::Fraction(rule)) => {
                let rule = rule.map(length);
                let (over, under) = (self.argument()?, self.argument()?);
                atom(Class::Inner, Core::Fraction(Box::new(Fraction { over, under, rule })))
            }
            Event::Visual(Visual::Negation) => content::negated(self.argument()?).map(|atom| Some(Item::Atom(atom))),
            Event::Script { ty, position } => self.scripts(*ty, *position).map(|atom| Some(Item::Atom(atom))),
            Event::Space { width, height, depth } => {
                let of = |dimension: &Option<Dimension>| dimension.map(length);
                Ok(Some(match (of(width), of(height), of(depth)) {
                    (width, None, None) => Item::Space(width.unwrap_or_default()),
                    (None, height, depth) => Item::Strut(height.unwrap_or_default(), depth.unwrap_or_default()),
                    (Some(width), ..) => Item::Space(width),
                }))
            }
            Event::StateChange(StateChange::Font(font)) => {
                self.font = *font;
                Ok(None)
            }
            // A page has one ink.
            Event::StateChange(StateChange::Color(_)) => Ok(None),
            Event::StateChange(StateChange::Style(style)) => Ok(Some(Item::Style(level(*style)))),
            Event::End | Event::EnvironmentFlow(_) => Err("something is missing".to_owned()),
        };
        self.depth -= 1;
        found
    }

    /// The next element as a list of its own.
    fn argument(&mut self) -> Result<List, String> {
        let font = self.font;
        let item = self.element(None)?;
        self.font = font;
        Ok(match item {
            Some(Item::Atom(Atom { core: Core::List(list), .. })) => list,
            Some(item) => vec![item],
            None => List::new(),
        })
    }

    fn group(&mut self, grouping: &Grouping) -> Result<Option<Item>, String> {
        let font = self.font;
        let of_fence = matches!(grouping, Grouping::LeftRight(..));
        let fences = self.fences;
        self.fences = if of_fence { fences + 1 } else { 0 };
        let made = match grouping {
            Grouping::Normal => {
                self.fences = fences;
                let mut list = self.list()?;
                if let Some(hold) = list.first().and_then(hold) {
                    list.remove(0);
                    let held = Atom { class: Class::Ord, core: Core::Held(hold, list) };
                    (self.font, self.fences) = (font, fences);
                    return self.ended(Some(Item::Atom(held)));
                }
                let class = match list.as_slice() {
                    [Item::Style(_), Item::Atom(only)] if matches!(only.core, Core::Fraction(_)) => Class::Inner,
                    _ => Class::Ord,
                };
                one(list, class)
            }
            Grouping::LeftRight(left, right) => {
                let fence = Fence { left: *left, right: *right, inside: self.list()? };
                Some(Item::Atom(Atom { class: Class::Inner, core: Core::Fence(Box::new(fence)) }))
            }
            Grouping::Cases { left } => {
                let grid = self.grid(GridKind::Cases, Vec::new())?;
                let brace = |is: bool, c| is.then_some(c);
                let inside = vec![Item::Atom(Atom { class: Class::Ord, core: Core::Grid(Box::new(grid)) })];
                let fence = Fence { left: brace(*left, '{'), right: brace(!*left, '}'), inside };
                Some(Item::Atom(Atom { class: Class::Inner, core: Core::Fence(Box::new(fence)) }))
            }
            grouping => {
                let (kind, columns) = kind(grouping);
                let grid = self.grid(kind, columns)?;
                Some(Item::Atom(Atom { class: Class::Ord, core: Core::Grid(Box::new(grid)) }))
            }
        };
        self.font = font;
        self.fences = fences;
        self.ended(made)
    }

    /// What a group was made into, behind its end.
    fn ended(&mut self, made: Option<Item>) -> Result<Option<Item>, String> {
        match self.next() {
            Some(Event::End) => Ok(made),
            _ => Err("it is not nested as it should be".to_owned()),
        }
    }

    /// Rows and cells up to their end, which is left.
    fn grid(&mut self, kind: GridKind, columns: Vec<Column>) -> Result<Grid, String> {
        let mut grid = Grid { rows: Vec::new(), kind, columns, level: None };
        if let Some(Event::StateChange(StateChange::Style(style))) = self.events.get(self.at) {
            grid.level = Some(level(*style));
            self.at += 1;
        }
        // The parser's own way to say "a matrix in a line".
        if grid.level == Some(Level::Text) && kind == GridKind::Matrix(Align::Center) {
            grid.kind = GridKind::Small;
            grid.level = None;
        }
        let mut row = Row::default();
        loop {
            self.font = None;
            let cell = self.list()?;
            match self.events.get(self.at) {
                Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { lines })) => row.rules = lines.len(),
                Some(Event::EnvironmentFlow(EnvironmentFlow::Alignment)) => row.cells.push(cell),
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { spacing, horizontal_lines })) => {
                    row.cells.push(cell);
                    let white = spacing.map(length).unwrap_or_default();
                    let next = Row { cells: Vec::new(), rules: horizontal_lines.len(), white };
                    grid.rows.push(std::mem::replace(&mut row, next));
                }
                _ => {
                    if !cell.is_empty() || !row.cells.is_empty() || row.rules > 0 {
                        row.cells.push(cell);
                        grid.rows.push(row);
                    }
                    return Ok(grid);
                }
            }
            self.at += 1;
        }
    }

    fn scripts(&mut self, kind: ScriptType, position: ScriptPosition) -> Result<Atom, String> {
        let base = self.argument()?;
        if position == ScriptPosition::AboveBelow
            && let Some(Event::Content(Content::Ordinary { content, stretchy })) = self.events.get(self.at)
            && (*stretchy || content::is_accent(*content))
        {
            let sign = *content;
            let side = if kind == ScriptType::Subscript { Side::Under } else { Side::Over };
            let wide = if *stretchy || (sign == '‾' && base.len() != 1) { Width::OfBase } else { Width::Own };
            self.at += 1;
            return Ok(Atom { class: Class::Ord, core: Core::Accent(Box::new(Accent { base, sign, side, wide })) });
        }
        let place = match position {
            ScriptPosition::Right => Stand::Beside,
            ScriptPosition::AboveBelow => Stand::Limits,
            ScriptPosition::Movable => Stand::Movable,
        };
        let below = if kind == ScriptType::Superscript { None } else { Some(self.argument()?) };
        let above = if kind == ScriptType::Subscript { None } else { Some(self.argument()?) };
        let class = match base.as_slice() {
            [Item::Atom(atom)] => atom.class,
            _ => Class::Ord,
        };
        Ok(Atom { class, core: Core::Scripts(Box::new(Scripts { base, below, above, place })) })
    }
}

/// A list as one item; an atom alone keeps its class.
fn one(mut list: List, class: Class) -> Option<Item> {
    match list.as_slice() {
        [Item::Atom(_) | Item::Space(_)] => list.pop(),
        _ => Some(Item::Atom(Atom { class, core: Core::List(list) })),
    }
}

/// Adds an item. A prime is a script of what stands before it.
fn add(item: Item, list: &mut List) {
    let Item::Atom(atom) = item else { return list.push(item) };
    let (prime, below, above) = match atom.core {
        Core::Symbol(symbol) if is_prime(symbol) => (symbol, None, None),
        Core::Scripts(scripts) => match scripts.base.as_slice() {
            [Item::Atom(Atom { core: Core::Symbol(symbol), .. })] if is_prime(*symbol) => {
                (*symbol, scripts.below, scripts.above)
            }
            _ => return list.push(Item::Atom(Atom { class: atom.class, core: Core::Scripts(scripts) })),
        },
        core => return list.push(Item::Atom(Atom { class: atom.class, core })),
    };
    let prime = Item::Atom(Atom { class: Class::Ord, core: Core::Symbol(prime) });
    let mut scripts = match list.pop() {
        Some(Item::Atom(Atom { core: Core::Scripts(scripts), class })) if scripts.place == Stand::Beside => {
            (class, *scripts)
        }
        // Primes that are a script themselves.
        Some(Item::Atom(Atom { core: Core::Symbol(last), class })) if is_prime(last) => {
            list.push(Item::Atom(Atom { core: Core::Symbol(last), class }));
            return list.push(prime);
        }
        Some(Item::Atom(base)) => {
            let class = base.class;
            let scripts = Scripts { base: vec![Item::Atom(base)], below: None, above: None, place: Stand::Beside };
            (class, scripts)
        }
        other => {
            list.extend(other);
            return list.push(prime);
        }
    };
    let own = scripts.1.above.get_or_insert_default();
    own.push(prime);
    own.extend(above.into_iter().flatten());
    if scripts.1.below.is_none() {
        scripts.1.below = below;
    } else if let (Some(known), Some(more)) = (&mut scripts.1.below, below) {
        known.extend(more);
    }
    list.push(Item::Atom(Atom { class: scripts.0, core: Core::Scripts(Box::new(scripts.1)) }));
}

/// What a mark at the head of a group says is done with it.
fn hold(first: &Item) -> Option<Hold> {
    let Item::Atom(Atom { core: Core::Text(words, _), .. }) = first else { return None };
    match words.chars().next()? {
        mark::PHANTOM => Some(Hold::Room),
        mark::WIDE => Some(Hold::Width),
        mark::HIGH => Some(Hold::Height),
        mark::SMASHED => Some(Hold::Smashed),
        mark::FRAMED => Some(Hold::Framed),
        _ => None,
    }
}

/// The number of an equation: it is taken out of a list, with the white before it.
pub(super) fn take_number(list: &mut List) -> Option<String> {
    let at = list.iter().position(
        |item| matches!(item, Item::Atom(Atom { core: Core::Text(words, _), .. }) if words.starts_with(mark::NUMBER)),
    )?;
    let Item::Atom(Atom { core: Core::Text(words, _), .. }) = list.remove(at) else { return None };
    if at > 0 && matches!(list.get(at - 1), Some(Item::Space(_))) {
        list.remove(at - 1);
    }
    Some(words.trim_start_matches(mark::NUMBER).to_owned())
}

fn is_prime(symbol: Symbol) -> bool {
    matches!(symbol.drawn, '′' | '″' | '‴' | '⁗')
}

fn kind(grouping: &Grouping) -> (GridKind, Vec<Column>) {
    let align = |alignment: &ColumnAlignment| match alignment {
        ColumnAlignment::Left => Align::Left,
        ColumnAlignment::Center => Align::Center,
        ColumnAlignment::Right => Align::Right,
    };
    let kind = match grouping {
        Grouping::Array(columns) => {
            let column = |column: &ArrayColumn| match column {
                ArrayColumn::Column(alignment) => Column::Cells(align(alignment)),
                ArrayColumn::Separator(_) => Column::Rule,
            };
            return (GridKind::Array, columns.iter().map(column).collect());
        }
        Grouping::Matrix { alignment } => GridKind::Matrix(align(alignment)),
        Grouping::SubArray { alignment } => GridKind::Stack(align(alignment)),
        Grouping::Cases { .. } => GridKind::Cases,
        Grouping::Gather { .. } | Grouping::Gathered | Grouping::Equation { .. } => GridKind::Gathered,
        Grouping::Multline => GridKind::Multline,
        Grouping::Align { .. }
        | Grouping::Aligned
        | Grouping::Alignat { .. }
        | Grouping::Alignedat { .. }
        | Grouping::Split
        | Grouping::Normal
        | Grouping::LeftRight(..) => GridKind::Aligned,
    };
    (kind, Vec::new())
}

fn level(style: Style) -> Level {
    match style {
        Style::Display => Level::Display,
        Style::Text => Level::Text,
        Style::Script => Level::Script,
        Style::ScriptScript => Level::ScriptScript,
    }
}

/// A length as TeX writes it. Nobody wants more than a page of it.
fn length(dimension: Dimension) -> Length {
    let value = f64::from(dimension.value);
    let value = if value.is_finite() { value.clamp(-1000.0, 1000.0) } else { 0.0 };
    let points = |each: f64| Length { em: 0.0, own: Abs::pt((value * each).clamp(-1000.0, 1000.0)) };
    let point = 72.0 / 72.27;
    match dimension.unit {
        DimensionUnit::Em => Length::em(value.clamp(-100.0, 100.0)),
        DimensionUnit::Mu => Length::em((value / 18.0).clamp(-100.0, 100.0)),
        DimensionUnit::Ex => Length::em((value * 0.45).clamp(-100.0, 100.0)),
        DimensionUnit::Pt => points(point),
        DimensionUnit::Pc => points(12.0 * point),
        DimensionUnit::In => points(72.0),
        DimensionUnit::Bp => points(1.0),
        DimensionUnit::Cm => points(72.0 / 2.54),
        DimensionUnit::Mm => points(72.0 / 25.4),
        DimensionUnit::Dd => points(point * 1238.0 / 1157.0),
        DimensionUnit::Cc => points(12.0 * point * 1238.0 / 1157.0),
        DimensionUnit::Sp => points(point / 65_536.0),
    }
}

/// The signs of a word in a font.
pub(super) fn signs(text: &str, font: Option<Font>) -> Vec<Symbol> {
    text.chars().map(|c| Symbol { drawn: drawn(c, font), read: c }).collect()
}
