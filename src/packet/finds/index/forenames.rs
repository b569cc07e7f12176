//! Forenames, by which a person is told from a firm or a place: only those that are hardly ever anything else.

use super::super::words::is_capitalised;
use super::filed::filed;
use super::table::{JOINERS, is_no_entry};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Forenames of the languages whose names are searched for, as English and the others write them. Those that are as
/// often a place or a thing ("Jordan", "Virginia", "Rose") are left out.
const FORENAMES: &str = "Aaron|Abdul|Abdullah|Abraham|Adam|Adrian|Ahmed|Ahmad|Alain|Alan|Albert|Alberto|Alejandro|Aleksandr|\
    Alex|Alexander|Alexandra|Alexei|Alexey|Alfred|Ali|Alice|Alison|Allison|Amanda|Amir|Amy|Ana|Anatoly|Andrea|Andreas|\
    Andrei|Andrew|Andrey|Andy|Angela|Anita|Ann|Anna|Anne|Annie|Anthony|Antoine|Anton|Antonio|António|Antony|Arnaud|\
    Arthur|Ashraf|Barack|Barbara|Bashar|Ben|Benjamin|Benoît|Bernard|Bernie|Bill|Bob|Boris|Brendan|Brett|Brian|Bruce|\
    Bruno|Carl|Carla|Carlos|Carol|Caroline|Catherine|Cécile|Charles|Charlie|Chris|Christian|Christina|Christine|\
    Christophe|Christopher|Claire|Claude|Claudia|Colin|Condoleezza|Craig|Cristina|Cynthia|Dan|Daniel|Daniela|Dave|David|\
    Deborah|Dennis|Derek|Diana|Didier|Diego|Dieter|Dmitri|Dmitry|Dominic|Dominique|Don|Donald|Doug|Douglas|Ed|Eduardo|\
    Edward|Elena|Eleanor|Eli|Elisabeth|Elizabeth|Ellen|Emily|Emma|Emmanuel|Eric|Erik|Ernest|Ethan|Eugene|Eva|Evan|\
    Fatima|Felipe|Fernando|Florian|Francesco|Francisco|Franck|François|Françoise|Frank|Franz|Fred|Frédéric|Friedrich|\
    Gabriel|Gary|Gavin|Geoffrey|George|Georges|Gerald|Gerhard|Giorgio|Giovanni|Giuseppe|Glenn|Gordon|Greg|Gregory|\
    Guillaume|Gustavo|Hannah|Hans|Harold|Harry|Hassan|Heather|Heiko|Helen|Helmut|Henri|Henry|Herbert|Hillary|Howard|\
    Hugh|Hugo|Ian|Ibrahim|Igor|Irina|Isaac|Isabel|Isabelle|Ivan|Jack|Jacob|Jacques|James|Jamie|Jan|Jane|Janet|Jason|\
    Javier|Jay|Jean|Jeff|Jeffrey|Jennifer|Jens|Jeremy|Jérôme|Jerry|Jesse|Jessica|Jill|Jim|Jimmy|Joan|Joe|Joel|Johan|\
    Johann|Johannes|John|Johnny|Jon|Jonathan|Jorge|José|Josef|Joseph|Josep|Josh|Joshua|Juan|Judith|Julia|Julian|Julie|\
    Julien|Jürgen|Justin|Karen|Karl|Kate|Katherine|Kathleen|Kathy|Katie|Keith|Kelly|Ken|Kenneth|Kevin|Kim|Klaus|\
    Konstantin|Kyle|Lars|Laura|Laurent|Lawrence|Leah|Leila|Leo|Leon|Leonid|Linda|Lisa|Lloyd|Louis|Louise|Luca|Lucas|\
    Luis|Luiz|Lukas|Maksim|Manuel|Marc|Marcel|Marco|Marcus|Margaret|Maria|María|Marie|Marine|Mario|Mark|Markus|Martha|\
    Martin|Mary|Mathieu|Matt|Matteo|Matthew|Matthias|Maurice|Max|Megan|Melissa|Michael|Michel|Michèle|Michelle|Miguel|\
    Mike|Mikhail|Mitchell|Mohamed|Mohammad|Mohammed|Monica|Morgan|Muhammad|Mustafa|Nancy|Natalia|Nathan|Neil|Nicholas|\
    Nicola|Nicolas|Nicole|Nigel|Nikolai|Nikolay|Nina|Oleg|Olga|Oliver|Olivier|Omar|Oscar|Otto|Pablo|Paolo|Pascal|Patricia|\
    Patrick|Paul|Paula|Pavel|Pedro|Peter|Petr|Phil|Philip|Philippe|Pierre|Rachel|Rafael|Ralph|Raymond|Rebecca|Recep|Reza|\
    Ricardo|Richard|Rick|Rob|Robert|Roberto|Robin|Roger|Roland|Roman|Ronald|Ruth|Ryan|Salvador|Sam|Samantha|Samuel|\
    Sandra|Sara|Sarah|Scott|Sean|Sebastian|Sébastien|Serge|Sergei|Sergey|Sergio|Seth|Sharon|Silvio|Simon|Simone|Sofia|\
    Sophie|Stefan|Stephan|Stéphane|Stephanie|Stephen|Steve|Steven|Stuart|Susan|Susanne|Svetlana|Sylvie|Tatiana|Ted|\
    Teresa|Terry|Theresa|Thierry|Thomas|Tim|Timothy|Todd|Tom|Tony|Ursula|Valérie|Valery|Viktor|Vincent|Vitaly|Vladimir|\
    Volodymyr|Walter|Warren|Wendy|Werner|William|Wolfgang|Yasser|Yulia|Yuri|Yves|Zachary";

/// Forenames of German texts, besides.
const GERMAN: &str = "Alfons|Anke|Annalena|Annegret|Annette|Armin|Axel|Bärbel|Beate|Bernd|Bernhard|Birgit|Björn|Brigitte|\
    Burkhard|Carsten|Christoph|Cornelia|Detlef|Dietmar|Dietrich|Dirk|Eckart|Egon|Erich|Ernst|Erwin|Felix|Friedhelm|Georg|\
    Gerd|Gisela|Gregor|Günter|Günther|Gunther|Hannelore|Harald|Hartmut|Heide|Heike|Heinrich|Heinz|Helga|Helge|Hendrik|\
    Henning|Hermann|Holger|Horst|Hubertus|Immanuel|Ingeborg|Ingrid|Jana|Joachim|Jochen|Jörg|Josefine|Joschka|Jost|Juliane|\
    Jutta|Karin|Karsten|Katarina|Katharina|Kathrin|Katja|Katrin|Kerstin|Kevin|Klara|Konrad|Kristina|Kurt|Lothar|Ludwig|\
    Lutz|Manfred|Manuela|Marlene|Martina|Matthäus|Michaela|Monika|Moritz|Nadine|Nils|Norbert|Olaf|Peer|Petra|Philipp|\
    Rainer|Ralf|Reiner|Reinhard|Reinhold|Renate|Roland|Rolf|Rüdiger|Rudolf|Sabine|Sahra|Sarah|Sigmar|Silke|Silvia|\
    Stefanie|Steffen|Susanna|Svenja|Sven|Tanja|Thilo|Thorsten|Tobias|Torsten|Udo|Ulf|Ulrich|Ulrike|Ute|Uwe|Viola|Volker|\
    Waltraud|Wilhelm|Willy|Winfried|Wladimir|Wolf|Wolodymyr|Xaver|Yvonne";

/// Forenames that are as often a German noun, or stand before a forename: money, the navy, a novel.
const NO_GERMAN: &[&str] =
    &["Mark", "Marine", "Roman", "Kim", "Don", "Max", "Ali", "Reza", "Leo", "Jan", "Art", "Rob", "Bob", "Bill", "Wolf"];

/// Second words that make a place or a thing of a forename: "Hudson River", "Carter Center".
const THINGS: &[&str] = &[
    "River", "Street", "Island", "Islands", "Park", "County", "City", "Hill", "Hills", "Lake", "Bay", "Square", "Road",
    "Airport", "School", "Hospital", "Museum", "Library", "Award", "Prize", "Inc", "Group", "Studios", "Records",
    "Books", "Day", "Bridge", "Valley", "Beach", "Point", "Hotel", "Theatre", "Theater", "Hall", "Tower", "Stadium",
    "Law",
];

static ALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FORENAMES.split('|').collect());
static ALL_GERMAN: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| FORENAMES.split('|').chain(GERMAN.split('|')).filter(|name| !NO_GERMAN.contains(name)).collect());

/// Whether a word is a forename of the languages that are searched, hardly ever anything else.
pub(super) fn is_forename(word: &str) -> bool {
    ALL.contains(word)
}

/// Whether a word is a forename in a German text, hardly ever anything else: of "Frank-Walter" the first part tells.
pub(super) fn is_german_forename(word: &str) -> bool {
    ALL_GERMAN.contains(word)
        || word.split_once('-').is_some_and(|(first, second)| {
            ALL_GERMAN.contains(first) && is_capitalised(second) && ALL_GERMAN.contains(second)
        })
}

/// A name as it is filed: a person's by the surname, if its forename tells that it is a person's.
pub(super) fn filed_if_person(name: &str) -> String {
    if is_person(name) { filed(name) } else { name.to_owned() }
}

/// Whether a name is a person's, as its forename tells.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words[..] else { return false };
    (ALL.contains(first) || is_german_forename(first))
        && words.len() <= 4
        && is_capitalised(last.trim_start_matches("al-"))
        && last.chars().any(char::is_lowercase)
        && !THINGS.contains(&last)
        && !is_no_entry(last)
        && words[1..].iter().all(|word| {
            is_capitalised(word.trim_start_matches("al-"))
                || (JOINERS.contains(word) && !matches!(*word, "of" | "the" | "for"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_their_forenames() {
        for (name, expected) in [
            ("Brendan Eich", "Eich, Brendan"),
            ("Ursula von der Leyen", "von der Leyen, Ursula"),
            ("Bashar al-Assad", "al-Assad, Bashar"),
            ("Mozilla Firefox", "Mozilla Firefox"),
            ("John Hancock Tower", "John Hancock Tower"),
            ("Charles of England", "Charles of England"),
            ("Peter", "Peter"),
        ] {
            assert_eq!(filed_if_person(name), expected);
        }
    }
}
