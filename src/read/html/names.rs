//! What elements call themselves, in their classes, ids, roles and properties: the habits of sites and of the
//! programs that make them.

use super::dom;
use dom_query::NodeRef;

/// What calls itself the text of an article, without hyphens and underscores: the classes of WordPress and its
/// themes, of Drupal, Ghost, Blogger and Medium, of microformats, and of newspapers' own systems.
#[rustfmt::skip]
const BODIES: &[&str] = &[
"articlebody", "articlebodytext", "articlecontent", "articlecontents", "articletext", "articlemaincontent",
    "articlebodycontent", "articlemainbody", "artikelinhalt", "artikeltext", "contentarticle", "econtent",
    "entrycontent", "entrybody", "entrytext", "ghcontent", "mwparseroutput", "newstext", "newscontent", "newsbody",
    "postarticle", "postbody", "postcontent", "postentry", "posttext", "postfulltext", "singlecontent", "storybody",
    "storybodytext", "storycontent", "storytext", "tdpostcontent", "textarticle", "blogpostcontent", "blogpostbody",
    "articlebodywrapper", "bodyarticle", "contentbodytext", "fieldnamebody", "storyarticlebody", "thearticlebody",
    "cuerpoarticulo", "cuerponoticia", "textonoticia", "corpsarticle", "contenuarticle", "testoarticolo",
];

/// A notice of the page, which is short.
pub const NOTICE: &str = "a notice";

/// What asks readers who they are.
pub const ACCOUNT: &str = "a form to sign in";

/// Kinds of furniture, and the words by which elements say that they are it.
#[rustfmt::skip]
const FURNITURE: &[(&str, &[&str])] = &[
    ("buttons to share", &[
        "share", "shares", "sharing", "sharebar", "sharebox", "sharebuttons", "sharetools", "sharelinks", "sharedaddy",
        "shareaholic", "sharethis", "addthis", "addtoany", "a2a", "socialshare", "socialmedia", "sociallinks",
        "socialicons", "socialbuttons", "ssba", "heateor", "mashsb", "shariff", "followus", "social",
    ]),
    ("links to other articles", &[
        "related", "relatedposts", "relatedarticles", "relatedcontent", "relatedlinks", "relatednews", "relatedstories",
        "relateds", "recommended", "recommendation", "recommendations", "recirc", "recirculation", "outbrain",
        "taboola", "revcontent", "zergnet", "yarpp", "mostread", "mostpopular", "trending", "readmore", "readnext",
        "readalso", "alsoread", "morefrom", "morestories", "morenews", "nextarticle", "prevnext", "postnav",
        "postnavigation", "articlenavigation", "seealso", "teaserlist", "jprelatedposts", "crp", "linkwithin",
        "upnext", "moreon", "morelinks", "interestedin",
    ]),
    ("comments", &[
        "comments", "commentlist", "commentsarea", "commentform", "commentrespond", "commentsection", "disqus",
        "disqusthread", "respond", "livefyre", "fbcomments", "shoutbox", "replies", "guestbook", "commentcount",
        "commentscount", "addcomment", "leavecomment",
    ]),
    ("a newsletter's form", &[
        "newsletter", "newsletters", "newslettersignup", "subscribe", "subscription", "subscribebox", "signup",
        "mailinglist", "mcembedsignup", "mailchimp", "optin", "emailsignup", "inlinesignup",
    ]),
    ("advertising", &[
        "ad", "ads", "adv", "advert", "advertisement", "advertising", "advertorial", "adsbygoogle", "adsense", "adbox",
        "adcontainer", "adslot", "adunit", "adwrapper", "adblock", "dfp", "sponsor", "sponsored", "sponsors", "promo",
        "promobox", "promotion", "werbung", "anzeige", "publicidad", "publicite", "reklama", "affiliate",
        "affiliatelinks",
    ]),
    (NOTICE, &[
        "cookie", "cookies", "cookiebanner", "cookienotice", "consent", "gdpr", "paywall", "popup", "modal", "overlay",
        "lightbox", "skiplink", "skiptocontent",
    ]),
    ("navigation", &[
        "breadcrumb", "breadcrumbs", "navigation", "navbar", "navbox", "navlinks", "pagination", "pager", "pagelinks",
        "menu", "submenu", "toolbar", "sitenav", "noprint", "backtotop", "sidebar", "skyscraper", "sistersitebox",
        "catlinks", "printfooter", "metadataplainlist", "vectormenu", "mweditsection", "editsection", "sitesub", "contentsub", "jumptonav", "prevlink", "nextlink",
    ]),
    ("a list of tags", &[
        "tags", "taglist", "tagcloud", "tagslinks", "entrytags", "posttags", "articletags", "taglinks", "keywords",
        "categories", "postcategories", "catlinks", "topics", "topiclist", "filedunder", "entryfooter", "entrymeta",
        "postmeta", "postfooter", "articlefooter", "postinfo", "articleinfo", "articlemeta", "metadata", "postdata",
    ]),
    ("words about the author", &[
        "authorbio", "authorbox", "authorinfo", "authorprofile", "aboutauthor", "abouttheauthor", "authordescription",
        "authorcard", "authorblock", "bioblock", "authordetails", "authorbiography", "postauthor", "articleauthor",
        "authorarea", "biobox", "contributorbio", "writerbio",
    ]),
    ("a vote or a count", &[
        "rating", "ratings", "votes", "likebutton", "likebox", "reactions", "postratings", "pageviews", "viewcount",
        "sharecount", "views", "wpulike", "kksr",
    ]),
    ("a player or a tool", &["audioplayer", "listen", "texttospeech", "printbutton", "fontsize", "fontresize", "textsize", "emailthis"]),
];

/// Words that only mean something beside another: `post-comments`, `share-buttons` are found by these.
#[rustfmt::skip]
const LEFT_BY_WORD: &[&str] = &[
    "share", "sharing", "social", "related", "recommended", "outbrain", "taboola", "comments", "disqus", "newsletter",
    "subscribe", "signup", "advert", "advertisement", "ads", "adsbygoogle", "sponsored", "promo", "cookie", "gdpr",
    "breadcrumb", "breadcrumbs", "pagination", "sidebar", "navbox", "noprint", "trending", "sharedaddy", "addtoany",
    "popular", "teasers", "byline", "tags", "navigation",
];

/// Words that make a class say something of a layout, not of its content: `has-sidebar`, `no-share`.
#[rustfmt::skip]
const OF_THE_LAYOUT: &[&str] = &["has", "with", "no", "without", "is", "hide", "page", "main", "layout", "body", "site"];

/// Roles of what is beside an article.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "alert", "menu", "menubar", "toolbar",
    "tablist", "complementary", "form",
];

/// Properties (schema.org) of what is told elsewhere or is somebody else's.
const PROPERTIES: &[&str] = &["comment", "keywords", "publisher", "breadcrumb", "interactionstatistic", "review"];

/// Whether an element says that the article's text is in it.
pub fn is_body(node: &NodeRef) -> bool {
    if dom::attr(node, "itemprop").is_some_and(|prop| prop.to_lowercase().split(' ').any(|p| p == "articlebody")) {
        return true;
    }
    tokens(node).any(|token| BODIES.contains(&joined(&token).as_str()))
}

/// Whether an element is the number of a page of the printed book that the words are from, as Project Gutenberg and
/// the makers of EPUBs mark it: it may stand within a sentence, and says nothing of these pages.
pub fn is_page_number(node: &NodeRef) -> bool {
    const CLASSES: &[&str] = &["pagenum", "pageno", "pagenumber", "pagebreak", "xebookmakerpageno"];
    const LONGEST: usize = 12;
    let said = |name: &str, word: &str| node.attr(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(word));
    let is_class = |class: &str| CLASSES.contains(&joined(&class.to_lowercase()).as_str());
    let marked = node.attr("class").is_some_and(|classes| classes.split_whitespace().any(is_class))
        || said("role", "doc-pagebreak")
        || said("epub:type", "pagebreak");
    marked && {
        let text = dom::words(node);
        let figures = |c: char| c.is_ascii_digit() || "ivxlcdm".contains(c.to_ascii_lowercase());
        text.chars().count() <= LONGEST && text.chars().any(figures)
    }
}

/// What furniture an element says it is.
pub fn furniture(node: &NodeRef) -> Option<&'static str> {
    if let Some(role) = dom::attr(node, "role")
        && ROLES.contains(&role.to_lowercase().as_str())
    {
        return Some("what the page says is no part of it");
    }
    if let Some(prop) = dom::attr(node, "itemprop")
        && PROPERTIES.contains(&prop.to_lowercase().as_str())
    {
        return Some("what the page says is no part of it");
    }
    if asks_consent(node) {
        return Some(NOTICE);
    }
    tokens(node).find_map(|token| {
        // What a box is called stands before the name of its part: `newsletter-widget__body`.
        let block = token.split_once("__").and_then(|(block, _)| called(block));
        block.or_else(|| called(&token)).or_else(|| is_over_film(&token, node).then_some("a player or a tool"))
    })
}

/// Whether an element is what lies over the picture of a film that a script would play: its name, its length.
fn is_over_film(token: &str, node: &NodeRef) -> bool {
    /// Letters of a paragraph: no name of a film is one.
    const PARAGRAPH: usize = 80;
    let words: Vec<&str> = token.split(['-', '_', ':', '.']).filter(|word| !word.is_empty()).collect();
    let is_part = |word: &&str| matches!(*word, "overlay" | "duration" | "placeholder" | "playlist");
    let over = words.contains(&"video") && words.iter().any(is_part) && words.len() <= 5;
    let is_prose = |p: NodeRef| p.text().chars().filter(|c| c.is_alphanumeric()).count() >= PARAGRAPH;
    over && !words.iter().any(|word| OF_THE_LAYOUT.contains(word)) && !dom::elements(node, &["p"]).any(is_prose)
}

/// What furniture a class or an id says.
fn called(token: &str) -> Option<&'static str> {
    let whole = joined(token);
    let kind = |word: &str| FURNITURE.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind);
    if let Some(kind) = kind(&whole) {
        return Some(kind);
    }
    let words: Vec<&str> = token.split(['-', '_', ':', '.']).filter(|word| !word.is_empty()).collect();
    if words.len() > 5 || words.iter().any(|word| OF_THE_LAYOUT.contains(word)) {
        return None;
    }
    if words.windows(2).any(|pair| pair == ["sign", "in"] || pair == ["log", "in"]) {
        return Some(ACCOUNT);
    }
    let of_author = |word: &&str| matches!(*word, "author" | "authors" | "writer" | "contributor" | "autor");
    if words.contains(&"bio") && words.iter().any(of_author) {
        return kind("authorbio");
    }
    let word = words.iter().find(|word| LEFT_BY_WORD.contains(word))?;
    Some(kind(word).unwrap_or("links and buttons"))
}

/// Whether an element says that it asks for consent to be followed, as the makers of such dialogues call them.
pub fn asks_consent(node: &NodeRef) -> bool {
    const MAKERS: &[&str] = &[
        "onetrust",
        "cookiebot",
        "cybotcookie",
        "didomi",
        "usercentrics",
        "truste",
        "cookieconsent",
        "cookiebanner",
        "cookienotice",
        "cookielaw",
        "qccmp",
        "cmpbox",
        "cmpwrapper",
        "gdprconsent",
        "consentmanager",
    ];
    let is_box = matches!(&*dom::name(node), "div" | "section" | "aside" | "form");
    is_box && tokens(node).any(|token| MAKERS.iter().any(|maker| joined(&token).starts_with(maker)))
}

/// Whether an element says that it is the title, in the class of a word processor.
pub fn is_title(node: &NodeRef) -> bool {
    let class = dom::attr(node, "class").unwrap_or_default();
    class.split_whitespace().any(|class| class == "title" || class == "MsoTitle") && !dom::words(node).is_empty()
}

/// Whether an element says that it is the standfirst.
pub fn is_standfirst(node: &NodeRef) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "standfirst", "subtitle", "subheadline", "subheading", "subhead", "dek", "deck", "strapline", "articlesummary",
        "articlesubtitle", "articlestandfirst", "articlelead", "articleintro", "entrysubtitle", "postsubtitle",
        "storysummary", "articledek", "headlinesubtitle", "contentstandfirst", "articledescription", "vorspann",
        "chapo", "entradilla", "articlechapo", "postexcerpt",
    ];
    if dom::attr(node, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("alternativeHeadline")) {
        return true;
    }
    tokens(node).any(|token| {
        NAMES.contains(&joined(&token).as_str())
            || token.split("__").nth(1).is_some_and(|part| NAMES.contains(&joined(part).as_str()))
    })
}

/// Whether an element says, in words of its names, that it is a date.
pub fn is_date(node: &NodeRef) -> bool {
    const WORDS: &[&str] = &[
        "date",
        "dates",
        "time",
        "timestamp",
        "datetime",
        "dateline",
        "publish",
        "published",
        "publishdate",
        "pubdate",
        "publication",
        "posted",
        "updated",
        "update",
        "datum",
        "fecha",
        "datepublished",
    ];
    node.has_name("time") || words(node).any(|word| WORDS.contains(&word.as_str()))
}

/// Whether an element says, in words of its names, that it names authors.
pub fn is_byline(node: &NodeRef) -> bool {
    const WORDS: &[&str] =
        &["byline", "bylines", "author", "authors", "writer", "writers", "contributor", "contributors"];
    words(node).any(|word| WORDS.contains(&word.as_str()))
}

/// Whether an element has words in its names that look like those of authors and are about other things.
pub fn is_like_byline(node: &NodeRef) -> bool {
    const OTHERS: &[&str] = &["authoriz", "authoris", "authority", "withoutauthor", "noauthor", "dateline"];
    let whole: Vec<String> = tokens(node).map(|token| joined(&token)).collect();
    let has = |words: &[&str]| whole.iter().any(|token| words.iter().any(|word| token.contains(word)));
    has(OTHERS) && !is_byline(node)
}

/// Whether an element says, in words of its names or as its property, that it is a reader's comment.
pub fn is_comment(node: &NodeRef) -> bool {
    let is_property = node.attr("itemprop").is_some_and(|property| property.eq_ignore_ascii_case("comment"));
    is_property || words(node).any(|word| matches!(word.as_str(), "comment" | "comments" | "disqus"))
}

/// Whether an element within a byline says that it is a name.
pub fn is_name(node: &NodeRef) -> bool {
    let last = |token: String| {
        let words: Vec<&str> = token.split(['-', '_']).filter(|word| !word.is_empty()).collect();
        words.iter().any(|word| matches!(*word, "name" | "fullname" | "authorname" | "bylinename" | "personname"))
            // As microformats call a full name.
            || token == "fn"
            || words.windows(2).any(|pair| pair == ["author", "link"])
    };
    tokens(node).any(last)
}

/// Whether an element within a byline says that it is no name.
pub fn is_beside_name(node: &NodeRef) -> bool {
    const WORDS: &[&str] = &[
        "title", "role", "position", "job", "prefix", "handle", "twitter", "bio", "date", "time", "share", "social",
        "comments", "tooltip", "intro", "preamble",
    ];
    words(node).any(|word| WORDS.contains(&word.as_str()))
}

/// Whether an element says, in words of its names, that it is the standfirst. Some of the words mean other things
/// elsewhere: this is for what stands right under the title.
pub fn is_under_title(node: &NodeRef) -> bool {
    const WORDS: &[&str] = &[
        "dek",
        "deck",
        "standfirst",
        "subhead",
        "subheading",
        "subheadline",
        "subhed",
        "subtitle",
        "subline",
        "abstract",
        "summary",
        "strapline",
        "chapo",
        "vorspann",
        "entradilla",
    ];
    is_standfirst(node)
        || dom::attr(node, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("description"))
        || words(node).any(|word| WORDS.contains(&word.as_str()))
}

/// The words of classes and the id, in lower case: `ContentHeader__pubDate` is "content", "header", "pub" and "date".
fn words(node: &NodeRef) -> impl Iterator<Item = String> {
    let split = |token: String| token.split(['-', '_', ':', '.']).map(str::to_owned).collect::<Vec<_>>();
    tokens(node).flat_map(split).filter(|word| !word.is_empty())
}

/// Whether an element has its id from what it says, as programs make them from headings: `<section id="comments">` is a
/// chapter if its heading is "Comments". Those of paragraphs and headings are places to lead to, too.
pub fn is_of_its_words(node: &NodeRef, id: &str) -> bool {
    let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let name = dom::name(node);
    if is_heading(name.as_str()) || name.as_str() == "p" {
        return true;
    }
    if !matches!(name.as_str(), "section" | "div" | "article") {
        return false;
    }
    let first = node.children_it(false).find(NodeRef::is_element);
    let Some(heading) = first.filter(|first| is_heading(dom::name(first).as_str())) else { return false };
    let said = joined(&heading.text().to_lowercase());
    !said.is_empty() && said.starts_with(&joined(&id.to_lowercase()))
}

/// Classes and the id, in lower case, words parted by hyphens.
fn tokens(node: &NodeRef) -> impl Iterator<Item = String> {
    let id = dom::attr(node, "id").filter(|id| !is_of_its_words(node, id)).unwrap_or_default();
    let all = format!("{} {id}", dom::attr(node, "class").unwrap_or_default());
    let tokens = all.split_whitespace().filter(|token| token.len() < 80).take(24);
    let all: Vec<String> = tokens.map(|token| parted(without_hash(token))).collect();
    all.into_iter()
}

/// A class without what a builder of style sheets puts behind it to tell it from others of its name:
/// `newsletter-signup_container__7r3hI`.
fn without_hash(class: &str) -> &str {
    const LENGTHS: std::ops::RangeInclusive<usize> = 5..=8;
    let hash = |tail: &str| {
        LENGTHS.contains(&tail.len())
            && tail.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            && tail.bytes().any(|b| b.is_ascii_digit())
            && tail.bytes().any(|b| b.is_ascii_alphabetic())
    };
    class.rsplit_once("__").filter(|(_, tail)| hash(tail)).map_or(class, |(name, _)| name)
}

/// `relatedPosts` → `related-posts`.
fn parted(token: &str) -> String {
    let mut out = String::with_capacity(token.len() + 4);
    let mut small_before = false;
    for c in token.chars() {
        if c.is_uppercase() && small_before {
            out.push('-');
        }
        small_before = c.is_lowercase() || c.is_ascii_digit();
        out.extend(c.to_lowercase());
    }
    out
}

/// `related-posts` and `related_posts` → `relatedposts`.
fn joined(token: &str) -> String {
    token.chars().filter(|c| c.is_alphanumeric()).collect()
}
