//! What is painted on the pages: type, lines, colours, and what lies over what.

use super::ink::{Seen, is_white};
use super::{Check, Code, some};
use crate::pdf::color::{Space, contrast};
use crate::pdf::fonts::{Font, Kind};
use crate::pdf::objects::name_of;
use crate::pdf::state::{Event, Ink, Painted, Painting, Scope, Shown, State, Trouble};
use crate::pdf::walk::{Visitor, Walker};
use crate::pdf::{Look, Point, Rect, mm};
use lopdf::{Dictionary, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The thinnest line, in points (GWG 2015 warns below a like value).
const HAIRLINE: f64 = 0.25;
/// The smallest type, and the smallest that is tinted or reversed, in points.
const SMALLEST: f64 = 6.0;
const SMALLEST_TINTED: f64 = 8.0;
/// What rounding may take: six points of TeX are 5.98 of PDF.
const ROUNDED: f64 = 0.05;
/// Type from this size on may be of rich black, and needs less contrast (WCAG: 18 pt, bold 14 pt).
const LARGE: f64 = 18.0;
const LARGE_BOLD: f64 = 14.0;
/// How far ink that reaches the trim must go on, in points: 3 mm, less what rounding takes.
const BLEED: f64 = 3.0 * 72.0 / 25.4 - 0.3;
/// How many grounds are remembered on one page; a chart has some hundreds.
const MOST_GROUNDS: usize = 3000;

/// What the pages' content tells the structure's check.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The identifiers of marked content, by page index.
    pub identifiers: Vec<BTreeSet<i64>>,
}

/// What lies on the page already.
struct Ground {
    area: Rect,
    /// Its colour; none where it is a picture, a shading, or no rectangle.
    color: Option<Ink>,
}

/// Looks at one page while it is walked.
pub(super) struct Inspector<'c, 'a> {
    pub check: &'c mut Check<'a>,
    pub page: usize,
    finished: Rect,
    unit: f64,
    grounds: Vec<Ground>,
    /// Something is visible on the finished page.
    inked: bool,
    identifiers: BTreeSet<i64>,
    pub seen: Seen,
    /// The colour spaces that were judged on this page already, by where their data lie.
    fonts: BTreeMap<(Option<ObjectId>, String), (Rc<Font>, usize)>,
}

impl<'a> Check<'a> {
    /// Walks all pages.
    pub(super) fn marks(&mut self) -> Marks {
        let mut marks = Marks::default();
        let mut walker = Walker::new(self.document);
        let mut seen = Seen::default();
        let mut fonts = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            let mut inspector = Inspector {
                page: number,
                finished: page.finished(),
                unit: page.unit,
                grounds: Vec::new(),
                inked: false,
                identifiers: BTreeSet::new(),
                seen: std::mem::take(&mut seen),
                fonts: std::mem::take(&mut fonts),
                check: self,
            };
            inspector.group(page.dictionary);
            walker.page(page, &mut inspector);
            seen = std::mem::take(&mut inspector.seen);
            fonts = std::mem::take(&mut inspector.fonts);
            let (inked, identifiers) = (inspector.inked, std::mem::take(&mut inspector.identifiers));
            let annotated = self.document.array(page.dictionary, "Annots").is_some_and(|all| !all.is_empty());
            if !inked && !annotated {
                self.add_on(Code::BlankPage, number, "nothing is on the page");
            }
            marks.identifiers.push(identifiers);
        }
        for (font, page) in fonts.into_values() {
            self.font(&font, page);
        }
        if !seen.spots.is_empty() {
            let names = seen.spots.iter().cloned();
            self.add(Code::ColorSpot, format!("spot colours: {}", some(names)));
        }
        marks
    }

    /// What is to be said of a font, with the first page it is used on.
    fn font(&mut self, font: &Font, page: usize) {
        let name = if font.name.is_empty() { "without a name" } else { &font.name };
        if font.kind == Kind::Type3 {
            self.add_on(Code::FontType3, page, format!("the font {name} is of Type 3"));
        } else if font.program.is_none() && font.kind != Kind::Unknown {
            self.add_on(Code::FontMissing, page, format!("the font {name} is not in the file"));
        } else if font.program.is_some() && !font.is_subset() {
            self.add_on(Code::FontWhole, page, format!("the font {name} is embedded without the tag of a subset"));
        }
        if font.program_kind == b"OpenType" {
            self.add_on(Code::FontTooNew, page, format!("the font {name} is embedded as OpenType"));
        }
        if font.plain_name().starts_with("Courier") {
            self.add_on(Code::FontCourier, page, format!("the font {name} is used"));
        }
        if !font.has_unicode && font.kind != Kind::Unknown {
            self.add_on(Code::FontNoUnicode, page, format!("the codes of the font {name} have no characters"));
        }
    }
}

impl Visitor for Inspector<'_, '_> {
    fn meet(&mut self, state: &State, scope: Scope, event: Event<'_>) {
        match event {
            Event::Text(shown) => self.text(state, scope, &shown),
            Event::Path(painted) => self.path(state, scope, &painted),
            Event::Picture(picture) => {
                self.see(scope, &picture.area);
                self.tagged(scope, &picture.area);
                self.transparent(state, &picture.area);
                self.reach(&picture.area);
                self.picture(state, &picture);
                self.cover(picture.area, None);
            }
            Event::Shading { area, space, colors } => {
                self.see(scope, &area);
                self.tagged(scope, &area);
                self.transparent(state, &area);
                self.space(&space, &area);
                for values in colors {
                    self.amount(&space, &values, &area);
                }
                self.cover(area, None);
            }
            Event::Form(dictionary) => self.group(dictionary),
            Event::Parameters(dictionary) => self.parameters(dictionary),
            Event::Marked { tag, properties } => {
                let number = self.check.document.integer(properties, "MCID");
                if scope.form.is_none() {
                    self.identifiers.extend(number);
                }
                let _ = tag;
            }
            Event::Trouble(trouble) => self.trouble(trouble),
        }
    }
}

impl Inspector<'_, '_> {
    /// Whether some of an area is on the finished page, and not just up to its edge.
    pub fn is_inside(&self, area: &Rect) -> bool {
        self.finished.grown(-0.1).meet(area).is_some()
    }

    fn see(&mut self, scope: Scope, area: &Rect) {
        self.inked |= !scope.indirect && self.is_inside(area);
    }

    pub fn add(&mut self, code: Code, area: &Rect, message: impl Into<String>) {
        self.check.add_at(code, self.page, Point { x: area.left, y: area.top }, message);
    }

    fn text(&mut self, state: &State, scope: Scope, shown: &Shown) {
        if let Some(font) = &state.text.font {
            self.fonts.entry((font.id, font.name.clone())).or_insert_with(|| (Rc::clone(font), self.page));
        }
        // 3 is invisible, as under a scanned page; 7 only clips. That text is content too, but no ink.
        let (fills, strokes) = (matches!(state.text.render, 0 | 2 | 4 | 6), matches!(state.text.render, 1 | 2 | 5 | 6));
        if !shown.blank {
            self.tagged(scope, &shown.area);
        }
        let visible = (fills || strokes) && !shown.blank && shown.area.meet(&state.clip).is_some();
        if !visible {
            return;
        }
        self.see(scope, &shown.area);
        self.transparent(state, &shown.area);
        let how = if fills { Painting::Fill } else { Painting::Stroke };
        let ink = if fills { &state.fill } else { &state.stroke };
        self.ink(ink, &shown.area);
        if strokes && fills {
            self.ink(&state.stroke, &shown.area);
        }
        self.overprint(state, ink, how, &shown.area);
        if !self.is_inside(&shown.area) || scope.indirect {
            return;
        }
        self.type_size(state, ink, how, shown);
        self.stands_out(state, ink, scope, shown);
    }

    fn type_size(&mut self, state: &State, ink: &Ink, how: Painting, shown: &Shown) {
        let size = shown.size * self.unit;
        if size < SMALLEST - ROUNDED {
            self.add(Code::SmallType, &shown.area, format!("type of {size:.1} pt"));
        }
        let Some(inks) = ink.space.inks(&ink.values).filter(|_| ink.pattern.is_none()) else { return };
        let solid = inks.process.iter().chain([&inks.spots]).filter(|amount| **amount > 0.005).count() == 1
            && inks.sum() > 0.95;
        if (SMALLEST - ROUNDED..SMALLEST_TINTED - ROUNDED).contains(&size) && !solid {
            let how = if inks.sum() < 0.005 { "reversed out" } else { "tinted or of several inks" };
            self.add(Code::SmallTypeTinted, &shown.area, format!("type of {size:.1} pt, {how}"));
        }
        let [c, m, y, k] = inks.process;
        if k > 0.6 && c + m + y > 0.1 && size < LARGE {
            let percent = [c, m, y, k].map(|amount| format!("{:.0}", amount * 100.0)).join(" ");
            self.add(Code::RichBlackText, &shown.area, format!("black text of {percent}"));
        }
        if inks.is_black_only() && k > 0.99 {
            let below =
                self.ground(shown).and_then(|ground| ground.color.as_ref().and_then(|ink| ink.space.inks(&ink.values)));
            if !state.overprints(how) && below.is_some_and(|below| below.sum() - below.process[3] > 0.05) {
                self.add(Code::BlackKnockout, &shown.area, "black text on colour knocks out");
            }
        }
    }

    /// Text against the last thing painted below it.
    fn stands_out(&mut self, state: &State, ink: &Ink, scope: Scope, shown: &Shown) {
        if !self.check.minds(Code::Contrast) || scope.artifact && shown.size * self.unit >= LARGE {
            return;
        }
        let below = match self.ground(shown) {
            Some(Ground { color: Some(below), .. }) => below.rgb(),
            Some(Ground { color: None, .. }) => None,
            None => Some([1.0; 3]),
        };
        let (Some(text), Some(below)) = (ink.rgb(), below) else { return };
        let alpha = state.transparency.fill;
        let seen = [0, 1, 2].map(|at| text[at] * alpha + below[at] * (1.0 - alpha));
        let bold =
            state.text.font.as_ref().is_some_and(|font| font.name.contains("Bold") || font.name.contains("Black"));
        let size = shown.size * self.unit;
        let wanted = if size >= LARGE || bold && size >= LARGE_BOLD { 3.0 } else { 4.5 };
        let ratio = contrast(seen, below);
        if ratio < wanted - 0.005 {
            self.add(
                Code::Contrast,
                &shown.area,
                format!("text has a contrast of {ratio:.2} to what is behind it; {wanted} is wanted"),
            );
        }
    }

    /// What text stands on: the last thing that was painted where it begins.
    fn ground(&self, shown: &Shown) -> Option<&Ground> {
        let at = Point { x: shown.origin.x + 0.1, y: shown.origin.y + 0.1 };
        self.grounds.iter().rev().find(|ground| ground.area.has(at))
    }

    fn cover(&mut self, area: Rect, color: Option<Ink>) {
        if self.grounds.len() < MOST_GROUNDS {
            self.grounds.push(Ground { area, color });
        }
    }

    fn path(&mut self, state: &State, scope: Scope, painted: &Painted) {
        self.see(scope, &painted.area);
        self.tagged(scope, &painted.area);
        self.transparent(state, &painted.area);
        if painted.filled {
            self.ink(&state.fill, &painted.area);
            self.overprint(state, &state.fill, Painting::Fill, &painted.area);
            if !is_white(&state.fill) {
                self.reach(&painted.area);
            }
        }
        if painted.stroked.is_some() {
            self.ink(&state.stroke, &painted.area);
            self.overprint(state, &state.stroke, Painting::Stroke, &painted.area);
        }
        let filled_line =
            (painted.filled && painted.stroked.is_none() && painted.is_rectangle && !is_white(&state.fill))
                .then(|| painted.area.width().min(painted.area.height()));
        let line = painted.stroked.or(filled_line).map(|width| width * self.unit);
        if let Some(width) = line.filter(|width| *width < HAIRLINE - 0.005)
            && !scope.indirect
            && self.is_inside(&painted.area)
        {
            self.add(Code::Hairline, &painted.area, format!("a line of {width:.2} pt"));
        }
        if painted.filled && !scope.indirect {
            let known = painted.is_rectangle && state.transparency.is_opaque() && state.fill.pattern.is_none();
            self.cover(painted.area, known.then(|| state.fill.clone()));
        }
    }

    /// Ink that reaches the trim has to go on beyond it.
    fn reach(&mut self, area: &Rect) {
        let trim = self.finished;
        if !self.check.minds(Code::BleedMissing) || !self.is_inside(area) {
            return;
        }
        let unit = self.unit;
        let short = |beyond: f64| (-0.5..BLEED).contains(&(beyond * unit));
        let edges = [
            ("left", trim.left - area.left),
            ("right", area.right - trim.right),
            ("top", area.top - trim.top),
            ("bottom", trim.bottom - area.bottom),
        ];
        let edges: Vec<_> = edges.into_iter().filter(|(_, beyond)| short(*beyond)).collect();
        if let Some(&(edge, beyond)) = edges.first() {
            let beyond = mm(beyond.max(0.0) * unit);
            self.add(Code::BleedMissing, area, format!("ink reaches the {edge} edge and bleeds {beyond:.1} mm"));
        }
    }

    fn tagged(&mut self, scope: Scope, area: &Rect) {
        let own = scope.form.is_some();
        if scope.tagged.is_none()
            && !scope.artifact
            && !scope.indirect
            && !own
            && self.check.tagged
            && self.check.minds(Code::ContentUntagged)
            && self.is_inside(area)
        {
            self.add(Code::ContentUntagged, area, "content is neither tagged nor an artifact");
        }
    }

    fn transparent(&mut self, state: &State, area: &Rect) {
        let how = &state.transparency;
        if !how.is_opaque() {
            let blend = String::from_utf8_lossy(&how.blend);
            let what = match (how.mask, blend.as_ref()) {
                (true, _) => "a soft mask is set".to_owned(),
                (_, "Normal" | "Compatible") => format!("opacity is {:.0} %", how.fill.min(how.stroke) * 100.0),
                (_, blend) => format!("blend mode {blend} is set"),
            };
            self.add(Code::Transparency, area, what);
        }
    }

    /// A transparency group: of the page, or of a form.
    fn group(&mut self, dictionary: &Dictionary) {
        let document = self.check.document;
        let Some(group) = document.dict(dictionary, "Group") else { return };
        if document.name(group, "S") != Some(b"Transparency") {
            return;
        }
        let page = self.page;
        self.check.add_on(Code::Transparency, page, "there is a transparency group");
        let space = document.get(group, "CS").map(|space| Space::read(document, None, space, 0));
        if matches!(space, Some(Space::Rgb | Space::CalRgb | Space::Icc { components: 3, .. }))
            && self.check.intent != super::Intent::Rgb
        {
            self.check.add_on(Code::BlendSpace, page, "transparency is blended in RGB");
        }
    }

    fn parameters(&mut self, dictionary: &Dictionary) {
        let document = self.check.document;
        let page = self.page;
        let is_set = |key: &str| match document.get(dictionary, key) {
            Some(object) => !matches!(name_of(object), Some(b"Default" | b"Identity")),
            None => false,
        };
        for key in ["TR", "TR2", "HT", "HTP", "BG2", "UCR2"] {
            if is_set(key) {
                self.check.add_on(Code::TransferCurve, page, format!("{key} is set"));
            }
        }
    }

    fn trouble(&mut self, trouble: Trouble) {
        let page = self.page;
        let (code, message) = match trouble {
            Trouble::Syntax(operator) => {
                (Code::ContentDamaged, format!("\"{operator}\" is not understood, or what stands before it"))
            }
            Trouble::Unbalanced => (Code::ContentDamaged, "states that are saved and restored do not match".to_owned()),
            Trouble::Missing(what) => (Code::ResourceMissing, format!("{what} is not there")),
            Trouble::Undecodable => (Code::Damaged, "content cannot be decoded".to_owned()),
            Trouble::TooMuch => {
                (Code::NotChecked, "there is so much content that the rest was not looked at".to_owned())
            }
            Trouble::PostScript => (Code::PostScript, "there is embedded PostScript".to_owned()),
        };
        self.check.add_on(code, page, message);
    }
}
