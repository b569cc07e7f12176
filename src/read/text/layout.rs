//! Step 2, layout: whether lines were wrapped by hand or by a program, or each is a whole paragraph.

use super::lines::{self, Line};
use super::{join, poem, running};
use crate::lang::Kind;

/// How the document's lines are laid out.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// Lines break where the measure ends, not where the thought does.
    pub wrapped: bool,
    /// They do so at spaces alone, which a text in ideographs has beside other letters: they are of any length.
    pub at_spaces: bool,
    /// The columns that nearly all lines stay within.
    pub measure: usize,
    /// The indent of most full lines.
    pub body_indent: usize,
    /// Paragraphs begin with an indented line.
    pub indents_first_lines: bool,
    /// The share of blank lines.
    pub blank_share: f32,
    /// The text is a poem or a song.
    pub verse: bool,
}

/// No program wraps wider than this.
const WIDEST_MEASURE: usize = 110;

/// Where letters are two columns wide, some programs count them as one.
const WIDEST_OF_IDEOGRAPHS: usize = 2 * WIDEST_MEASURE;

impl Layout {
    pub fn of(lines: &[Line<'_>]) -> Self {
        if lines.iter().any(|line| line.of_diff) {
            let others: Vec<Line<'_>> = lines.iter().filter(|line| !line.of_diff).cloned().collect();
            return Self::of(&others);
        }
        let ideographs = in_ideographs(lines);
        let widest = if ideographs { WIDEST_OF_IDEOGRAPHS } else { WIDEST_MEASURE };
        // A line that could not have been broken says nothing, however long it is.
        let could_break = |line: &&Line<'_>| line.width <= widest || is_breakable(line);
        let mut extents: Vec<usize> = lines.iter().filter(could_break).map(Line::extent).collect();
        if extents.is_empty() {
            return Self {
                wrapped: false,
                at_spaces: false,
                measure: 0,
                body_indent: 0,
                indents_first_lines: false,
                blank_share: 0.0,
                verse: false,
            };
        }
        let long = extents.iter().filter(|extent| **extent > widest).count();
        let at = (extents.len() - 1) * 95 / 100;
        let adjacent: Vec<_> = lines.windows(2).filter(|pair| pair[1].blank_before == 0).collect();
        let tight = tight_measure(lines, &adjacent, widest);
        let measure = tight.unwrap_or_else(|| *extents.select_nth_unstable(at).1);
        let is_full = |pair: &&&[Line<'_>]| pair[0].extent() * 100 >= measure * 72;
        let full = adjacent.iter().filter(is_full).count();
        // Even among many short lines, full ones that end within a sentence were wrapped.
        let runs_on = |pair: &&&[Line<'_>]| {
            let within = pair[0].text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
            is_full(pair) && within && pair[1].text.starts_with(begins_within)
        };
        let running_on = adjacent.iter().filter(runs_on).count();
        // A program that wraps seldom ends a line where a sentence ends.
        let closed = adjacent.iter().filter(|pair| is_full(pair) && running::is_closed(pair[0].text)).count();
        // Few paragraphs have a second line, but all of these were wrapped.
        let surely_wrapped = adjacent.len() >= 3 && full * 10 >= adjacent.len() * 9 && running_on * 2 >= adjacent.len();
        let verse = poem::is_poem(lines) || poem::is_capitalled(lines);
        // Nobody wraps so narrowly.
        const NARROWEST: usize = 28;
        let wrapped = !verse
            && (NARROWEST..=widest).contains(&measure)
            && closed * 100 <= full * 60
            && long * 25 <= lines.len()
            && (adjacent.len() * 4 >= lines.len() || surely_wrapped || tight.is_some())
            && (full * 100 >= adjacent.len() * 45 || running_on * 100 >= adjacent.len() * 20);
        let at_spaces = ideographs && !verse && are_broken_at_spaces(&adjacent);
        let (wrapped, measure) = (wrapped || at_spaces, if at_spaces { measure.min(widest) } else { measure });
        let (verse, wrapped) = if wrapped && poem::is_unwrapped(lines) { (true, false) } else { (verse, wrapped) };
        let body_indent = if wrapped { body_indent(lines, measure) } else { 0 };
        let blanks: usize = lines.iter().map(|line| line.blank_before).sum();
        Self {
            wrapped,
            at_spaces: wrapped && at_spaces,
            measure,
            body_indent,
            indents_first_lines: wrapped && indents_first_lines(lines, body_indent),
            blank_share: blanks as f32 / (blanks + lines.len()) as f32,
            verse,
        }
    }
}

/// Whether every line that has another directly below it ends where the next word would not have fitted, and most of
/// them within a sentence: then few such lines are enough to tell the measure. Paragraphs and entries end anywhere.
fn tight_measure(lines: &[Line<'_>], adjacent: &[&[Line<'_>]], widest: usize) -> Option<usize> {
    const LONGEST_WORD: usize = 16;
    const NARROWEST: usize = 48;
    const FEWEST_WORDS: usize = 5;
    let measure = lines.iter().map(Line::extent).max().unwrap_or(0);
    let is_full = |pair: &&[Line<'_>]| {
        let word = pair[1].text.split_whitespace().next().map_or(0, lines::width);
        // A line of ideographs may break anywhere but before a full stop and the like.
        let ideographs = pair[1].text.starts_with(join::is_ideographic);
        let room = if ideographs { 4 } else { 1 + word.min(LONGEST_WORD) };
        pair[0].extent() + room > measure && pair[1].mark().is_none() && pair[0].mark().is_none()
    };
    if measure > widest || !adjacent.iter().all(is_full) {
        return None;
    }
    let is_open = |pair: &&&[Line<'_>]| {
        pair[0].text.ends_with(|c: char| Kind::of(c).is_alphanumeric() || matches!(c, ',' | '-' | '，' | '、'))
    };
    let running_on = adjacent.iter().filter(is_open).filter(|pair| pair[1].text.starts_with(begins_within)).count();
    let ends = |pair: &&[Line<'_>]| measure >= NARROWEST && running::is_closed(pair[1].text);
    // A noun of a German sentence begins like a name.
    let of_sentence =
        |pair: &&[Line<'_>]| is_open(&pair) && pair[0].text.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    let tight = match adjacent.len() {
        0 => false,
        1 => running_on == 1 && adjacent.iter().all(ends),
        count => {
            let open = adjacent.iter().filter(|pair| !running::is_closed(pair[0].text)).count();
            let alike = count > 2 && adjacent.iter().all(ends) && adjacent.iter().all(of_sentence);
            open * 3 >= count * 2 && running_on * 3 >= count || alike
        }
    };
    tight.then_some(measure)
}

/// Whether ideographs take most columns of the first lines: each takes two.
fn in_ideographs(lines: &[Line<'_>]) -> bool {
    const CHARS: usize = 500;
    let (mut all, mut ideographs) = (0, 0);
    for c in lines.iter().flat_map(|line| line.text.chars()).take(CHARS) {
        all += 1;
        ideographs += usize::from(join::is_ideographic(c));
    }
    ideographs * 3 > all
}

/// Whether lines of ideographs break where other letters stand beside them, and nowhere else: some programs break lines
/// at spaces only, and Chinese has spaces only there. Such lines are of any length.
fn are_broken_at_spaces(adjacent: &[&[Line<'_>]]) -> bool {
    const FEWEST: usize = 3;
    const NARROWEST: usize = 28;
    // Items stand below one another without being one text, and so do the lines of a program.
    let written = |line: &Line<'_>| line.text.chars().any(join::is_ideographic);
    let plain = |pair: &&&[Line<'_>]| {
        let running = pair[0].width >= NARROWEST && pair[1].mark().is_none();
        running && (written(&pair[0]) || written(&pair[1]))
    };
    let all = adjacent.iter().filter(plain).count();
    let broken = adjacent.iter().filter(plain).filter(|pair| is_break_at_space(&pair[0], &pair[1])).count();
    all >= FEWEST && broken * 5 >= all * 3
}

/// Whether ideographs stand on one side of the end of a line and other letters on the other, within a sentence.
pub(super) fn is_break_at_space(above: &Line<'_>, line: &Line<'_>) -> bool {
    let is_other = |c: char| c.is_ascii() && !c.is_ascii_whitespace();
    let (Some(last), Some(first)) = (above.text.chars().next_back(), line.text.chars().next()) else { return false };
    is_other(last) != is_other(first) && line.mark().is_none() && !running::is_closed(above.text)
}

/// Whether a line is more than one long word, such as an address or a checksum, and a little beside it.
fn is_breakable(line: &Line<'_>) -> bool {
    // A word of more than half a line goes over its middle.
    let middle = line.text.floor_char_boundary(line.text.len() / 2);
    let before = line.text[..middle].rsplit(char::is_whitespace).next().map_or(0, str::len);
    let after = line.text[middle..].split(char::is_whitespace).next().map_or(0, str::len);
    (before + after) * 2 < line.text.len() || line.text.chars().any(join::is_ideographic)
}

/// Whether a letter may be the first of a line in the middle of a sentence: a small one, or one of a script without
/// capitals.
pub(super) fn begins_within(c: char) -> bool {
    let kind = Kind::of(c);
    kind.is_letter() && !kind.is_capital()
}

fn body_indent(lines: &[Line<'_>], measure: usize) -> usize {
    let mut counts = vec![0_usize; measure + 1];
    for line in lines.iter().filter(|line| line.extent() * 10 > measure * 6) {
        if let Some(count) = counts.get_mut(line.indent) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|count| *count == most).unwrap_or(0)
}

/// At least two lines stand two to five columns further in than the lines around them.
fn indents_first_lines(lines: &[Line<'_>], body: usize) -> bool {
    let places = lines.windows(3).filter(|three| {
        three[1].blank_before == 0
            && three[2].blank_before == 0
            && (body + 2..=body + 5).contains(&three[1].indent)
            && three[2].indent == body
            && three[0].indent <= body
            && three[1].mark().is_none()
    });
    places.take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::{PlainText, Reader};
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_line_that_cannot_break_does_not_unwrap_the_others() {
        let wrapped = "The council voted on Tuesday to close the old bridge for eighteen\nmonths, and the shops along the \
            river have already begun to count\nwhat it will cost them in lost trade. Nobody in the room was\nsurprised.\n";
        assert!(Layout::of(&lines(wrapped)).wrapped);
        let address = format!("https://example.org/{}", "a".repeat(120));
        assert!(Layout::of(&lines(&format!("{wrapped}\n{address}\n\n{wrapped}"))).wrapped);
        let paragraph = wrapped.replace('\n', " ");
        assert!(!Layout::of(&lines(&format!("{paragraph}\n\n{paragraph}\n\n{paragraph}"))).wrapped);
    }

    #[test]
    fn a_few_tight_lines_show_that_a_text_is_wrapped() {
        let german = "Der Landkreis wollte nicht zahlen, das Land auch nicht. Nun mauern\nEltern, Lehrer und der Bürgermeister.\n\n\
            Von Katrin Bölsche\n\n08.02.2024, 17:42 Uhr\n\nTeilen\n\n„Wir haben acht Jahre auf den Bescheid gewartet“, \
            sagt Bürgermeister\nUwe Rudloff. „Im neunten haben wir angefangen.“\n\nUnd wer haftet?\n\nDie alte Schule \
            war 2015 wegen Schimmels geschlossen worden. Seither\nfahren die Kinder jeden Tag mit dem Bus.\n\nAnzeige\n";
        assert!(Layout::of(&lines(german)).wrapped);
        let chinese =
            format!("通知\n\n各区县人民政府：\n\n{0}\n桥。\n\n第一\n\n{0}\n桥。\n\n第二\n\n桥桥。\n", "桥".repeat(36));
        assert!(Layout::of(&lines(&chinese)).wrapped);
        let nouns = "Die neue Förderung\n\nSeit Jahresbeginn gilt die neue Förderung für den Tausch alter\nHeizungen. Wer kann \
            sie beantragen, und wie hoch ist sie?\n\nVon Katrin Vogel\n\nZunächst können nur Eigentümer von selbst \
            genutzten\nEinfamilienhäusern einen Antrag stellen.\n\nTeilen\n\nDer Zuschuss beträgt mindestens 30 und \
            höchstens 70 Prozent der\nKosten.\n\nZur Startseite\n\nKommentare\n\nAnzeige\n\nMehr\n";
        assert!(Layout::of(&lines(nouns)).wrapped);
        let one = format!("小城\n\n陈晓雨\n\n{}\n桥。\n\n从返乡青年开始\n\n桥桥。\n\n谁在买单\n", "桥".repeat(33));
        assert!(Layout::of(&lines(&one)).wrapped);
        let entries = "Wages of the keeper and his two sons\nRent of the house\n\nOil for the lamp of the tower at night\n\
            Bread\n\nWicks and glass, as in every other year\nSalt\n\nNails\n\nRope\n\nTar\n\nPaint\n\nCoal\n\nTwine\n\nChalk\n";
        assert!(!Layout::of(&lines(entries)).wrapped);
    }

    #[test]
    fn ideographs_may_be_broken_at_spaces_only() {
        let text = "这一点只适用于公开的访问，我们改用 Git\n自己的协议，这主要是出于速度的考虑。这个协议远比 HTTP\n\
            协议高效，因而访问也快，所以它能节省很多用户的时间，可以省去逐一配置\nSSH 的麻烦。\n\n\
            但不管哪种情形，这个协议的配置都很简单，在\nUbuntu 主机上可以用它。\n";
        assert!(Layout::of(&lines(text)).wrapped);
        let short = "您也可以用 U\n盘。如果您具备网络环境(比如，您可以使用 TFTP\n服务)，将允许简单快速地部署大量机器。";
        let read = PlainText::default().read(&Source::new("t", format!("{text}\n{short}\n")));
        let dump = read.value.dump();
        assert!(
            !dump.contains("break") && dump.contains("U 盘。如果您具备网络环境(比如，您可以使用 TFTP 服务)"),
            "{dump}"
        );
        let listed = "系统要求\nCPU: 1 GHz\n内存：512 MB\n\n例如：\n$ cd grit";
        let dump = PlainText::default().read(&Source::new("t", format!("{text}\n{listed}\n"))).value.dump();
        assert!(dump.contains("系统要求{break}CPU: 1 GHz{break}内存：512 MB"), "{dump}");
        assert!(!dump.contains("：$"), "{dump}");
        let items = PlainText::default().read(&Source::new("t", format!("{text}\n面包本体\n* 面粉\n* 芝麻\n")));
        assert_eq!(items.value.dump().matches("item").count(), 2, "{}", items.value.dump());
        let apart =
            lines("这一点只适用于公开的访问\n我们改用别的协议，这主要是出于速度的考虑\n因而访问也快\n所以它能节省时间");
        assert!(!are_broken_at_spaces(&apart.windows(2).collect::<Vec<_>>()));
    }

    #[test]
    fn ideographs_may_be_wrapped_widely() {
        let line = "桥".repeat(70);
        let text = format!("{line}\n{line}\n{line}。\n\n{line}\n{line}\n桥。\n");
        assert!(Layout::of(&lines(&text)).wrapped);
        let line = format!("{}。", "桥".repeat(60));
        assert!(!Layout::of(&lines(&[line.as_str(); 8].join("\n"))).wrapped);
    }
}
