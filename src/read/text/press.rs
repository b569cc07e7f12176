//! Press releases: a label, whom the press may ask, how long it has to wait, and then the title.

use super::above::{is_firm, is_press_label, tells_whom_to_ask};
use super::blocks::Form;
use super::facts::Terminal;
use super::front::{Front, Role};
use super::head::Head;
use super::lexicon::{Certainty, lexicon};
use super::{dates, never, wording};

impl Head<'_, '_> {
    /// "FOR IMMEDIATE RELEASE": a label, and below it who to ask, before the title comes.
    pub(super) fn of_press_release(&self, from: usize, front: &mut Front) -> Option<usize> {
        const LABEL_WITHIN: usize = 3;
        const TITLE_WITHIN: usize = 8;
        const SENTENCE: usize = 70;
        let end = self.blocks.len();
        let label = (from..end).take(LABEL_WITHIN).find(|at| is_press_label(self.text(*at)))?;
        let asks = |at: usize| {
            let text = self.text(at);
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            text.contains('@')
                || is_firm(text)
                || tells_whom_to_ask(text)
                || never::is_dated_label(text)
                || digits * 4 > text.len()
                || self.blocks[at].form != Form::Words
        };
        // "Contact:", and a name below it; without a blank line there, the title is the first line that is longer.
        const WIDEST_NAME: usize = 40;
        let mut asked = false;
        let goes_on = |at: usize| {
            let block = &self.blocks[at];
            let touches = block.before == 0 && block.width < WIDEST_NAME;
            touches || self.text(at - 1).ends_with([':', '：'])
        };
        let of_page = |at: usize| lexicon().furniture(self.text(at)) == Some(Certainty::Sure);
        // Below a sentence of the release its title does not come: it stands above the label.
        let is_prose =
            |at: usize| wording::terminal(self.text(at)) == Terminal::Stop && self.blocks[at].width > SENTENCE;
        let mut places =
            (label + 1..end).take(TITLE_WITHIN).take_while(|at| label == from || !is_prose(*at) || asks(*at));
        let title = places.find(|at| {
            let asking = asks(*at) || is_press_label(self.text(*at)) || (asked && goes_on(*at));
            asked = asking;
            !asking && !of_page(*at) && self.can_be_title(*at)
        })?;
        front.set(label, Role::Furniture);
        for at in (from..title).filter(|at| *at != label) {
            if of_page(at) || is_press_label(self.text(at)) {
                front.set(at, Role::Furniture);
            } else if let Some(found) = dates::whole_line(self.text(at)) {
                front.set(at, Role::Date(found));
            }
        }
        Some(title)
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::tests::title;

    #[test]
    fn below_the_label_of_a_press_release_stands_whom_to_ask() {
        let head = "NEWS RELEASE\nFor release: Monday, 6 May 2013\n\nContact:\nDana Wu\nTel: +1 555 0107\n\nLUMEN LABS RAISES MONEY\n\nBy Anna Lee\n";
        assert_eq!(title(head).as_deref(), Some("LUMEN LABS RAISES MONEY"));
    }

    #[test]
    fn whom_to_ask_may_stand_close_above_the_title_or_apart_from_the_label() {
        let titled = Some("Brightwell Foods Opens Second Plant in Dayton".to_owned());
        let lines = [
            "FOR IMMEDIATE RELEASE",
            "Media contact:",
            "Joanna Pike",
            "+1 (555) 010-2277",
            "press@brightwell.example",
            "Brightwell Foods Opens Second Plant in Dayton",
        ];
        assert_eq!(title(&lines.join("\n")), titled);
        assert_eq!(title(&lines.join("\n\n")), titled);
        let head =
            "Pressemitteilung\nNr. 118/2023\nBerlin, 21. November 2023\nBundesregierung bringt Gesetz auf den Weg";
        assert_eq!(title(head).as_deref(), Some("Bundesregierung bringt Gesetz auf den Weg"));
    }

    #[test]
    fn a_press_release_has_a_label_above_its_title() {
        let head = "FOR IMMEDIATE RELEASE\nContact: Maria Delgado\n(555) 014-2277\n\nFoundation Opens Shelter\n";
        assert_eq!(title(head).as_deref(), Some("Foundation Opens Shelter"));
        let head = "報道関係者各位\n2022年4月11日\n株式会社みなと製作所\n\n雨の日の動物園が生まれます\n";
        assert_eq!(title(head).as_deref(), Some("雨の日の動物園が生まれます"));
        let head = "COMMUNIQUÉ DE PRESSE\nNantes, le 14 février 2024\n\nLa Fabrique ouvre ses portes\n";
        assert_eq!(title(head).as_deref(), Some("La Fabrique ouvre ses portes"));
    }

    #[test]
    fn a_press_release_is_held_back_and_a_speech_checked() {
        for head in [
            "PRESS RELEASE\nEmbargoed until 00:01, Tuesday 9 April 2024\n\nOne in five rivers fails new test\n",
            "Check against delivery\n\nOne in five rivers fails new test\n",
            // The label stands below the title.
            "One in five rivers fails new test\n\nPress release\n\nOne in five rivers of the north fails a new test, the \
             foundation says, and there are more.\n\nWho is concerned\n",
        ] {
            assert_eq!(title(head).as_deref(), Some("One in five rivers fails new test"), "{head}");
        }
    }

    #[test]
    fn a_press_release_may_have_two_labels() {
        let head = "PRESS RELEASE\n\nFor immediate release\n\nTrust opens lifeboat house\n";
        assert_eq!(title(head).as_deref(), Some("Trust opens lifeboat house"));
    }
}
