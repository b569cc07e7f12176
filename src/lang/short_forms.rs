//! How articles say what a short form stands for, and which words a long form does not count.
//!
//! Articles quote short forms of other languages with their own language's words, and of their own with another's:
//! "(от англ. Work in Progress)", "(WIP por sus siglas en inglés)". So all rows are known to every search.

/// One language's words round short forms, in lower case, parted by `|`.
#[derive(Debug)]
pub(crate) struct ShortForms {
    /// The primary subtag of BCP 47.
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and a test"))]
    pub code: &'static str,
    /// Words too small to be counted in a long form.
    pub small: &'static str,
    /// Between a short form and the long one: "NGO stands for non-governmental organisation".
    pub stands_for: &'static str,
    /// What may stand between the short form and those words: "which is".
    pub fillers: &'static str,
    /// Between a long form and the short one: "non-governmental organisation, abbreviated NGO".
    pub called: &'static str,
    /// Before either form in brackets, word by word.
    pub leads: &'static str,
    /// Behind a short form: "por sus siglas en inglés".
    pub tails: &'static str,
    /// What a body is, with the word that joins its name: many leave it out of the short form.
    pub heads: &'static str,
    /// Behind a name, what it names: not in the short form if that has no letter for it.
    pub kinds: &'static str,
}

/// The rows, one for each language that is known.
pub(crate) const SHORT_FORMS: &[ShortForms] = &[
    ShortForms {
        code: "en",
        small: "a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with",
        stands_for: "stands for|stand for|stood for|standing for|short for|shorthand for|acronym for|\
            acronym of|abbreviation for|abbreviation of|initialism for|initialism of|initials of",
        fillers: "which|that|is|are|was|it|an|a|the|as|simply|commonly",
        called: "known as|known by its acronym|known by the acronym|abbreviated as|abbreviated to|\
            abbreviated|shortened to|acronym|aka|a.k.a.|or|or simply|hereafter|hereinafter|\
            henceforth|referred to as|called",
        leads: "the|or|aka|a.k.a.|abbr.|abbreviated|abbreviation|acronym|as|known|also|called|commonly|\
            usually|often|formerly|hereafter|hereinafter|henceforth|short|stands|which|for|from|to|\
            i.e.|in|english|simply|collectively|by|its",
        tails: "for short|in short|in english|hereafter|hereinafter",
        heads: "department of|department for|ministry of|ministry for|bureau of|bureau for|office of|\
            office for|university of|college of|school of|institute of|institute for|faculty of|\
            court of|directorate of|directorate for|secretariat of|secretariat for|division of|\
            inspectorate of|administration of|agency of|agency for",
        kinds: "agency|program|programme|project|initiative|act|guidance|framework|policy|plan|team|group|\
            board|committee|commission|council|system|service|services|platform|protocol|standard|\
            model|tool|database|fund|award|scheme|campaign|license|licence|institute|organization|\
            organisation|association|foundation|centre|center|office|department|network|alliance|unit|\
            division|bureau|authority|administration|agreement|convention|treaty|regulation|directive|\
            strategy|mechanism|facility|party|bill|law|index|scale|test|conference|workshop|\
            corporation|company",
    },
    ShortForms {
        code: "de",
        small: "der|die|das|des|den|dem|für|und|von|zur|zum|zu|im|am|in|auf|bei|mit|gegen|über",
        stands_for: "steht für|stehen für|kurz für|abkürzung für|abkürzung von|akronym für|kurzform für|\
            kurzform von|kürzel für",
        fillers: "das|die|der|ist|sind|eine|ein|als|was",
        called: "abgekürzt|kurz|oder|auch bekannt als|bekannt als|oder kurz|genannt",
        leads: "kurz|abgekürzt|abk.|auch|oder|englisch|engl.|von|für|steht|im|englischen",
        tails: "auf englisch|genannt",
        heads: "ministerium für|bundesministerium für|amt für|bundesamt für|büro für|institut für|\
            abteilung für|amt des|universität",
        kinds: "programm|projekt|initiative|behörde|gesetz|gruppe|rat|ausschuss|standard|protokoll",
    },
    ShortForms {
        code: "fr",
        small: "de|du|des|la|le|les|et|en|pour|par|sur|aux|au|à|l|d|dans|ou|contre|avec|sous",
        stands_for: "signifie|signifiant|acronyme de|acronyme pour|sigle de|sigle pour|abréviation de|\
            abréviation pour|initiales de|veut dire",
        fillers: "est|l|un|une|le|la|qui|ce|cela|sont|les",
        called: "ou|abrégé en|en abrégé|connu sous le nom de|connue sous le nom de|dit|dite|sigle",
        leads: "ou|sigle|en|anglais|abrégé|abréviation|acronyme|pour|de|l'anglais|dit|dite|angl.",
        tails: "en anglais|en abrégé|selon l'acronyme anglais|selon le sigle anglais",
        heads: "ministère de|ministère des|université de|département de|bureau de|office de|institut de",
        kinds: "",
    },
    ShortForms {
        code: "es",
        small: "de|la|el|los|las|del|al|y|e|o|en|para|por|con|sobre|contra",
        stands_for: "significa|siglas de|siglas en inglés de|siglas en inglés para|acrónimo de|\
            acrónimo en inglés de|abreviatura de|abreviación de|quiere decir|sigla de",
        fillers: "es|son|un|una|el|la|las|que|por|sus",
        called: "o|también conocido como|también conocida como|conocido como|conocida como|abreviado|\
            abreviado como",
        leads: "inglés|por|sus|su|siglas|sigla|en|o|del|acrónimo|de|también",
        tails: "por sus siglas en inglés|por sus siglas en ingles|por su sigla en inglés|por sus siglas|\
            en inglés|por su acrónimo en inglés",
        heads: "ministerio de|departamento de|universidad de|oficina de|secretaría de|instituto de|\
            dirección de|facultad de",
        kinds: "",
    },
    ShortForms {
        code: "it",
        small: "di|della|delle|dei|degli|del|dello|per|i|il|e|in|la|gli|dell|nell|con|a",
        stands_for: "sta per|stanno per|acronimo di|abbreviazione di|sigla di|acronimo per",
        fillers: "è|che|l|un|una|la|il|sono",
        called: "o|oppure|noto come|nota come|abbreviato in|abbreviato|in breve",
        leads: "in|inglese|sigla|o|acronimo|dall'inglese|abbreviato",
        tails: "in inglese|in breve",
        heads: "ministero di|ministero per|università di|dipartimento di|ufficio di|istituto di",
        kinds: "",
    },
    ShortForms {
        code: "pt",
        small: "de|da|do|dos|das|e|em|para|por|com|a|o|na",
        stands_for: "significa|sigla de|sigla para|acrônimo de|acrónimo de|acrônimo para|abreviação de|\
            abreviatura de|sigla em inglês para",
        fillers: "é|são|um|uma|a|o|que|as",
        called: "ou|também conhecido como|também conhecida como|conhecido como|conhecida como|\
            abreviado como",
        leads: "em|inglês|sigla|ou|na|do|da|acrônimo|pela",
        tails: "na sigla em inglês|em inglês|na sigla inglesa",
        heads: "ministério da|ministério do|ministério de|universidade de|departamento de|instituto de|\
            secretaria de",
        kinds: "",
    },
    ShortForms {
        code: "nl",
        small: "van|het|een|voor|de|en|in|op|der|den|met|tot|tegen",
        stands_for: "staat voor|afkorting van|afkorting voor|kort voor|acroniem voor",
        fillers: "de|een|is|dat|die|wat",
        called: "ofwel|oftewel|ook bekend als|bekend als|afgekort|afgekort tot|kortweg",
        leads: "of|afgekort|engels|kortweg|ook|van|het",
        tails: "in het engels|in het kort",
        heads: "ministerie van|bureau voor|universiteit van|instituut voor|dienst voor",
        kinds: "programma|project",
    },
    ShortForms {
        code: "ru",
        small: "и|в|во|на|по|о|об|для|с|со|при|к|от|из|за|над|между",
        stands_for: "означает|расшифровывается как|сокращение от|аббревиатура от|акроним от|аббревиатура для|\
            обозначает",
        fillers: "это|что|которая|который|от",
        called: "или|также известный как|также известная как|также известное как|сокращённо|сокращенно|\
            далее|именуемый|именуемая",
        leads: "также|далее|сокращенно|сокращённо|сокр.|или|от|англ.|рус.|нем.|фр.|английского|\
            английское|аббр.|аббревиатура",
        tails: "по первым буквам|на английском",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "uk",
        small: "та|і|й|у|в|на|по|про|для|із|з|зі|при|до|від",
        stands_for: "означає|розшифровується як|скорочення від|абревіатура від",
        fillers: "це|що|від",
        called: "або|також відомий як|також відома як|скорочено|далі",
        leads: "також|далі|скорочено|або|від|англ.|скор.|абревіатура",
        tails: "",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "pl",
        small: "i|w|z|na|do|dla|o|od|ds|oraz|ze|we",
        stands_for: "oznacza|skrót od|akronim od|skrótowiec od",
        fillers: "to|jest|co",
        called: "lub|albo|w skrócie|znany jako|znana jako",
        leads: "ang.|skrót|lub|w|skrócie|od|skr.|z",
        tails: "w skrócie",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "el",
        small: "και|του|της|των|για|την|τη|το|τον|στην|στο|στη|η|ο|οι|τα|με",
        stands_for: "σημαίνει|ακρωνύμιο του|ακρωνύμιο των|ακρωνύμιο για|συντομογραφία του|συντομογραφία για|\
            αρχικά των",
        fillers: "είναι|το|που|η|τα",
        called: "ή|γνωστό ως|γνωστός ως|γνωστή ως|εν συντομία",
        leads: "ή|αγγλ.|αγγλικά|στα|εφεξής|γνωστό|ως",
        tails: "στα αγγλικά",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "sv",
        small: "och|för|i|av|på|med|om|till|den|det",
        stands_for: "står för|förkortning för|förkortning av|kort för",
        fillers: "är|en|som|vilket",
        called: "eller|även känd som|även känt som|förkortat|kallad",
        leads: "eller|förkortat|förk.|engelska|eng.|på|kort|även",
        tails: "på engelska",
        heads: "",
        kinds: "program|projekt",
    },
    ShortForms {
        code: "da",
        small: "og|for|i|af|på|med|om|til|den|det",
        stands_for: "står for|forkortelse for|forkortelse af|kort for",
        fillers: "er|en|som|hvilket",
        called: "eller|også kendt som|forkortet|kaldet",
        leads: "eller|forkortet|fork.|engelsk|eng.|på|også",
        tails: "på engelsk",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "nb",
        small: "og|for|i|av|på|med|om|til|den|det",
        stands_for: "står for|forkortelse for|forkortelse av|kort for",
        fillers: "er|en|som",
        called: "eller|også kjent som|forkortet|kalt",
        leads: "eller|forkortet|fork.|engelsk|eng.|på|også",
        tails: "på engelsk",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "fi",
        small: "ja|sekä",
        stands_for: "on lyhenne sanoista|lyhenne sanoista|lyhenne",
        fillers: "on|joka",
        called: "eli|lyhennettynä|tai",
        leads: "eli|lyh.|lyhenne|engl.|lyhennettynä|sanoista",
        tails: "",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "cs",
        small: "a|v|ve|na|o|pro|s|se|z|ze|k|do|po",
        stands_for: "znamená|zkratka pro|zkratka z|zkratka slov",
        fillers: "je|to|což",
        called: "nebo|neboli|zkráceně|zkratkou|známý jako|známá jako",
        leads: "zkr.|zkratka|zkráceně|nebo|angl.|anglicky|dále|jen",
        tails: "ve zkratce",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "tr",
        small: "ve|ile|için",
        stands_for: "açılımı|kısaltması",
        fillers: "",
        called: "veya|kısaca|ya da",
        leads: "kısaca|veya|i̇ngilizce|ingilizce|ing.|kısaltması",
        tails: "",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "ar",
        small: "و|في|من|على|إلى",
        stands_for: "تعني|اختصار ل|اختصار لـ|هي اختصار|ترمز إلى|يرمز إلى",
        fillers: "هو|هي|وهو|وهي",
        called: "أو|المعروف باسم|المعروفة باسم|اختصارًا|اختصارا",
        leads: "أو|اختصارًا|اختصارا|بالإنجليزية|بالإنجليزية:|المعروف|باسم",
        tails: "اختصارًا|اختصارا|بالإنجليزية",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "he",
        small: "של|את|על|עם",
        stands_for: "ראשי תיבות של|קיצור של|פירושו",
        fillers: "הוא|היא|הם",
        called: "או|בקיצור|הידוע בשם",
        leads: "או|בקיצור|באנגלית|להלן",
        tails: "בקיצור",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "zh",
        small: "",
        stands_for: "代表|全称|全称为|全称是|全名|是|即|意为",
        fillers: "是|的",
        called: "简称|缩写为|缩写|縮寫|簡稱|又称|或",
        leads: "简称|缩写|英语|英文|即|又称|簡稱|縮寫|或",
        tails: "",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "ja",
        small: "",
        stands_for: "は|とは|正式名称は",
        fillers: "、",
        called: "略称|略して|通称|または",
        leads: "略称|略して|英|英語|以下|通称",
        tails: "",
        heads: "",
        kinds: "",
    },
    ShortForms {
        code: "ko",
        small: "",
        stands_for: "",
        fillers: "",
        called: "약칭|줄여서|또는",
        leads: "약칭|영어|이하|또는|줄여서",
        tails: "",
        heads: "",
        kinds: "",
    },
];
