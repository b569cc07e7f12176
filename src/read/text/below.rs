//! What stands below a title: its repetition, the standfirst, the byline, the date, and what the page counts.

use super::authors::are_only_names;
use super::blocks::{Block, Form};
use super::byline;
use super::dates;
use super::facts::Terminal;
use super::front::{self, Front, Role, WIDEST_TITLE};
use super::head;
use super::issue;
use super::layout::Layout;
use super::letter::{self, Field};
use super::lexicon::{Certainty, lexicon};
use super::names;
use super::never;
use super::things::{self, Thing};
use super::wording;
use crate::lang::letters;

/// A wider block is prose.
const PARAGRAPH: usize = 110;

/// What says who wrote a post is no wider.
const LONGEST_LABEL: usize = 90;

/// No word for a section is wider.
const WIDEST_SECTION: usize = 30;

/// What pages set between a counter and a date. Other signs alone may be the article's: "#", "(".
const PARTING: [char; 4] = ['·', '•', '|', '｜'];

/// How many blocks below the title its repetition may stand.
const REPEATED_WITHIN: usize = 7;

/// Takes in what stands below the title: its repetition, the standfirst, byline, date, counters.
pub(super) fn below_title(title: usize, blocks: &[Block<'_>], layout: &Layout, front: &mut Front) {
    let name = letters(blocks[title].text());
    let end = blocks.len().min(title + 1 + REPEATED_WITHIN);
    let repeated = (title + 1..end).find(|at| {
        blocks[*at].form == Form::Words && blocks[*at].width <= 2 * WIDEST_TITLE && letters(blocks[*at].text()) == name
    });
    let end = blocks.len().min(title + 9).max(repeated.map_or(0, |at| at + 1));
    let mut below = Below {
        title,
        blocks,
        wrapped: layout.wrapped,
        anchor: title,
        has_names: false,
        has_date: false,
        has_standfirst: false,
        published: title.checked_sub(1).is_some_and(|at| matches!(front.role(at), Some(Role::Publication(_)))),
    };
    for (at, block) in blocks.iter().enumerate().take(end).skip(title + 1) {
        if repeated == Some(at) {
            front.set(at, Role::RepeatedTitle);
            below.anchor = at;
            continue;
        }
        let inside = repeated.is_some_and(|repeated| at < repeated);
        let spot = if inside { Spot::BetweenTitles } else { Spot::BelowTitle };
        let section = || (!inside && below.is_section(at, front)).then_some(Role::Furniture);
        match below.role(at, spot).or_else(section) {
            Some(role) => {
                below.take(at, &role);
                front.set(at, role);
            }
            None if inside || block.form == Form::Rule => {}
            None if below.is_passed_over(at) => below.anchor = at,
            None => {
                if below.is_late_standfirst(at) {
                    front.set(at, Role::Standfirst);
                }
                break;
            }
        }
    }
}

/// Takes in a byline and a date that stand above the text though it has no title.
pub(super) fn without_title(from: usize, blocks: &[Block<'_>], front: &mut Front) {
    const WITHIN: usize = 6;
    let mut named = false;
    for (at, block) in blocks.iter().enumerate().skip(from).take(WITHIN) {
        let text = block.text();
        if block.form == Form::Rule || front.role(at).is_some() {
            continue;
        }
        if block.form != Form::Words || block.quoted > 0 || block.width > 130 || block.lines.len() > 2 {
            break;
        }
        let names = |byline: &byline::Byline| byline.introduced && !byline.names.is_empty();
        if let Some(found) = dates::whole_line(text).filter(|_| !byline::has_names(text)) {
            front.set(at, Role::Date(found));
        } else if let Some(byline) = byline::read(text).filter(|byline| names(byline) && !named) {
            named = true;
            front.set(at, Role::Byline(byline));
        } else if lexicon().furniture(text) != Some(Certainty::Sure) {
            break;
        }
    }
}

/// Where a line below the title stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Between the title and the same title again.
    BetweenTitles,
    BelowTitle,
}

/// What is known while the lines below a title are read.
pub(super) struct Below<'b, 'a> {
    pub title: usize,
    pub blocks: &'b [Block<'a>],
    /// Whether lines are wrapped.
    pub wrapped: bool,
    /// The line below which names and a standfirst may stand.
    pub anchor: usize,
    pub has_names: bool,
    pub has_date: bool,
    pub has_standfirst: bool,
    /// The journal or the series stands above the title.
    pub published: bool,
}

impl Below<'_, '_> {
    /// Notes what a line was.
    fn take(&mut self, at: usize, role: &Role) {
        match role {
            Role::Byline(byline) => {
                self.has_names |= !byline.names.is_empty();
                self.anchor = if self.anchor + 1 == at { at } else { self.anchor };
            }
            Role::Standfirst => {
                self.has_standfirst = true;
                self.anchor = at;
            }
            Role::Publication(_) if self.anchor + 1 == at => self.anchor = at,
            Role::Furniture | Role::Date(_) if self.anchor + 1 == at => {
                self.has_date |= matches!(role, Role::Date(_));
                self.anchor = at;
            }
            _ => {}
        }
    }

    fn role(&self, at: usize, spot: Spot) -> Option<Role> {
        let block = &self.blocks[at];
        let text = block.text();
        if block.form != Form::Words || block.quoted > 0 {
            return None;
        }
        if block.width > 130 || block.lines.len() > 2 {
            let of_many = || self.byline(at, spot).filter(|_| byline::names_somebody(text));
            return of_many().or_else(|| self.is_standfirst(at).then_some(Role::Standfirst));
        }
        if head::is_address(text) {
            return Some(Role::Address(0..text.len()));
        }
        // "·", between a counter and the date.
        if text.chars().all(|c| PARTING.contains(&c)) {
            return Some(Role::Furniture);
        }
        if let Some(role) = front::source(text).or_else(|| self.field(at)) {
            return Some(role);
        }
        if lexicon().furniture(text).is_some() {
            return Some(self.only_date(at).map_or(Role::Furniture, Role::Date));
        }
        // "Par Élise Noir, le 4 mars 2016" looks like a place and a date.
        if let Some(found) = dates::whole_line(text).filter(|_| !byline::has_names(text)) {
            return Some(Role::Date(found));
        }
        if let Some(found) = dates::below_title(text).filter(|_| !self.has_date && at <= self.anchor + 2) {
            return Some(Role::Date(found));
        }
        self.byline(at, spot).or_else(|| self.thing(at)).or_else(|| self.is_standfirst(at).then_some(Role::Standfirst))
    }

    /// "Board Meeting, 12 March 2019", "European Central Bank": the occasion is printed with its date; who published is the
    /// publication, above the date or where no other heading follows.
    fn thing(&self, at: usize) -> Option<Role> {
        const WITHIN: usize = 4;
        let text = self.blocks[at].text();
        if self.has_names || at > self.anchor + 1 {
            return None;
        }
        if let Some((_, _, found)) = things::dated(text).filter(|_| !self.has_date) {
            return Some(Role::Date(found));
        }
        let next = self.blocks.get(at + 1).filter(|next| next.form == Form::Words)?;
        let alone = || self.blocks[at].after > 0 && next.width > PARAGRAPH && !self.has_headings(at + 1);
        let heads = || dates::whole_line(next.text()).is_some() || byline::names_somebody(next.text());
        let published = matches!(things::named_alone(text)?, Thing::Body | Thing::Periodical)
            && (heads() || self.is_above_furniture(at) || alone())
            && self.blocks[at + 1..].iter().take(WITHIN).all(|block| front::source(block.text()).is_none());
        published.then_some(Role::Publication(0..text.len()))
    }

    /// "From: Jane Doe <jane@example.org>", below the subject of a message; without an address there are other fields beside
    /// it: "To: all staff".
    fn field(&self, at: usize) -> Option<Role> {
        const WITHIN: usize = 3;
        let text = self.blocks[at].text();
        let (field, start) = letter::field(text).filter(|_| at <= self.title + WITHIN)?;
        let is_from = |at: usize| {
            let named = self.blocks.get(at).and_then(|block| letter::field(block.text()));
            named.is_some_and(|(field, _)| field == Field::From)
        };
        let is_field = |at: usize| self.blocks.get(at).is_some_and(|block| letter::field(block.text()).is_some());
        let beside = (at > self.title + 1 && is_field(at - 1)) || is_field(at + 1);
        match field {
            Field::From if !self.has_names && (beside || text.contains('@')) => {
                Some(Role::Byline(front::sender(&text[start..], text)))
            }
            // To whom.
            Field::Other if beside && (is_from(at - 1) || is_from(at + 1)) => Some(Role::Furniture),
            _ => None,
        }
    }

    /// "Last updated: 20 October 2025": a page says so of any article, but no other date may be there, not even in a
    /// byline or a sentence.
    fn only_date(&self, at: usize) -> Option<dates::Found> {
        const WITHIN: usize = 4;
        let text = self.blocks[at].text();
        let found = dates::whole_line(text).filter(|_| !self.has_date && !text.starts_with('©'))?;
        let others = self.blocks[at + 1..].iter().take(WITHIN).map(Block::text);
        let mut rest = std::iter::once(&text[found.range.end..]).chain(others);
        rest.all(|other| dates::find(other).is_none()).then_some(found)
    }

    /// "Politics": where in the paper the article stood, between the date or furniture and the first paragraph. A review
    /// of the year has headings that say the same, and other headings follow.
    fn is_section(&self, at: usize, front: &Front) -> bool {
        let names = |block: &Block<'_>| {
            let short = block.width < WIDEST_SECTION && block.form == Form::Words;
            short && lexicon().sections.contains(block.text().to_lowercase().as_str())
        };
        let below_head = matches!(front.role(at - 1), Some(Role::Date(_) | Role::Furniture));
        let above_prose =
            self.blocks.get(at + 1).is_some_and(|next| next.form == Form::Words && next.width > PARAGRAPH);
        below_head && above_prose && names(&self.blocks[at]) && !self.has_headings(at + 1)
    }

    /// Whether a short line stands above a paragraph, from there on.
    fn has_headings(&self, from: usize) -> bool {
        const WIDEST: usize = 60;
        let is_heading = |block: &Block<'_>| {
            let short = block.form == Form::Words && block.width < WIDEST && block.mark.is_none();
            short && block.before > 0 && wording::terminal(block.text()) == Terminal::Open
        };
        let is_prose = |block: &Block<'_>| block.form == Form::Words && block.width > PARAGRAPH;
        self.blocks[from..].windows(2).any(|two| is_heading(&two[0]) && is_prose(&two[1]))
    }

    pub fn byline(&self, at: usize, spot: Spot) -> Option<Role> {
        let (block, title) = (&self.blocks[at], &self.blocks[self.title]);
        let text = block.text();
        let next = self.blocks.get(at + 1).filter(|next| next.form == Form::Words);
        let byline = byline::read(text)?;
        if self.begins_thread(at, &byline) {
            return None;
        }
        if byline.names.is_empty() {
            return byline.counted.then_some(Role::Furniture);
        }
        let salutes = || !byline.introduced && text.ends_with([',', '،']);
        if self.has_names || (wording::is_credit(text) && !byline.introduced) || salutes() {
            return None;
        }
        let dated = byline.date.is_some() || byline.counted;
        // Without a word such as "by", names are names only beside a date, a counter or the title again.
        let beside_date = next.is_some_and(|next| {
            dates::whole_line(next.text()).is_some() || letters(next.text()) == letters(title.text())
        });
        let above_words = self.blocks.get(at + 1).is_some_and(|next| matches!(next.form, Form::Words | Form::Verse));
        let only_names = || names::name_a_newsroom(text) || are_only_names(text, self.title, self.blocks);
        let of_paper = || self.published && issue::are_authors(text);
        let alone = at == self.title + 1 && above_words && (only_names() || of_paper());
        let above_furniture = self.is_above_furniture(at);
        // "Selin ARSLAN / İSTANBUL", between the date and the first paragraph.
        let with_place = self.has_date && text.contains(" / ") && next.is_some_and(|next| next.width > 110);
        let bare = (block.width < 60 || names::are_many(text))
            && !text.contains(['?', '!'])
            && !has_colon(text)
            && (dated || beside_date || above_furniture || with_place || spot == Spot::BetweenTitles || alone);
        (byline.introduced || (bare && at <= self.anchor + 3)).then_some(Role::Byline(byline))
    }

    /// "Posted by mathilda77 on 3 March": one post of several, each with its author, its day and its words. Whoever wrote the
    /// first of them did not write the others.
    fn begins_thread(&self, at: usize, byline: &byline::Byline) -> bool {
        const FEWEST: usize = 3;
        if !byline.introduced || byline.date.is_none() {
            return false;
        }
        let first = self.blocks[at].text().split(' ').next().unwrap_or_default();
        let is_prose =
            |block: &Block<'_>| block.form == Form::Words && wording::terminal(block.text()) != Terminal::Open;
        let is_post = |two: &&[Block<'_>]| {
            let text = two[0].text();
            let fits = two[0].width <= LONGEST_LABEL && text.starts_with(first) && is_prose(&two[1]);
            fits && byline::read(text).is_some_and(|other| other.introduced && other.date.is_some())
        };
        self.blocks[at..].windows(2).next().is_some_and(|two| is_post(&two))
            && self.blocks[at..].windows(2).filter(is_post).take(FEWEST).count() == FEWEST
    }

    /// Whether the page's furniture stands below a line: what may be an article's own counts above other furniture.
    fn is_above_furniture(&self, at: usize) -> bool {
        let below = |at: usize| {
            let next = self.blocks.get(at).filter(|next| next.form == Form::Words)?;
            lexicon().furniture(next.text())
        };
        below(at + 1).is_some_and(|certainty| certainty == Certainty::Sure || below(at + 2).is_some())
    }

    /// A short line that nothing is known of, above what surely belongs to the head.
    fn is_passed_over(&self, at: usize) -> bool {
        const SHORT: usize = 60;
        const WIDEST: usize = 110;
        let block = &self.blocks[at];
        let within =
            |block: &Block<'_>, width| block.form == Form::Words && block.width <= width && block.mark.is_none();
        let short = |block: &Block<'_>| within(block, SHORT);
        let head = |block: &Block<'_>| {
            byline::names_somebody(block.text())
                || dates::whole_line(block.text()).is_some()
                || dates::below_title(block.text()).is_some()
                || byline::read(block.text()).is_some_and(|byline| byline.counted && byline.names.is_empty())
        };
        // "Speech by Helen Marsh, National Statistician, at the Royal Guildhall, London".
        within(block, if at == self.title + 1 { WIDEST } else { SHORT })
            && wording::terminal(block.text()) == Terminal::Open
            && (at <= self.anchor + 1 || never::is_role(block.text()))
            && self.anchor <= self.title + 2
            && self.blocks.get(at + 1).is_some_and(|next| short(next) && head(next))
    }
}

/// A colon that is not part of a time.
fn has_colon(text: &str) -> bool {
    text.match_indices([':', '：']).any(|(at, colon)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !(digit(text[..at].chars().next_back()) && digit(text[at + colon.len()..].chars().next()))
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Reading, Tidy};
    use super::*;

    pub(in super::super) const LONG: &str = "The council voted on Tuesday to close the old bridge for eighteen months, and the shops along the \
        river have already begun to count what it will cost them in lost trade, which nobody in the room expected.";

    /// What the lines below the title are, a letter each.
    pub(in super::super) fn roles(head: &str) -> String {
        let text = format!("Bridge to close for eighteen months\n{head}\n{LONG}\n{LONG}");
        let reading = Reading::of(&text, &Tidy::NONE);
        let front = reading.front();
        let role = |at| match front.role(at) {
            Some(Role::Standfirst) => 's',
            Some(Role::Byline(_)) => 'b',
            Some(Role::Date(_)) => 'd',
            Some(Role::Furniture) => 'f',
            Some(Role::Publication(_)) => 'p',
            _ => '-',
        };
        (1..reading.blocks.len() - 2).map(role).collect()
    }

    #[test]
    fn a_section_of_the_paper_stands_below_the_date() {
        assert_eq!(roles("By Hannah Whitlock\n\n17 January 2024\n\nPolitics\n"), "bdf");
        assert_eq!(roles("17 January 2024\n\n5 min read\n\nOpinion\n"), "dff");
        // An article's own headings may say the same.
        assert_eq!(roles("By Hannah Whitlock\n\nEconomy\n"), "b-");
        assert_eq!(roles(&format!("17 January 2024\n\nEconomy\n\n{LONG}\n\nPolitics\n")), "d---");
        assert_eq!(roles(&format!("3 March 2024\n\nBusiness\n\n{LONG}\n\nThe mill\n")), "d---");
    }

    #[test]
    fn meetings_and_institutions_wrote_nothing() {
        for text in
            ["SIP/SLIP Meeting, Aug 12th 2015", "Junta Directiva, 12 de marzo de 2019", "Общее Собрание, 12 марта 2019"]
        {
            assert_eq!(roles(text), "d", "{text}");
        }
        assert_eq!(roles("Statistisches Bundesamt\n12. März 2019"), "pd");
        assert_eq!(roles("European Central Bank\nBy Anna Lee"), "pb");
        assert_eq!(roles("Committee Meeting\n12 March 2019"), "-d");
        assert_eq!(roles("Held in the Village Hall on Tuesday, 11 February 2020"), "d");
        // Alone it published the article, unless other headings show that it is one.
        assert_eq!(roles("\nMinistère des Finances\n"), "p");
        assert_eq!(roles(&format!("\nMinistry of Finance\n\n{LONG}\n\nEuropean Central Bank\n")), "---");
        // Below the author it is where she works.
        assert_eq!(roles("By Anna Lee\nUniversity of Oslo"), "b-");
    }

    #[test]
    fn who_wrote_the_first_post_wrote_no_others() {
        let post = |name: &str| format!("Verfasst von {name} am 3. März 2015, 18:22\n\n{LONG}\n\n");
        let thread = [post("mathilda77"), post("paragrafenreiter"), post("mathilda77")].concat();
        assert_eq!(&roles(&thread)[..2], "--");
        // Teasers below an article have titles, and no words of theirs.
        let teaser = "The old mill\n\nBy Jane Doe, 3 March 2015\n\n";
        assert_eq!(&roles(&format!("By Anna Lee, 4 March 2015\n\n{LONG}\n\n{teaser}{teaser}"))[..1], "b");
    }

    #[test]
    fn who_sent_a_message_may_stand_below_its_subject() {
        assert_eq!(roles("From: Joke Verbeek <joke@example.org>"), "b");
        assert_eq!(roles("Dozent: Dr. Thomas Brandl"), "b");
        assert_eq!(roles("From: the harbour"), "-");
        assert_eq!(roles("To: all staff\nFrom: Gerald Fox\nDate: 14 January 2013"), "fbd");
    }

    #[test]
    fn an_office_below_the_byline_and_an_occasion_below_the_title_hide_no_date() {
        assert_eq!(roles("By Sarah Whitcombe\nEnvironment correspondent\nPublished 14 March 2024"), "b-d");
        let occasion = "Speech by Helen Marsh, National Statistician, at the Royal Guildhall, London";
        assert_eq!(roles(&format!("{occasion}\n18 October 2022")), "-d");
    }

    #[test]
    fn names_stand_above_what_a_page_offers_and_signs_between() {
        assert_eq!(roles("Tomasz Lewandowski\n\nFollow\n\n7 min read\n\n·\n\nAug 21, 2023"), "bfffd");
        assert_eq!(roles(&format!("#\n\n{LONG}")), "--");
        assert_eq!(roles("2024年2月15日 11時30分\n\n佐藤健一\n\nシェア\n\nツイート"), "dbff");
    }

    #[test]
    fn many_names_and_none() {
        // Days of the week, towns and states of a text have small letters, too.
        for text in ["martes, 12 de mayo de 2020", "jeudi, 12 mai 2020", "paris, 12 mai 2020", "updated - 22/10/2019"] {
            assert_eq!(roles(text), "d", "{text}");
        }
        let four = "Stéfan van der Walt, Jarrod Roe, Pamphile Roy and Lars Grüter";
        let body = "and so it went on with the bridge, which was closed for another month than had been said before. "
            .repeat(8);
        assert_eq!(roles(&format!("{four}\n\n{body}")), "b-");
        for towns in
            ["Rome, Paris, Berlin, Madrid, Lisbon, Vienna, Prague, Athens, Oslo and Sofia", "Rome, Paris and Berlin"]
        {
            assert_eq!(roles(&format!("{towns}\n\n{body}")), "--", "{towns}");
        }
        assert_eq!(
            roles(&format!("By {four}, Ann Alder, Ben Birch, Carla Cedar, Dan Dale, Eve Elm and Fay Fir\n")),
            "b"
        );
    }

    #[test]
    fn a_newsroom_signs_without_a_word_before_it() {
        assert_eq!(roles("La rédaction du Monde"), "b");
        assert_eq!(roles("La rédaction beta.gouv.fr, 23 septembre 2019\n\nPartager sur Facebook"), "bf");
    }

    #[test]
    fn names_and_dates_need_no_title() {
        let text = format!("4 March 2016\n\nBy Anna Lee\n\n{LONG}\n\n{LONG}");
        let reading = Reading::of(&text, &Tidy::NONE);
        let front = reading.front();
        assert!(matches!(front.role(0), Some(Role::Date(_))) && matches!(front.role(1), Some(Role::Byline(_))));
        assert!(front.role(2).is_none());
    }

    #[test]
    fn the_day_of_a_change_is_the_date_where_there_is_no_other() {
        assert_eq!(roles("Last updated: 20 October 2025"), "d");
        assert_eq!(roles("Last updated: 20 October 2025\n\n3 March 2024"), "fd");
        assert_eq!(roles("Last updated: 20 October 2025\n\nBy Jane Doe, 3 March 2024"), "fb");
        assert_eq!(roles("3 March 2024\n\nLast updated: 20 October 2025"), "df");
    }

    #[test]
    fn two_dates_may_share_a_line() {
        let line = "Published 9:14 AM GMT, January 17, 2024 | Updated 11:02 AM GMT, January 17, 2024";
        assert_eq!(roles(&format!("By Hannah Whitlock\n{line}\n59 views")), "bdf");
    }
}
