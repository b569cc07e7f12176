//! Who might belong in the list of people: suggested to the editor, never printed by itself.

use crate::model::{Document, words};
use std::collections::BTreeMap;

/// Words before a name that say what somebody is, in the languages whose news are read most.
const TITLES: &[&str] = &[
    "President",
    "Vice-President",
    "Premier",
    "Minister",
    "Chancellor",
    "Secretary",
    "Secretary-General",
    "Ambassador",
    "Commissioner",
    "Senator",
    "Governor",
    "Mayor",
    "Judge",
    "Justice",
    "General",
    "Admiral",
    "Colonel",
    "Director",
    "Chairman",
    "Chairwoman",
    "Chair",
    "Professor",
    "Dr",
    "Dr.",
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Sir",
    "Lord",
    "Lady",
    "King",
    "Queen",
    "Pope",
    "Präsident",
    "Präsidentin",
    "Kanzler",
    "Kanzlerin",
    "Ministerin",
    "Außenminister",
    "Außenministerin",
    "Président",
    "Présidente",
    "Ministre",
    "Presidente",
    "Ministro",
    "Ministra",
    "Президент",
    "Министр",
    "Премьер-министр",
    "Посол",
    "Генерал",
];

/// Words that say what somebody is when they stand behind a name and a comma.
const ROLES: &[&str] = &[
    "ambassador",
    "adviser",
    "advisor",
    "analyst",
    "author",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "coordinator",
    "correspondent",
    "deputy",
    "director",
    "economist",
    "editor",
    "envoy",
    "executive",
    "expert",
    "fellow",
    "founder",
    "general",
    "governor",
    "head",
    "historian",
    "journalist",
    "lawyer",
    "leader",
    "mayor",
    "member",
    "minister",
    "negotiator",
    "officer",
    "official",
    "president",
    "professor",
    "representative",
    "researcher",
    "scientist",
    "secretary",
    "senator",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// A person who is named, and what is said of them there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The name, as it stands first.
    pub name: String,
    /// The title before it, or what stands behind it between commas; may be empty.
    pub role: String,
    /// How often the name occurs so.
    pub count: usize,
}

/// People who are named with a title or with what they are, those first who are named most.
pub fn candidates<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<Candidate> {
    let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for document in documents {
        let words = words(document);
        for at in 0..words.len() {
            let Some((name, role)) = titled(&words, at).or_else(|| described(&words, at)) else { continue };
            let known = found.entry(name).or_insert((String::new(), 0));
            known.1 += 1;
            if known.0.is_empty() {
                known.0 = role;
            }
        }
    }
    let mut all: Vec<_> = found.into_iter().map(|(name, (role, count))| Candidate { name, role, count }).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    all
}

/// "Foreign Minister María Gómez": a title, then a name of two or three words.
fn titled(words: &[String], at: usize) -> Option<(String, String)> {
    let title = words[at].as_str();
    if !TITLES.contains(&title) {
        return None;
    }
    let (name, _) = name(words, at + 1)?;
    let before = at.checked_sub(1).map(|before| words[before].as_str()).filter(|word| is_name(word));
    let role =
        if title.len() > 4 { before.map_or(title.to_owned(), |word| format!("{word} {title}")) } else { String::new() };
    Some((name, role))
}

/// "María Gómez, head of the mission,": a name, then what somebody is, up to the next mark.
fn described(words: &[String], at: usize) -> Option<(String, String)> {
    // The first of the capitalised words, not one in their middle.
    if at.checked_sub(1).is_some_and(|before| is_name(&words[before])) {
        return None;
    }
    let (name, end) = name(words, at)?;
    if !words[end - 1].ends_with(',') {
        return None;
    }
    let mut role = Vec::new();
    for word in words[end..].iter().take(10) {
        role.push(word.trim_end_matches([',', '.', ';', ':']));
        if word.ends_with([',', '.', ';', ':']) {
            let says = role.iter().any(|word| ROLES.contains(word));
            return says.then(|| (name, role.join(" ")));
        }
    }
    None
}

/// A name of two or three capitalised words, and the index behind it.
fn name(words: &[String], at: usize) -> Option<(String, usize)> {
    let mut name: Vec<&str> = Vec::new();
    for word in words[at..].iter().take(3) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("’s").trim_end_matches("'s");
        if !is_name(bare) || TITLES.contains(&bare) {
            break;
        }
        name.push(bare);
        if bare.len() != word.len() {
            break;
        }
    }
    (name.len() >= 2).then(|| (name.join(" "), at + name.len()))
}

/// A capital, then small letters.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().any(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, Container};
    use crate::source::Span;

    #[test]
    fn names_with_titles_and_with_roles() {
        let text = "Foreign Minister María Gómez met Elif Aydın, head of the mission in Geneva, on Monday. \
                    Minister María Gómez said nothing. The New York Times, a newspaper, wrote of it.";
        let mut builder = Builder::new();
        builder.open(Container::Paragraph, Span::NONE);
        builder.text(text, Span::NONE);
        builder.close();
        let document = Document { blocks: builder.finish().blocks, ..Document::default() };
        let found = candidates([&document]);
        let told: Vec<_> = found.iter().map(|one| format!("{} ({}) {}", one.name, one.role, one.count)).collect();
        assert_eq!(told, ["María Gómez (Foreign Minister) 2", "Elif Aydın (head of the mission in Geneva) 1"]);
    }
}
