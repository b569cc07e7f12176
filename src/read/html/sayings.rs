//! What furniture says of itself, where no class tells: the headings of sections that are beside an article. Lines
//! such as "Advertisement" and "Share this" are in the languages' own lists, which the reader of plain text uses too.

use super::dom::squeezed;

/// How far a heading's section reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Links to other articles: up to the next heading, as long as there are links.
    Links,
    /// Comments: all that follows.
    Rest,
}

/// Headings of links to other articles, in lower case; `*` stands for anything behind.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "related", "related articles", "related article", "related stories", "related story", "related posts",
    "related content", "related news", "related links", "related topics", "related coverage", "related reading",
    "related items", "related videos", "related video", "read more", "read more about *", "must read stories",
    "must reads", "related content from *", "read next", "read also", "more from *",
    "more stories", "more news", "more on this story", "more on this topic", "more on this", "more in *",
    "more like this", "more articles", "more posts", "recommended", "recommended for you", "recommended stories",
    "recommended articles", "recommended reading", "recommended videos", "recommended from *", "you may also like", "you might also like", "you may like",
    "you might be interested in", "you may also be interested in", "most popular", "most read", "most viewed",
    "popular posts", "popular articles", "popular stories", "trending", "trending now", "trending stories",
    "latest news", "latest stories", "latest articles", "latest posts", "recent posts", "recent articles",
    "also read", "also on *", "up next", "editor's picks", "editors' picks", "from the web", "around the web",
    "sponsored content", "promoted stories", "promoted content", "what to read next", "keep reading",
    "top stories", "don't miss", "you may have missed", "share this", "share this:", "share this article",
    "share this story", "share this post", "share on", "share", "like this:", "follow us", "tags", "filed under",
    "topics", "topics in this article", "categories", "newsletter", "sign up for our newsletter",
    "subscribe to our newsletter", "get the newsletter", "stay connected", "advertisement", "sponsored",
    "about the author", "about the authors", "post navigation", "article navigation",
    "mehr zum thema", "lesen sie auch", "lesen sie mehr zum thema", "das könnte sie auch interessieren",
    "das könnte dich auch interessieren", "ähnliche artikel", "ähnliche beiträge", "verwandte artikel",
    "verwandte themen", "auch interessant", "weitere artikel", "weitere beiträge", "weiterlesen", "teilen",
    "beitrag teilen", "artikel teilen", "teilen mit:", "schlagwörter", "meistgelesen", "neueste beiträge",
    "mehr von *", "mehr aus *", "anzeige", "über den autor", "über die autorin", "newsletter abonnieren",
    "teile diesen beitrag", "gefällt mir:",
    "à lire aussi", "lire aussi", "sur le même sujet", "sur le même thème", "articles liés", "articles similaires",
    "à lire également", "voir aussi", "les plus lus", "partager", "partager cet article", "partager :",
    "dans la même rubrique", "mots-clés", "vous aimerez aussi", "publicité", "à propos de l'auteur",
    "lee también", "lea también", "te puede interesar", "también te puede interesar", "noticias relacionadas",
    "artículos relacionados", "más noticias", "más información", "lo más leído", "compartir", "etiquetas",
    "archivado en", "relacionados", "entradas relacionadas", "comparte esto:", "me gusta esto:", "publicidad",
    "leggi anche", "potrebbe interessarti", "potrebbero interessarti", "articoli correlati", "ti potrebbe interessare",
    "notizie correlate", "condividi", "condividi:", "i più letti",
    "leia também", "leia mais", "veja também", "notícias relacionadas", "artigos relacionados", "mais lidas",
    "compartilhe", "compartilhe isso:", "relacionado", "relacionadas",
    "lees ook", "lees meer", "gerelateerd", "gerelateerde artikelen", "meer over *", "deel dit:", "delen",
    "læs også", "les også", "läs också", "läs även", "lue myös", "relaterade artiklar",
    "czytaj też", "czytaj także", "czytaj również", "przeczytaj także", "zobacz także", "zobacz też", "podobne artykuły",
    "powiązane artykuły", "udostępnij", "tagi", "čtěte také", "čtěte dále", "mohlo by vás zajímat", "související články",
    "sdílet", "podobne wpisy", "διαβάστε επίσης", "σχετικά άρθρα", "δείτε επίσης",
    "читайте также", "читать также", "читайте далее", "по теме", "материалы по теме", "похожие записи",
    "похожие статьи", "похожие материалы", "смотрите также", "другие новости", "новости по теме", "ещё по теме",
    "еще по теме", "рекомендуем", "популярное", "самое читаемое", "поделиться", "поделиться:", "теги", "метки",
    "читайте також", "також читайте", "схожі новини", "ilgili haberler", "bunlar da ilginizi çekebilir",
    "اقرأ أيضا", "اقرأ أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة", "شارك", "شارك هذا الموضوع:", "مقالات ذات صلة",
    "相关阅读", "相关新闻", "相关文章", "推荐阅读", "延伸阅读", "热门文章", "猜你喜欢", "分享到", "相關文章", "相關新聞", "延伸閱讀", "推薦閱讀",
    "関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "人気記事", "最新記事", "関連リンク",
    "เรื่องที่เกี่ยวข้อง", "ข่าวที่เกี่ยวข้อง", "บทความที่เกี่ยวข้อง", "อ่านเพิ่มเติม",
    "관련기사", "관련 기사", "추천 기사", "인기 기사", "baca juga", "xem thêm", "tin liên quan", "lexo edhe", "pročitajte i",
    "vezi și", "citește și", "citeste si", "прочетете още", "вижте още", "olvasd el ezt is", "kapcsolódó cikkek",
];

/// Headings of comments.
#[rustfmt::skip]
const COMMENTS: &[&str] = &[
    "comments", "comments:", "# comments", "# comment", "comments (#)", "comment (#)", "comments #", "leave a comment",
    "leave a reply", "leave a reply cancel reply", "post a comment", "add a comment", "join the conversation",
    "join the discussion", "add your comment", "reader comments", "# responses to *", "# response to *",
    "# thoughts on *", "# thought on *", "one thought on *", "one response to *", "# replies to *", "# responses",
    "# response", "# replies", "have your say", "what do you think?", "discussion about this post",
    "kommentare", "# kommentare", "# kommentar", "kommentare (#)", "kommentar schreiben", "kommentar verfassen",
    "schreibe einen kommentar", "hinterlasse einen kommentar", "hinterlasse eine antwort", "kommentieren",
    "# antworten zu *", "# gedanken zu *", "ein gedanke zu *", "diskussion", "leserkommentare",
    "commentaires", "# commentaires", "# commentaire", "laisser un commentaire", "laissez un commentaire",
    "laisser une réponse", "réagir", "vos réactions", "comentarios", "# comentarios", "# comentario",
    "deja un comentario", "deja una respuesta", "dejar un comentario", "comentários", "# comentários",
    "deixe um comentário", "deixe uma resposta", "commenti", "# commenti", "lascia un commento", "lascia una risposta",
    "reacties", "# reacties", "geef een reactie", "plaats een reactie", "kommentarer", "# kommentarer",
    "lämna ett svar", "legg igjen en kommentar", "skriv en kommentar", "kommentit", "komentarze", "# komentarze",
    "dodaj komentarz", "komentáře", "diskuze", "комментарии", "комментарии (#)", "# комментариев", "# комментария",
    "добавить комментарий", "оставить комментарий", "коментарі", "коментари", "σχόλια", "yorumlar", "تعليقات", "التعليقات",
    "اترك تعليقا", "评论", "网友评论", "發表評論", "發表迴響", "发表评论", "發佈留言", "コメント", "コメントを残す", "댓글",
];

/// Headings of what an article names others for, at its end, in lower case: its links are its own.
#[rustfmt::skip]
const REFERENCES: &[&str] = &[
    "references", "reference", "bibliography", "works cited", "literature", "literature cited", "sources", "notes",
    "footnotes", "endnotes", "notes and references", "references and notes", "citations", "further reading",
    "external links", "see also", "selected bibliography", "resources", "links",
    "literatur", "literaturverzeichnis", "quellen", "quellenverzeichnis", "einzelnachweise", "weblinks", "siehe auch",
    "anmerkungen", "fußnoten", "weiterführende literatur",
    "références", "bibliographie", "notes et références", "liens externes", "annexes",
    "referencias", "bibliografía", "notas", "fuentes", "véase también", "enlaces externos", "notas y referencias",
    "bibliografia", "riferimenti", "fonti", "note", "collegamenti esterni", "referências", "ligações externas",
    "ver também", "literatuur", "bronnen", "referenties", "externe links", "zie ook", "referenser", "källor",
    "externa länkar", "referanser", "kilder", "kilder og referencer", "przypisy", "literatura", "linki zewnętrzne",
    "reference a zdroje", "примечания", "литература", "ссылки", "источники", "см. также", "см также", "библиография",
    "примітки", "джерела", "посилання", "βιβλιογραφία", "παραπομπές", "πηγές", "المراجع", "مراجع", "مصادر",
    "参考文献", "参考资料", "參考文獻", "參考資料", "外部链接", "外部連結", "注释", "脚注", "出典", "関連項目", "外部リンク", "참고 문헌", "각주",
];

/// Whether a heading says that what an article refers to is listed below it; a number may stand before it.
pub fn is_references(heading: &str) -> bool {
    const LONGEST: usize = 80;
    heading.len() <= LONGEST && {
        let line = plain(heading);
        // MediaWiki sets a link beside each heading, before it or behind it: "[edit] References".
        let words = line.split_once(']').filter(|_| line.starts_with('[')).map_or(line.as_str(), |(_, words)| words);
        let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = words.split_once('[').filter(|_| words.ends_with(']')).map_or(words, |(words, _)| words).trim_end();
        REFERENCES.contains(&words)
    }
}

/// What a heading says of the section under it.
pub fn section(heading: &str) -> Option<Section> {
    if heading.len() > 120 {
        return None;
    }
    let line = plain(heading);
    let fits = |list: &[&str]| {
        list.iter().any(|entry| match entry.strip_suffix('*') {
            Some(beginning) => line.starts_with(beginning) && line.chars().count() < 60,
            None => line == entry.trim_end_matches(':'),
        })
    };
    if fits(COMMENTS) {
        Some(Section::Rest)
    } else if fits(LINKS) {
        Some(Section::Links)
    } else {
        None
    }
}

/// Whether a line begins with such a heading and a colon: "Read more: The mills stand still".
pub fn leads_elsewhere(line: &str) -> bool {
    line.split_once([':', '：']).is_some_and(|(label, rest)| {
        !rest.trim().is_empty() && LINKS.contains(&plain(label).as_str()) && label.chars().count() >= 4
    })
}

/// Whether words before a link say that it leads to another article: "Lire aussi", "Read more".
pub fn is_label(words: &str) -> bool {
    (4..=60).contains(&words.len()) && LINKS.contains(&plain(words).as_str())
}

/// Whether a line is the way to the pages before and behind: "Prev | Index | Next".
pub fn is_way(line: &str) -> bool {
    const LONGEST: usize = 80;
    #[rustfmt::skip]
    const WAYS: &[&str] = &[
        "prev", "previous", "next", "index", "up", "home", "top", "contents", "table of contents", "toc", "back",
        "first", "last", "previous page", "next page", "main page", "start",
        "zurück", "weiter", "inhalt", "inhaltsverzeichnis", "vor", "übersicht",
        "précédent", "suivant", "sommaire", "accueil", "retour",
        "anterior", "siguiente", "índice", "inicio", "precedente", "successivo", "indice",
        "назад", "вперёд", "вперед", "далее", "оглавление", "содержание", "前へ", "次へ", "目次", "戻る", "上一页", "下一页", "目录",
    ];
    let parts =
        |c: char| matches!(c, '|' | '·' | '•' | '/' | '[' | ']' | '«' | '»' | '<' | '>' | ',' | '←' | '→' | '↑');
    if line.len() > LONGEST {
        return false;
    }
    let whole = |part: &str| WAYS.contains(&plain(part).as_str());
    let pieces: Vec<&str> = line.split(parts).map(str::trim).filter(|part| !part.is_empty()).collect();
    // Without signs between them each word is a link of its own.
    let words: Vec<&str> = line.split_whitespace().collect();
    (pieces.len() > 1 && pieces.iter().all(|piece| whole(piece)))
        || (words.len() > 1 && words.iter().all(|word| whole(word)))
}

/// Whether a line is what a letter to many says of itself, with links to leave the list or to see it in a browser.
pub fn is_of_a_letter(line: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "unsubscribe", "view this email in", "view in browser", "view in your browser", "view it in your browser",
        "update your preferences", "manage preferences", "manage your preferences", "email preferences",
        "im browser ansehen", "im browser anzeigen", "newsletter abbestellen", "vom newsletter abmelden",
        "se désinscrire", "se désabonner", "dans votre navigateur", "darse de baja", "en el navegador",
        "annulla l'iscrizione", "disiscriv", "nel browser", "отписаться", "в браузере", "退订", "配信停止",
    ];
    const LONGEST: usize = 400;
    line.len() <= LONGEST && {
        let line = plain(line);
        WORDS.iter().any(|words| line.contains(words))
    }
}

/// Whether a line stands for something from another site, which a page shows only to those who agree.
pub fn is_of_embedding(line: &str) -> bool {
    #[rustfmt::skip]
    const BEGINNINGS: &[&str] = &[
        "empfohlener redaktioneller inhalt", "empfohlener externer inhalt", "externen inhalt anzeigen",
        "externe inhalte anzeigen", "externen inhalt laden", "inhalt laden",
        "an dieser stelle finden sie einen", "an dieser stelle findest du einen", "an dieser stelle befindet sich ein",
        "ich bin damit einverstanden, dass mir", "um eingebettete inhalte anzuzeigen",
        "um diesen inhalt anzuzeigen", "um diesen inhalt zu sehen", "wir benötigen ihre zustimmung, um",
        "mit dem laden des videos akzeptieren", "mit dem klick auf", "dieser inhalt kann nicht angezeigt werden",
        "this content is hosted by a third party", "by loading the", "by viewing this content",
        "to view this content, ", "to display this content from", "we need your consent to load",
        "ce contenu est bloqué", "ce contenu a été bloqué", "pour voir ce contenu", "pour afficher ce contenu",
        "este contenido está bloqueado", "para ver este contenido", "per vedere questo contenuto",
        "om deze inhoud te tonen", "om dit te zien", "aby wyświetlić tę treść",
    ];
    /// What others of these begin with takes one of these words more.
    const ABOUT: &[&str] = &[
        "cookie",
        "extern",
        "drittplattform",
        "datenschutz",
        "third part",
        "tiers",
        "personenbezogen",
        "zustimm",
        "einwillig",
        "consent",
        "accept",
        "akzept",
        "agree",
        "social media",
        "réseaux",
        "terceros",
        "terzi",
        "derden",
    ];
    const LONGEST: usize = 700;
    line.len() <= LONGEST && {
        let line = plain(line);
        BEGINNINGS.contains(&line.as_str())
            || BEGINNINGS.iter().any(|words| line.starts_with(words)) && ABOUT.iter().any(|word| line.contains(word))
    }
}

/// Whether a link is a tool of the page: over its menu to the text, or into a letter to nobody yet.
pub fn is_of_the_page(address: &str, text: &str) -> bool {
    #[rustfmt::skip]
    const OVER: &[&str] = &[
        "skip to", "skip navigation", "jump to content", "jump to navigation", "zum inhalt springen",
        "direkt zum inhalt", "aller au contenu", "saltar al contenido", "ir al contenido", "vai al contenuto",
        "hoppa till innehåll", "przejdź do treści", "перейти к содерж", "コンテンツへスキップ", "本文へスキップ", "跳到主要内容",
    ];
    // More is no label of a link, and is not made small to be looked at.
    let short = text.len() <= 120;
    address.starts_with("mailto:?") && short
        || address.starts_with('#') && short && {
            let label = plain(text);
            OVER.iter().any(|words| label.starts_with(words))
        }
}

/// In lower case, with single spaces, numbers as `#`, typewriter apostrophes.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in squeezed(text).trim_end_matches([':', '：', '.', '…', '»', '>', ' ']).to_lowercase().chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            '’' => out.push('\''),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_what_is_beside_an_article() {
        for (heading, wanted) in [
            ("Related Articles", Some(Section::Links)),
            ("More from The Harbour Times", Some(Section::Links)),
            ("12 Comments", Some(Section::Rest)),
            ("3 thoughts on “The Harvest”", Some(Section::Rest)),
            ("Читайте также:", Some(Section::Links)),
            ("Das könnte Sie auch interessieren", Some(Section::Links)),
            ("Comments on the treaty", None),
            ("Related work", None),
            ("Sharing the harvest", None),
        ] {
            assert_eq!(section(heading), wanted, "{heading}");
        }
        assert!(is_of_the_page("#main", "Skip to main content") && is_of_the_page("mailto:?subject=A", "Email"));
        assert!(!is_of_the_page("#s2", "The skipper") && !is_of_the_page("mailto:a@example.org", "Write"));
        assert!(leads_elsewhere("Read more: The mills stand still"));
        assert!(!leads_elsewhere("The answer: nobody knew"));
        assert!(is_label("Lire aussi") && is_label("Read more:") && !is_label("See"));
        assert!(is_way("Prev | Index | Next") && is_way("[Zurück] [Inhalt]") && is_way("Previous Up Next"));
        assert!(!is_way("Next") && !is_way("The next day") && !is_way("Home | Mills"));
        assert!(is_of_a_letter("Unsubscribe from this list") && !is_of_a_letter("Write us a letter"));
    }
}
