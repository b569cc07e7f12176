//! What web pages say around an article, by which a reader of saved pages knows that it is no part of it. Pages need not
//! be in their article's language: all of these are known to every reader. In lower case, a number as `#`; what ends in
//! `*` may go on.

/// A language's words of that sort.
#[derive(Debug)]
pub(crate) struct WebWords {
    /// The primary subtag of BCP 47.
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and a test"))]
    pub code: &'static str,
    /// What heads links to other articles: `["related articles"]`.
    pub beside: &'static [&'static str],
    /// What heads the readers' comments: `["# comments"]`.
    pub comments: &'static [&'static str],
    /// What heads the things that an article refers to: `["references"]`. Those links are its own.
    pub references: &'static [&'static str],
    /// The way to the pages before and behind: `["next"]`.
    pub ways: &'static [&'static str],
    /// What a letter to many says of itself: `["unsubscribe"]`.
    pub letters: &'static [&'static str],
    /// How words begin that stand for something from another site, until the reader agrees.
    pub embedded: &'static [&'static str],
    /// What such words are about: `["third part"]`.
    pub agreeing: &'static [&'static str],
    /// How a link begins that leads over the menu: `["skip to"]`.
    pub over: &'static [&'static str],
    /// Rights, as they are reserved at the foot of a page.
    pub rights: &'static [&'static str],
}

impl WebWords {
    const NONE: Self = Self {
        code: "",
        beside: &[],
        comments: &[],
        references: &[],
        ways: &[],
        letters: &[],
        embedded: &[],
        agreeing: &[],
        over: &[],
        rights: &[],
    };
}

/// One kind of words, of all languages.
pub(crate) fn web_words(kind: fn(&WebWords) -> &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    WEB.iter().flat_map(kind).copied()
}

/// Them, by their languages.
#[rustfmt::skip] // a kind of words a line
const WEB: &[WebWords] = &[
    WebWords {
        code: "en",
        beside: &[
            "related", "related articles", "related article", "related stories", "related story", "related posts",
            "related content", "related news", "related links", "related topics", "related coverage",
            "related reading", "related items", "related videos", "related video", "read more", "read more about *",
            "must read stories", "must reads", "related content from *", "read next", "read also", "more from *",
            "more stories", "more news", "more on this story", "more on this topic", "more on this", "more in *",
            "more like this", "more articles", "more posts", "recommended", "recommended for you",
            "recommended stories", "recommended articles", "recommended reading", "recommended videos",
            "recommended from *", "you may also like", "you might also like", "you may like",
            "you might be interested in", "you may also be interested in", "most popular", "most read", "most viewed",
            "popular posts", "popular articles", "popular stories", "trending", "trending now", "trending stories",
            "latest news", "latest stories", "latest articles", "latest posts", "recent posts", "recent articles",
            "also read", "also on *", "up next", "editor's picks", "editors' picks", "from the web", "around the web",
            "sponsored content", "promoted stories", "promoted content", "what to read next", "keep reading",
            "top stories", "don't miss", "you may have missed", "share this", "share this article",
            "share this story", "share this post", "share on", "share", "like this", "follow us", "tags",
            "filed under", "topics", "topics in this article", "categories", "newsletter",
            "sign up for our newsletter", "subscribe to our newsletter", "get the newsletter", "stay connected",
            "advertisement", "sponsored", "about the author", "about the authors", "post navigation",
            "article navigation", "more great stories from *", "more great wired stories", "more must-reads from *",
            "read this next", "in case you missed it", "recommended for you by *", "watch next", "more videos",
            "most watched", "most shared", "related tags", "stories chosen for you", "more to read",
        ],
        comments: &[
            "comments", "# comments", "# comment", "comments (#)", "comment (#)", "comments #", "leave a comment",
            "leave a reply", "leave a reply cancel reply", "post a comment", "add a comment", "join the conversation",
            "join the discussion", "add your comment", "reader comments", "# responses to *", "# response to *",
            "# thoughts on *", "# thought on *", "one thought on *", "one response to *", "# replies to *",
            "# responses", "# response", "# replies", "have your say", "what do you think?",
            "discussion about this post",
        ],
        references: &[
            "references", "reference", "bibliography", "works cited", "literature", "literature cited", "sources",
            "notes", "footnotes", "endnotes", "notes and references", "references and notes", "citations",
            "further reading", "external links", "see also", "selected bibliography", "resources", "links",
        ],
        ways: &[
            "prev", "previous", "next", "index", "up", "home", "top", "contents", "table of contents", "toc", "back",
            "first", "last", "previous page", "next page", "main page", "start",
        ],
        letters: &[
            "unsubscribe", "view this email in", "view in browser", "view in your browser", "view it in your browser",
            "update your preferences", "manage preferences", "manage your preferences", "email preferences",
        ],
        embedded: &[
            "this content is hosted by a third party", "by loading the", "by viewing this content",
            "to view this content, ", "to display this content from", "we need your consent to load",
        ],
        agreeing: &["cookie", "third part", "consent", "accept", "agree", "social media"],
        over: &["skip to", "skip navigation", "jump to content", "jump to navigation"],
        rights: &["all rights reserved"],
    },
    WebWords {
        code: "de",
        beside: &[
            "mehr zum thema", "lesen sie auch", "lesen sie mehr zum thema", "das könnte sie auch interessieren",
            "das könnte dich auch interessieren", "ähnliche artikel", "ähnliche beiträge", "verwandte artikel",
            "verwandte themen", "auch interessant", "weitere artikel", "weitere beiträge", "weiterlesen", "teilen",
            "beitrag teilen", "artikel teilen", "teilen mit", "schlagwörter", "meistgelesen", "neueste beiträge",
            "mehr von *", "mehr aus *", "anzeige", "über den autor", "über die autorin", "newsletter abonnieren",
            "teile diesen beitrag", "gefällt mir", "lies auch", "lesen sie dazu auch", "mehr dazu",
            "mehr zu diesem thema", "auch lesenswert", "beliebte artikel", "empfohlene artikel", "empfehlungen der redaktion",
        ],
        comments: &[
            "kommentare", "# kommentare", "# kommentar", "kommentare (#)", "kommentar schreiben", "kommentar verfassen",
            "schreibe einen kommentar", "hinterlasse einen kommentar", "hinterlasse eine antwort", "kommentieren",
            "# antworten zu *", "# gedanken zu *", "ein gedanke zu *", "diskussion", "leserkommentare",
        ],
        references: &[
            "literatur", "literaturverzeichnis", "quellen", "quellenverzeichnis", "einzelnachweise", "weblinks",
            "siehe auch", "anmerkungen", "fußnoten", "weiterführende literatur",
        ],
        ways: &["zurück", "weiter", "inhalt", "inhaltsverzeichnis", "vor", "übersicht"],
        letters: &[
            "im browser ansehen", "im browser anzeigen", "newsletter abbestellen", "vom newsletter abmelden",
        ],
        embedded: &[
            "empfohlener redaktioneller inhalt", "empfohlener externer inhalt", "externen inhalt anzeigen",
            "externe inhalte anzeigen", "externen inhalt laden", "inhalt laden",
            "an dieser stelle finden sie einen", "an dieser stelle findest du einen",
            "an dieser stelle befindet sich ein", "ich bin damit einverstanden, dass mir",
            "um eingebettete inhalte anzuzeigen", "um diesen inhalt anzuzeigen", "um diesen inhalt zu sehen",
            "wir benötigen ihre zustimmung, um", "mit dem laden des videos akzeptieren", "mit dem klick auf",
            "dieser inhalt kann nicht angezeigt werden",
        ],
        agreeing: &[
            "extern", "drittplattform", "datenschutz", "personenbezogen", "zustimm", "einwillig", "akzept",
        ],
        over: &["zum inhalt springen", "direkt zum inhalt"],
        rights: &["alle rechte vorbehalten"],
    },
    WebWords {
        code: "fr",
        beside: &[
            "à lire aussi", "lire aussi", "sur le même sujet", "sur le même thème", "articles liés",
            "articles similaires", "à lire également", "voir aussi", "les plus lus", "partager",
            "partager cet article", "dans la même rubrique", "mots-clés", "vous aimerez aussi", "publicité",
            "à propos de l'auteur", "lire la suite", "nos lecteurs ont lu ensuite", "les articles les plus lus",
        ],
        comments: &[
            "commentaires", "# commentaires", "# commentaire", "laisser un commentaire", "laissez un commentaire",
            "laisser une réponse", "réagir", "vos réactions",
        ],
        references: &["références", "bibliographie", "notes et références", "liens externes", "annexes"],
        ways: &["précédent", "suivant", "sommaire", "accueil", "retour"],
        letters: &["se désinscrire", "se désabonner", "dans votre navigateur"],
        embedded: &["ce contenu est bloqué", "ce contenu a été bloqué", "pour voir ce contenu", "pour afficher ce contenu"],
        agreeing: &["tiers", "réseaux"],
        over: &["aller au contenu"],
        rights: &["tous droits réservés"],
    },
    WebWords {
        code: "es",
        beside: &[
            "lee también", "lea también", "te puede interesar", "también te puede interesar", "noticias relacionadas",
            "artículos relacionados", "más noticias", "más información", "lo más leído", "compartir", "etiquetas",
            "archivado en", "relacionados", "entradas relacionadas", "comparte esto", "me gusta esto", "publicidad",
            "relacionado", "relacionadas",
        ],
        comments: &[
            "comentarios", "# comentarios", "# comentario", "deja un comentario", "deja una respuesta",
            "dejar un comentario",
        ],
        references: &[
            "referencias", "bibliografía", "notas", "fuentes", "véase también", "enlaces externos",
            "notas y referencias",
        ],
        ways: &["anterior", "siguiente", "índice", "inicio"],
        letters: &["darse de baja", "en el navegador"],
        embedded: &["este contenido está bloqueado", "para ver este contenido"],
        agreeing: &["terceros"],
        over: &["saltar al contenido", "ir al contenido"],
        rights: &["derechos reservados"],
    },
    WebWords {
        code: "it",
        beside: &[
            "leggi anche", "potrebbe interessarti", "potrebbero interessarti", "articoli correlati",
            "ti potrebbe interessare", "notizie correlate", "condividi", "i più letti",
        ],
        comments: &["commenti", "# commenti", "lascia un commento", "lascia una risposta"],
        references: &["bibliografia", "riferimenti", "fonti", "note", "collegamenti esterni"],
        ways: &["precedente", "successivo", "indice"],
        letters: &["annulla l'iscrizione", "disiscriv", "nel browser"],
        embedded: &["per vedere questo contenuto"],
        agreeing: &["terzi"],
        over: &["vai al contenuto"],
        ..WebWords::NONE
    },
    WebWords {
        code: "pt",
        beside: &[
            "leia também", "leia mais", "veja também", "notícias relacionadas", "artigos relacionados", "mais lidas",
            "compartilhe", "compartilhe isso", "relacionado", "relacionadas",
        ],
        comments: &["comentários", "# comentários", "deixe um comentário", "deixe uma resposta"],
        references: &["referências", "ligações externas", "ver também"],
        ..WebWords::NONE
    },
    WebWords {
        code: "nl",
        beside: &["lees ook", "lees meer", "gerelateerd", "gerelateerde artikelen", "meer over *", "deel dit", "delen"],
        comments: &["reacties", "# reacties", "geef een reactie", "plaats een reactie"],
        references: &["literatuur", "bronnen", "referenties", "externe links", "zie ook"],
        embedded: &["om deze inhoud te tonen", "om dit te zien"],
        agreeing: &["derden"],
        ..WebWords::NONE
    },
    WebWords {
        code: "sv",
        beside: &["läs också", "läs även", "relaterade artiklar", "läs mer"],
        comments: &["kommentarer", "# kommentarer", "lämna ett svar"],
        references: &["referenser", "källor", "externa länkar"],
        over: &["hoppa till innehåll"],
        ..WebWords::NONE
    },
    WebWords {
        code: "da",
        beside: &["læs også"],
        references: &["kilder", "kilder og referencer"],
        ..WebWords::NONE
    },
    WebWords {
        code: "nb",
        beside: &["les også"],
        comments: &["legg igjen en kommentar", "skriv en kommentar"],
        references: &["referanser"],
        ..WebWords::NONE
    },
    WebWords { code: "fi", beside: &["lue myös"], comments: &["kommentit"], ..WebWords::NONE },
    WebWords {
        code: "pl",
        beside: &[
            "czytaj też", "czytaj także", "czytaj również", "przeczytaj także", "zobacz także", "zobacz też",
            "podobne artykuły", "powiązane artykuły", "udostępnij", "tagi", "podobne wpisy", "czytaj więcej",
        ],
        comments: &["komentarze", "# komentarze", "dodaj komentarz"],
        references: &["przypisy", "literatura", "linki zewnętrzne"],
        embedded: &["aby wyświetlić tę treść"],
        over: &["przejdź do treści"],
        ..WebWords::NONE
    },
    WebWords {
        code: "cs",
        beside: &["čtěte také", "čtěte dále", "mohlo by vás zajímat", "související články", "sdílet"],
        comments: &["komentáře", "diskuze"],
        references: &["reference a zdroje"],
        ..WebWords::NONE
    },
    WebWords {
        code: "el",
        beside: &["διαβάστε επίσης", "σχετικά άρθρα", "δείτε επίσης"],
        comments: &["σχόλια"],
        references: &["βιβλιογραφία", "παραπομπές", "πηγές"],
        ..WebWords::NONE
    },
    WebWords {
        code: "ru",
        beside: &[
            "читайте также", "читать также", "читайте далее", "по теме", "материалы по теме", "похожие записи",
            "похожие статьи", "похожие материалы", "смотрите также", "другие новости", "новости по теме", "ещё по теме",
            "еще по теме", "рекомендуем", "популярное", "самое читаемое", "поделиться", "теги", "метки",
        ],
        comments: &[
            "комментарии", "комментарии (#)", "# комментариев", "# комментария", "добавить комментарий",
            "оставить комментарий",
        ],
        references: &[
            "примечания", "литература", "ссылки", "источники", "см. также", "см также", "библиография",
        ],
        ways: &["назад", "вперёд", "вперед", "далее", "оглавление", "содержание"],
        letters: &["отписаться", "в браузере"],
        over: &["перейти к содерж"],
        ..WebWords::NONE
    },
    WebWords {
        code: "uk",
        beside: &["читайте також", "також читайте", "схожі новини"],
        comments: &["коментарі"],
        references: &["примітки", "джерела", "посилання"],
        ..WebWords::NONE
    },
    WebWords {
        code: "bg",
        beside: &["прочетете още", "вижте още"],
        comments: &["коментари"],
        ..WebWords::NONE
    },
    WebWords {
        code: "tr",
        beside: &["ilgili haberler", "bunlar da ilginizi çekebilir"],
        comments: &["yorumlar"],
        ..WebWords::NONE
    },
    WebWords {
        code: "ar",
        beside: &[
            "اقرأ أيضا", "اقرأ أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة", "شارك", "شارك هذا الموضوع", "مقالات ذات صلة",
        ],
        comments: &["تعليقات", "التعليقات", "اترك تعليقا"],
        references: &["المراجع", "مراجع", "مصادر"],
        ..WebWords::NONE
    },
    WebWords {
        code: "zh",
        beside: &[
            "相关阅读", "相关新闻", "相关文章", "推荐阅读", "延伸阅读", "热门文章", "猜你喜欢", "分享到", "相關文章", "相關新聞", "延伸閱讀",
            "推薦閱讀",
        ],
        comments: &["评论", "网友评论", "發表評論", "發表迴響", "发表评论", "發佈留言"],
        references: &["参考文献", "参考资料", "參考文獻", "參考資料", "外部链接", "外部連結", "注释"],
        ways: &["上一页", "下一页", "目录"],
        letters: &["退订"],
        over: &["跳到主要内容"],
        ..WebWords::NONE
    },
    WebWords {
        code: "ja",
        beside: &["関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "人気記事", "最新記事", "関連リンク"],
        comments: &["コメント", "コメントを残す"],
        references: &["脚注", "出典", "関連項目", "外部リンク"],
        ways: &["前へ", "次へ", "目次", "戻る"],
        letters: &["配信停止"],
        over: &["コンテンツへスキップ", "本文へスキップ"],
        ..WebWords::NONE
    },
    WebWords {
        code: "ko",
        beside: &["관련기사", "관련 기사", "추천 기사", "인기 기사"],
        comments: &["댓글"],
        references: &["참고 문헌", "각주"],
        ..WebWords::NONE
    },
    WebWords {
        code: "th",
        beside: &["เรื่องที่เกี่ยวข้อง", "ข่าวที่เกี่ยวข้อง", "บทความที่เกี่ยวข้อง", "อ่านเพิ่มเติม"],
        ..WebWords::NONE
    },
    WebWords { code: "id", beside: &["baca juga"], ..WebWords::NONE },
    WebWords { code: "vi", beside: &["xem thêm", "tin liên quan"], ..WebWords::NONE },
    WebWords { code: "sq", beside: &["lexo edhe"], ..WebWords::NONE },
    WebWords { code: "hr", beside: &["pročitajte i"], ..WebWords::NONE },
    WebWords { code: "ro", beside: &["vezi și", "citește și", "citeste si"], ..WebWords::NONE },
    WebWords { code: "hu", beside: &["olvasd el ezt is", "kapcsolódó cikkek"], ..WebWords::NONE },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_lower_case_and_each_language_has_one_row() {
        let kinds: [fn(&WebWords) -> &'static [&'static str]; 9] = [
            |words| words.beside,
            |words| words.comments,
            |words| words.references,
            |words| words.ways,
            |words| words.letters,
            |words| words.embedded,
            |words| words.agreeing,
            |words| words.over,
            |words| words.rights,
        ];
        for word in kinds.into_iter().flat_map(web_words) {
            assert!(!word.trim().is_empty() && word.to_lowercase() == word && !word.ends_with(':'), "{word:?}");
        }
        let codes: std::collections::BTreeSet<_> = WEB.iter().map(|words| words.code).collect();
        assert!(codes.len() == WEB.len() && !codes.contains(""), "{codes:?}");
    }
}
