//! Which page goes where: sides with places for pages, before anything is written.

use super::{CALIPER, CREEP_FROM, Options, Order, Scheme, THICK_FROM, paper};
use crate::error::{Error, Result};
use crate::pdf::{Look, Matrix, Page, Rect, mm};
use lopdf::Document;

/// All sides of all sheets.
#[derive(Debug)]
pub(super) struct Plan {
    pub sheet: (f64, f64),
    pub sides: Vec<Vec<Cell>>,
    pub notes: Vec<String>,
    pub warnings: Vec<String>,
}

/// A page in its place.
#[derive(Debug)]
pub(super) struct Cell {
    /// The page's index.
    pub page: usize,
    /// From the page's own units to the sheet's.
    pub place: Matrix,
    /// What it may not go beyond.
    pub clip: Rect,
}

/// Where pages are bound, as they are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    Left,
    /// From right to left.
    Right,
}

/// Plans the sheets.
pub(super) fn plan(document: &Document, pages: &[Page<'_>], options: &Options) -> Result<Plan> {
    let sizes = pages.iter().map(|page| page.upright_size(&page.finished()));
    let largest = sizes.fold((0.0f64, 0.0f64), |most, size| (most.0.max(size.0), most.1.max(size.1)));
    if !(largest.0 > 1.0 && largest.1 > 1.0 && largest.0 < 1e6 && largest.1 < 1e6) {
        return Err(Error::Geometry("a page has no size that can be printed".to_owned()));
    }
    let preferences = document.catalog().ok().and_then(|catalog| document.dict(catalog, "ViewerPreferences"));
    let leftwards = preferences.and_then(|found| document.name(found, "Direction")) == Some(b"R2L");
    let binding = if leftwards { Binding::Right } else { Binding::Left };
    let mut plan = match options.scheme {
        Scheme::Booklet { caliper } => booklet(pages, largest, options.sheet, caliper, binding)?,
        Scheme::NUp { count, order, gutter, margin } => {
            many(pages, largest, options.sheet, (count, order), (gutter, margin), binding)?
        }
    };
    let varied = pages.iter().any(|page| {
        let size = page.upright_size(&page.finished());
        (size.0 - largest.0).abs() > 1.0 || (size.1 - largest.1).abs() > 1.0
    });
    if varied {
        plan.notes.push("the pages have different sizes; all are scaled alike".to_owned());
    }
    Ok(plan)
}

fn booklet(
    pages: &[Page<'_>],
    (width, height): (f64, f64),
    sheet: Option<(f64, f64)>,
    caliper: Option<f64>,
    binding: Binding,
) -> Result<Plan> {
    let sheet = match sheet {
        Some((w, h)) => paper::lying(w, h, width, height),
        None => paper::for_booklet(width, height),
    };
    let half = sheet.0 / 2.0;
    let scale = shrink(half, sheet.1, width, height)?;
    let count = pages.len().next_multiple_of(4);
    let caliper = caliper.unwrap_or(if count > CREEP_FROM { CALIPER } else { 0.0 });
    let mut sides = Vec::with_capacity(count / 2);
    for leaf in 0..count / 4 {
        // The two pages on a side sum to one more than all; pages are counted from 1 (legalclarity.org, pdfpress.app).
        let front = (count - 2 * leaf, 1 + 2 * leaf);
        let back = (2 + 2 * leaf, count - 1 - 2 * leaf);
        let creep = caliper * leaf as f64;
        for (mut left, mut right) in [front, back] {
            if binding == Binding::Right {
                (left, right) = (right, left);
            }
            let cell = |number: usize, is_left: bool| {
                let page = pages.get(number - 1)?;
                let (w, h) = page.upright_size(&page.finished());
                let x = if is_left { half - w * scale + creep } else { half - creep };
                let clip =
                    if is_left { Rect::new(0.0, 0.0, half, sheet.1) } else { Rect::new(half, 0.0, sheet.0, sheet.1) };
                Some(Cell { page: number - 1, place: placed(page, scale, x, (sheet.1 - h * scale) / 2.0), clip })
            };
            sides.push([cell(left, true), cell(right, false)].into_iter().flatten().collect());
        }
    }
    let mut plan = Plan { sheet, sides, notes: Vec::new(), warnings: Vec::new() };
    told_scale(&mut plan, scale);
    if count > pages.len() {
        let blank = count - pages.len();
        let pages = if blank == 1 { "page fills" } else { "pages fill" };
        plan.notes.push(format!("{blank} blank {pages} the last sheet"));
    }
    if caliper > 0.0 && count > 4 {
        let most = caliper * (count / 4 - 1) as f64;
        plan.notes.push(format!("inner sheets are moved towards the fold, up to {:.1} mm, for the creep", mm(most)));
    }
    if count > THICK_FROM {
        let leaves = count / 4;
        plan.warnings.push(format!(
            "{} pages make {leaves} sheets, which is thick for one fold; print parts of 16 to 32 pages and bind them",
            pages.len()
        ));
    }
    plan.notes.push("print on both sides, flipped on the short edge, at actual size".to_owned());
    Ok(plan)
}

fn many(
    pages: &[Page<'_>],
    (width, height): (f64, f64),
    sheet: Option<(f64, f64)>,
    (count, order): (usize, Order),
    (gutter, margin): (f64, f64),
    binding: Binding,
) -> Result<Plan> {
    let (w, h) = sheet.unwrap_or_else(|| paper::for_many(width, height));
    let cell_of = |(w, h): (f64, f64), across: usize| {
        let down = count / across;
        let inner = |whole: f64, parts: usize| (whole - 2.0 * margin - gutter * (parts - 1) as f64) / parts as f64;
        (inner(w, across), inner(h, down))
    };
    // Every way to lay them out, on the sheet upright and lying; the one with the largest pages.
    let ways = (1..=count).filter(|across| count % across == 0).flat_map(|across| [((w, h), across), ((h, w), across)]);
    let fit = |&(sheet, across): &((f64, f64), usize)| {
        let cell = cell_of(sheet, across);
        (cell.0 / width).min(cell.1 / height)
    };
    let best = ways.max_by(|a, b| fit(a).total_cmp(&fit(b)));
    let Some((sheet, across)) = best.filter(|way| fit(way) > 0.0) else {
        return Err(Error::Geometry("margins and gutters leave nothing of the sheet".to_owned()));
    };
    let cell = cell_of(sheet, across);
    let scale = shrink(cell.0, cell.1, width, height)?;
    let down = count / across;
    let place = |at: usize, page: usize| {
        let (mut column, row) = match order {
            Order::Across => (at % across, at / across),
            Order::Down => (at / down, at % down),
        };
        if binding == Binding::Right {
            column = across - 1 - column;
        }
        let (x, y) = (margin + column as f64 * (cell.0 + gutter), margin + (down - 1 - row) as f64 * (cell.1 + gutter));
        let (w, h) = pages[page].upright_size(&pages[page].finished());
        let (x0, y0) = (x + (cell.0 - w * scale) / 2.0, y + (cell.1 - h * scale) / 2.0);
        let clip = Rect::new(x0, y0, x0 + w * scale, y0 + h * scale);
        Cell { page, place: placed(&pages[page], scale, x0, y0), clip }
    };
    let indices: Vec<_> = (0..pages.len()).collect();
    let side = |side: &[usize]| side.iter().enumerate().map(|(at, &page)| place(at, page)).collect();
    let sides = indices.chunks(count).map(side).collect();
    let mut plan = Plan { sheet, sides, notes: Vec::new(), warnings: Vec::new() };
    told_scale(&mut plan, scale);
    Ok(plan)
}

/// The page's finished box, upright, scaled, with its lower left at a place.
fn placed(page: &Page<'_>, scale: f64, x: f64, y: f64) -> Matrix {
    page.upright(&page.finished()).then(&Matrix::scale(scale)).then(&Matrix::shift(x, y))
}

/// How much pages are made smaller to fit; they are never enlarged.
fn shrink(cell_width: f64, cell_height: f64, width: f64, height: f64) -> Result<f64> {
    if cell_width + paper::SLACK >= width && cell_height + paper::SLACK >= height {
        return Ok(1.0);
    }
    let scale = (cell_width / width).min(cell_height / height);
    if scale < 0.02 {
        return Err(Error::Geometry("the pages would be too small to see".to_owned()));
    }
    Ok(scale)
}

fn told_scale(plan: &mut Plan, scale: f64) {
    if scale < 1.0 {
        plan.notes.push(format!("the pages are scaled to {:.0} %", scale * 100.0));
    }
}
