//! Where people, terms and other things that the manifest names stand in articles.

use super::seek::Seeker;
use super::{Place, Text};

pub use super::seek::Case;

/// Finds entries, each by its forms: a name and what else it goes by. Whole words only; other inflections must be
/// given, or `*` for them. `places[n]` are those of entry `n`, in order. Of entries that share a form each gets it.
pub fn find<F: AsRef<str>>(texts: &[Text], entries: &[Vec<F>], case: Case) -> Vec<Vec<Place>> {
    let forms = entries.iter().enumerate().flat_map(|(at, forms)| forms.iter().map(move |form| (at, form.as_ref())));
    let seeker = Seeker::new(forms, case);
    let mut places: Vec<Vec<Place>> = entries.iter().map(|_| Vec::new()).collect();
    for (article, text) in texts.iter().enumerate() {
        for (unit, content) in text.units.iter().enumerate() {
            seeker.find(&content.text, |range, entry| {
                places[entry].push(Place { article, unit, offset: range.start });
            });
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::text;
    use super::*;

    #[test]
    fn people_are_told_by_their_capitals_and_terms_are_not() {
        let texts = [text(&["Bush met Rice, eating rice.", "rice; Rice’s Bush-era rice"])];
        let people = find(&texts, &[vec!["George Bush", "Bush"], vec!["Condoleezza Rice", "Rice"]], Case::Exact);
        let at = |places: &[Place]| places.iter().map(|place| (place.unit, place.offset)).collect::<Vec<_>>();
        assert_eq!(at(&people[0]), [(2, 0), (3, 15)]);
        assert_eq!(at(&people[1]), [(2, 9), (3, 6)]);
        assert_eq!(at(&find(&texts, &[vec!["Rice"]], Case::Any)[0]), [(2, 9), (2, 22), (3, 0), (3, 6), (3, 24)]);
    }
}
