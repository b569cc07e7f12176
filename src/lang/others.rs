//! Languages of which less is known than of those with a file of their own: quotation marks, hyphenation and labels,
//! which is what setting needs. What reading needs is English's until somebody writes the file; of some, a little stands
//! in `partly`.
//!
//! The fewest letters at a hyphen are those of TeX's patterns (hyph-utf8), and two where these allow one.

use super::Labels;

/// What is known about such a language.
#[derive(Debug)]
pub struct Other {
    /// The primary subtag of BCP 47.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Outer and inner quotation marks.
    pub quotes: [&'static str; 4],
    /// The fewest letters before and after a hyphen.
    pub hyphen_min: [usize; 2],
    /// The words that Offprint itself prints.
    pub labels: Labels,
}

/// Them, by their codes.
#[rustfmt::skip] // a row a language
pub const OTHERS: &[Other] = &[
    Other {
        code: "af",
        name: "Afrikaans",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Inhoud", "Notas", "Bron", "Outeur", "Outeurs", "Datum", "Lengte", "woorde", "min", "Tabel", "Figuur", "Deur", "vervolg"],
            ["Nota", "Wenk", "Belangrik", "Waarskuwing", "Versigtig"],
        ),
    },
    Other {
        code: "as",
        name: "Assamese",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["সূচীপত্ৰ", "টোকা", "উৎস", "লেখক", "লেখকসকল", "তাৰিখ", "দৈৰ্ঘ্য", "শব্দ", "মিনিট", "তালিকা", "চিত্ৰ", "লেখক:", "ক্ৰমশঃ"],
            ["টোকা", "পৰামৰ্শ", "গুৰুত্বপূৰ্ণ", "সতৰ্কবাণী", "সাৱধান"],
        ),
    },
    Other {
        code: "be",
        name: "Belarusian",
        quotes: ["«", "»", "„", "“"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Змест", "Заўвагі", "Крыніца", "Аўтар", "Аўтары", "Дата", "Аб’ём", "слоў", "мін", "Табліца", "Малюнак", "Аўтар:", "працяг"],
            ["Заўвага", "Парада", "Важна", "Папярэджанне", "Асцярожна"],
        ),
    },
    Other {
        code: "bg",
        name: "Bulgarian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Съдържание", "Бележки", "Източник", "Автор", "Автори", "Дата", "Дължина", "думи", "мин", "Таблица", "Фигура", "От", "продължение"],
            ["Бележка", "Съвет", "Важно", "Предупреждение", "Внимание"],
        ),
    },
    Other {
        code: "bn",
        name: "Bengali",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["সূচিপত্র", "টীকা", "উৎস", "লেখক", "লেখকবৃন্দ", "তারিখ", "দৈর্ঘ্য", "শব্দ", "মিনিট", "সারণি", "চিত্র", "লিখেছেন", "চলমান"],
            ["দ্রষ্টব্য", "পরামর্শ", "গুরুত্বপূর্ণ", "সতর্কতা", "সাবধান"],
        ),
    },
    Other {
        code: "ca",
        name: "Catalan",
        quotes: ["«", "»", "“", "”"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Contingut", "Notes", "Font", "Autor", "Autors", "Data", "Extensió", "paraules", "min", "Taula", "Figura", "Per", "continuació"],
            ["Nota", "Consell", "Important", "Advertiment", "Precaució"],
        ),
    },
    Other {
        code: "et",
        name: "Estonian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 3],
        labels: Labels::new(
            ["Sisukord", "Märkused", "Allikas", "Autor", "Autorid", "Kuupäev", "Pikkus", "sõna", "min", "Tabel", "Joonis", "Autor:", "järg"],
            ["Märkus", "Nõuanne", "Oluline", "Hoiatus", "Ettevaatust"],
        ),
    },
    Other {
        code: "fa",
        name: "Persian",
        quotes: ["«", "»", "‹", "›"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["فهرست", "یادداشت\u{200c}ها", "منبع", "نویسنده", "نویسندگان", "تاریخ", "طول", "واژه", "دقیقه", "جدول", "شکل", "نوشتهٔ", "ادامه"],
            ["نکته", "راهنمایی", "مهم", "هشدار", "احتیاط"],
        ),
    },
    Other {
        code: "gl",
        name: "Galician",
        quotes: ["«", "»", "“", "”"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Contido", "Notas", "Fonte", "Autor", "Autores", "Data", "Extensión", "palabras", "min", "Táboa", "Figura", "Por", "continuación"],
            ["Nota", "Consello", "Importante", "Advertencia", "Precaución"],
        ),
    },
    Other {
        code: "gu",
        name: "Gujarati",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["અનુક્રમણિકા", "નોંધો", "સ્રોત", "લેખક", "લેખકો", "તારીખ", "લંબાઈ", "શબ્દો", "મિનિટ", "કોષ્ટક", "આકૃતિ", "લેખક:", "ચાલુ"],
            ["નોંધ", "સૂચન", "મહત્વપૂર્ણ", "ચેતવણી", "સાવધાન"],
        ),
    },
    Other {
        code: "hi",
        name: "Hindi",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["विषय-सूची", "टिप्पणियाँ", "स्रोत", "लेखक", "लेखक", "दिनांक", "लंबाई", "शब्द", "मिनट", "सारणी", "चित्र", "लेखक:", "जारी"],
            ["टिप्पणी", "सुझाव", "महत्वपूर्ण", "चेतावनी", "सावधान"],
        ),
    },
    Other {
        code: "hr",
        name: "Croatian",
        quotes: ["„", "”", "‚", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Sadržaj", "Bilješke", "Izvor", "Autor", "Autori", "Datum", "Duljina", "riječi", "min", "Tablica", "Slika", "Autor:", "nastavak"],
            ["Napomena", "Savjet", "Važno", "Upozorenje", "Oprez"],
        ),
    },
    Other {
        code: "hu",
        name: "Hungarian",
        quotes: ["„", "”", "»", "«"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Tartalom", "Jegyzetek", "Forrás", "Szerző", "Szerzők", "Dátum", "Terjedelem", "szó", "perc", "Táblázat", "Ábra", "Írta:", "folytatás"],
            ["Megjegyzés", "Tipp", "Fontos", "Figyelmeztetés", "Vigyázat"],
        ),
    },
    Other {
        code: "id",
        name: "Indonesian",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Daftar isi", "Catatan", "Sumber", "Penulis", "Penulis", "Tanggal", "Panjang", "kata", "menit", "Tabel", "Gambar", "Oleh", "lanjutan"],
            ["Catatan", "Tips", "Penting", "Peringatan", "Hati-hati"],
        ),
    },
    Other {
        code: "is",
        name: "Icelandic",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Efnisyfirlit", "Athugasemdir", "Heimild", "Höfundur", "Höfundar", "Dagsetning", "Lengd", "orð", "mín", "Tafla", "Mynd", "Eftir", "framhald"],
            ["Athugasemd", "Ábending", "Mikilvægt", "Viðvörun", "Varúð"],
        ),
    },
    Other {
        code: "ka",
        name: "Georgian",
        quotes: ["„", "“", "«", "»"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["სარჩევი", "შენიშვნები", "წყარო", "ავტორი", "ავტორები", "თარიღი", "მოცულობა", "სიტყვა", "წთ", "ცხრილი", "სურათი", "ავტორი:", "გაგრძელება"],
            ["შენიშვნა", "რჩევა", "მნიშვნელოვანია", "გაფრთხილება", "სიფრთხილე"],
        ),
    },
    Other {
        code: "kn",
        name: "Kannada",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["ಪರಿವಿಡಿ", "ಟಿಪ್ಪಣಿಗಳು", "ಮೂಲ", "ಲೇಖಕ", "ಲೇಖಕರು", "ದಿನಾಂಕ", "ಉದ್ದ", "ಪದಗಳು", "ನಿಮಿಷ", "ಕೋಷ್ಟಕ", "ಚಿತ್ರ", "ಲೇಖಕ:", "ಮುಂದುವರಿದಿದೆ"],
            ["ಟಿಪ್ಪಣಿ", "ಸಲಹೆ", "ಮುಖ್ಯ", "ಎಚ್ಚರಿಕೆ", "ಜಾಗ್ರತೆ"],
        ),
    },
    Other {
        code: "ku",
        name: "Kurmanji",
        quotes: ["«", "»", "“", "”"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Naverok", "Nîşe", "Çavkanî", "Nivîskar", "Nivîskar", "Dîrok", "Dirêjî", "peyv", "deqe", "Tablo", "Wêne", "Ji", "berdewam"],
            ["Nîşe", "Şîret", "Girîng", "Hişyarî", "Baldarî"],
        ),
    },
    Other {
        code: "la",
        name: "Latin",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Index", "Adnotationes", "Fons", "Auctor", "Auctores", "Dies", "Longitudo", "verba", "min", "Tabula", "Figura", "Scripsit", "continuatur"],
            ["Nota", "Consilium", "Magni momenti", "Monitum", "Cave"],
        ),
    },
    Other {
        code: "lt",
        name: "Lithuanian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Turinys", "Pastabos", "Šaltinis", "Autorius", "Autoriai", "Data", "Apimtis", "žodžių", "min.", "Lentelė", "Paveikslas", "Autorius:", "tęsinys"],
            ["Pastaba", "Patarimas", "Svarbu", "Įspėjimas", "Atsargiai"],
        ),
    },
    Other {
        code: "ml",
        name: "Malayalam",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["ഉള്ളടക്കം", "കുറിപ്പുകൾ", "ഉറവിടം", "രചയിതാവ്", "രചയിതാക്കൾ", "തീയതി", "ദൈർഘ്യം", "വാക്കുകൾ", "മിനിറ്റ്", "പട്ടിക", "ചിത്രം", "രചന:", "തുടർച്ച"],
            ["കുറിപ്പ്", "നുറുങ്ങ്", "പ്രധാനം", "മുന്നറിയിപ്പ്", "ജാഗ്രത"],
        ),
    },
    Other {
        code: "mn",
        name: "Mongolian",
        quotes: ["«", "»", "„", "“"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Гарчиг", "Тайлбар", "Эх сурвалж", "Зохиогч", "Зохиогчид", "Огноо", "Хэмжээ", "үг", "мин", "Хүснэгт", "Зураг", "Зохиогч:", "үргэлжлэл"],
            ["Тэмдэглэл", "Зөвлөгөө", "Чухал", "Анхааруулга", "Болгоомжтой"],
        ),
    },
    Other {
        code: "mr",
        name: "Marathi",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["अनुक्रमणिका", "टिपा", "स्रोत", "लेखक", "लेखक", "दिनांक", "लांबी", "शब्द", "मिनिटे", "तक्ता", "आकृती", "लेखक:", "पुढे चालू"],
            ["टीप", "सूचना", "महत्त्वाचे", "इशारा", "सावधान"],
        ),
    },
    Other {
        code: "nn",
        name: "Norwegian Nynorsk",
        quotes: ["«", "»", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Innhald", "Notar", "Kjelde", "Forfattar", "Forfattarar", "Dato", "Lengd", "ord", "min", "Tabell", "Figur", "Av", "framhald"],
            ["Merk", "Tips", "Viktig", "Åtvaring", "Forsiktig"],
        ),
    },
    Other {
        code: "or",
        name: "Oriya",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["ସୂଚୀପତ୍ର", "ଟିପ୍ପଣୀ", "ଉତ୍ସ", "ଲେଖକ", "ଲେଖକମାନେ", "ତାରିଖ", "ଦୈର୍ଘ୍ୟ", "ଶବ୍ଦ", "ମିନିଟ୍", "ସାରଣୀ", "ଚିତ୍ର", "ଲେଖକ:", "କ୍ରମଶଃ"],
            ["ଟିପ୍ପଣୀ", "ପରାମର୍ଶ", "ଗୁରୁତ୍ୱପୂର୍ଣ୍ଣ", "ଚେତାବନୀ", "ସାବଧାନ"],
        ),
    },
    Other {
        code: "pa",
        name: "Panjabi",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["ਤਤਕਰਾ", "ਟਿੱਪਣੀਆਂ", "ਸਰੋਤ", "ਲੇਖਕ", "ਲੇਖਕ", "ਮਿਤੀ", "ਲੰਬਾਈ", "ਸ਼ਬਦ", "ਮਿੰਟ", "ਸਾਰਣੀ", "ਚਿੱਤਰ", "ਲੇਖਕ:", "ਜਾਰੀ"],
            ["ਟਿੱਪਣੀ", "ਸੁਝਾਅ", "ਮਹੱਤਵਪੂਰਨ", "ਚੇਤਾਵਨੀ", "ਸਾਵਧਾਨ"],
        ),
    },
    Other {
        code: "ro",
        name: "Romanian",
        quotes: ["„", "”", "«", "»"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Cuprins", "Note", "Sursă", "Autor", "Autori", "Data", "Lungime", "cuvinte", "min", "Tabel", "Figura", "De", "continuare"],
            ["Notă", "Sfat", "Important", "Avertisment", "Atenție"],
        ),
    },
    Other {
        code: "sa",
        name: "Sanskrit",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 3],
        labels: Labels::new(
            ["विषयसूची", "टिप्पण्यः", "स्रोतः", "लेखकः", "लेखकाः", "दिनाङ्कः", "दैर्घ्यम्", "शब्दाः", "निमेषाः", "सारणी", "चित्रम्", "लेखकः", "अनुवर्तते"],
            ["टिप्पणी", "सूचना", "महत्त्वपूर्णम्", "पूर्वसूचना", "सावधानम्"],
        ),
    },
    Other {
        code: "sk",
        name: "Slovak",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 3],
        labels: Labels::new(
            ["Obsah", "Poznámky", "Zdroj", "Autor", "Autori", "Dátum", "Rozsah", "slov", "min", "Tabuľka", "Obrázok", "Autor:", "pokračovanie"],
            ["Poznámka", "Tip", "Dôležité", "Varovanie", "Pozor"],
        ),
    },
    Other {
        code: "sl",
        name: "Slovenian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Vsebina", "Opombe", "Vir", "Avtor", "Avtorji", "Datum", "Dolžina", "besed", "min", "Tabela", "Slika", "Avtor:", "nadaljevanje"],
            ["Opomba", "Nasvet", "Pomembno", "Opozorilo", "Previdno"],
        ),
    },
    Other {
        code: "sq",
        name: "Albanian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Përmbajtja", "Shënime", "Burimi", "Autori", "Autorët", "Data", "Gjatësia", "fjalë", "min", "Tabela", "Figura", "Nga", "vijon"],
            ["Shënim", "Këshillë", "E rëndësishme", "Paralajmërim", "Kujdes"],
        ),
    },
    Other {
        code: "sr",
        name: "Serbian",
        quotes: ["„", "“", "‚", "‘"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Садржај", "Напомене", "Извор", "Аутор", "Аутори", "Датум", "Дужина", "речи", "мин", "Табела", "Слика", "Аутор:", "наставак"],
            ["Напомена", "Савет", "Важно", "Упозорење", "Опрез"],
        ),
    },
    Other {
        code: "ta",
        name: "Tamil",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["பொருளடக்கம்", "குறிப்புகள்", "மூலம்", "ஆசிரியர்", "ஆசிரியர்கள்", "தேதி", "நீளம்", "சொற்கள்", "நிமிடம்", "அட்டவணை", "படம்", "எழுதியவர்:", "தொடர்ச்சி"],
            ["குறிப்பு", "உதவிக்குறிப்பு", "முக்கியம்", "எச்சரிக்கை", "கவனம்"],
        ),
    },
    Other {
        code: "te",
        name: "Telugu",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["విషయ సూచిక", "గమనికలు", "మూలం", "రచయిత", "రచయితలు", "తేదీ", "నిడివి", "పదాలు", "నిమిషాలు", "పట్టిక", "చిత్రం", "రచన:", "కొనసాగింపు"],
            ["గమనిక", "చిట్కా", "ముఖ్యం", "హెచ్చరిక", "జాగ్రత్త"],
        ),
    },
    Other {
        code: "th",
        name: "Thai",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["สารบัญ", "เชิงอรรถ", "ที่มา", "ผู้เขียน", "ผู้เขียน", "วันที่", "ความยาว", "คำ", "นาที", "ตาราง", "รูปที่", "โดย", "ต่อ"],
            ["หมายเหตุ", "คำแนะนำ", "สำคัญ", "คำเตือน", "ข้อควรระวัง"],
        ),
    },
    Other {
        code: "tk",
        name: "Turkmen",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Mazmuny", "Bellikler", "Çeşme", "Awtor", "Awtorlar", "Sene", "Uzynlygy", "söz", "min", "Tablisa", "Surat", "Ýazan:", "dowamy"],
            ["Bellik", "Maslahat", "Möhüm", "Duýduryş", "Seresap boluň"],
        ),
    },
    Other {
        code: "ur",
        name: "Urdu",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["فہرست", "حواشی", "ماخذ", "مصنف", "مصنفین", "تاریخ", "طوالت", "الفاظ", "منٹ", "جدول", "شکل", "از", "جاری"],
            ["نوٹ", "مشورہ", "اہم", "انتباہ", "احتیاط"],
        ),
    },
    Other {
        code: "vi",
        name: "Vietnamese",
        quotes: ["“", "”", "‘", "’"],
        hyphen_min: [2, 2],
        labels: Labels::new(
            ["Mục lục", "Ghi chú", "Nguồn", "Tác giả", "Tác giả", "Ngày", "Độ dài", "từ", "phút", "Bảng", "Hình", "Tác giả:", "tiếp theo"],
            ["Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"],
        ),
    },
];
