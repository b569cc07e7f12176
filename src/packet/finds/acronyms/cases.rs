//! What texts of many kinds hold in brackets and beside short forms: agencies, courts, medicine, parties, firms.

use super::define::definitions;

/// Language, text, what it explains.
type Case = (&'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    ("en", "the General Services Administration (GSA; see below) said", &["GSA = General Services Administration"]),
    ("en", "the General Services Administration (GSA), an agency", &["GSA = General Services Administration"]),
    (
        "en",
        "the General Services Administration (the “GSA” or the “Agency”) said",
        &["GSA = General Services Administration"],
    ),
    (
        "en",
        "the General Services Administration (hereinafter \"GSA\") said",
        &["GSA = General Services Administration"],
    ),
    ("en", "the General Services Administration (or GSA) said", &["GSA = General Services Administration"]),
    ("en", "the General Services Administration (GSA for short) said", &["GSA = General Services Administration"]),
    ("en", "the Group of Seven (G7) met", &["G7 = Group of Seven"]),
    (
        "en",
        "the Group of Twenty (G20) met; the Group of 77 (G77) too; Group of 20 (G-20)",
        &["G20 = Group of Twenty", "G77 = Group of 77", "G-20 = Group of 20"],
    ),
    ("en", "carbon dioxide (CO2) and the Conference of the Parties (COP27)", &[]),
    ("en", "sodium chloride (NaCl), methane (CH4) and iron oxide (FeO)", &[]),
    ("en", "The buyer (the \"Buyer\") and the Data Protection Act (the \"Act\") bind", &[]),
    ("en", "This Master Service Agreement (\"Agreement\") is between Acme Inc. (\"ACME\") and", &[]),
    ("en", "Exxon Mobil Corporation (NYSE: XOM) and Apple (NASDAQ: AAPL) fell", &[]),
    ("en", "WASHINGTON (AP) - The president said. LONDON (Reuters) - . NEW YORK (CNN Business) said", &[]),
    ("en", "(CNN) The president of the United States said", &[]),
    ("en", "said Jane Doe (MIT), John Smith (BBC) and Mary Major (D-NY)", &[]),
    (
        "en",
        "published in the Journal of the American Medical Association (JAMA) in May",
        &["JAMA = Journal of the American Medical Association"],
    ),
    ("en", "see Section 4 (IV) and Part Two (II), Article 5 (a)", &[]),
    (
        "en",
        "in the United Kingdom (UK), the United States (US) and the United Arab Emirates (UAE)",
        &["UK = United Kingdom", "US = United States", "UAE = United Arab Emirates"],
    ),
    ("en", "call Berlin (+49 30) or Springfield (IL) or Paris (FR)", &[]),
    (
        "en",
        "Johnson & Johnson (J&J) and Procter & Gamble (P&G)",
        &["J&J = Johnson & Johnson", "P&G = Procter & Gamble"],
    ),
    (
        "en",
        "research and development (R&D) spending and mergers and acquisitions (M&A)",
        &["R&D = research and development", "M&A = mergers and acquisitions"],
    ),
    (
        "en",
        "non-governmental organizations (NGOs) and internally displaced persons (IDPs)",
        &["NGO = non-governmental organizations", "IDP = internally displaced persons"],
    ),
    (
        "en",
        "a randomised controlled trial (RCT) of non-steroidal anti-inflammatory drugs (NSAIDs)",
        &["RCT = randomised controlled trial", "NSAID = non-steroidal anti-inflammatory drugs"],
    ),
    (
        "en",
        "magnetic resonance imaging (MRI), body mass index (BMI; kg/m2) and chronic obstructive pulmonary disease (COPD)",
        &["MRI = magnetic resonance imaging", "BMI = body mass index", "COPD = chronic obstructive pulmonary disease"],
    ),
    (
        "en",
        "odds ratio (OR) 1.2, 95% confidence interval (CI) 1.1–1.3, standard deviation (SD) 3",
        &["OR = odds ratio", "CI = confidence interval", "SD = standard deviation"],
    ),
    (
        "en",
        "tumor necrosis factor alpha (TNF-α) and interleukin 6 (IL-6)",
        &["TNF-α = tumor necrosis factor alpha", "IL-6 = interleukin 6"],
    ),
    (
        "en",
        "angiotensin-converting enzyme 2 (ACE2) and deoxyribonucleic acid (DNA)",
        &["ACE2 = angiotensin-converting enzyme 2", "DNA = deoxyribonucleic acid"],
    ),
    (
        "en",
        "World Health Organization’s (WHO’s) rules and the International Monetary Fund’s (IMF) loans",
        &["WHO = World Health Organization", "IMF = International Monetary Fund"],
    ),
    (
        "en",
        "the Court of Justice of the European Union (CJEU) and the Treaty on the Functioning of the European Union (TFEU)",
        &["CJEU = Court of Justice of the European Union", "TFEU = Treaty on the Functioning of the European Union"],
    ),
    (
        "en",
        "the European Court of Human Rights (ECtHR) and the General Data Protection Regulation (GDPR)",
        &["ECtHR = European Court of Human Rights", "GDPR = General Data Protection Regulation"],
    ),
    (
        "en",
        "the Office of the United Nations High Commissioner for Refugees (UNHCR) said",
        &["UNHCR = United Nations High Commissioner for Refugees"],
    ),
    (
        "en",
        "The Federal Bureau of Investigation (FBI, Washington) and FBI (Federal Bureau of Investigation)",
        &["FBI = Federal Bureau of Investigation", "FBI = Federal Bureau of Investigation"],
    ),
    ("en", "the Islamic Revolutionary Guard Corps [IRGC] said", &["IRGC = Islamic Revolutionary Guard Corps"]),
    (
        "en",
        "the Food and Drug Administration [FDA] and the US Food and Drug Administration (FDA)",
        &["FDA = Food and Drug Administration", "FDA = Food and Drug Administration"],
    ),
    (
        "en",
        "the U.S. Centers for Disease Control and Prevention (CDC) said",
        &["CDC = Centers for Disease Control and Prevention"],
    ),
    (
        "en",
        "the Department of Defense (DoD) and the Ministry of Defence (MoD)",
        &["DoD = Department of Defense", "MoD = Ministry of Defence"],
    ),
    (
        "en",
        "the country’s gross domestic product (GDP) rose 2% year on year (YoY)",
        &["GDP = gross domestic product", "YoY = year on year"],
    ),
    (
        "en",
        "Weapons of Mass Destruction (WMD) and improvised explosive devices (IEDs)",
        &["WMD = Weapons of Mass Destruction", "IED = improvised explosive devices"],
    ),
    ("en", "on 4 May 2020 (AD) at 10 (PM), page 4 (PDF), in March (EST)", &[]),
    ("en", "He plays for Manchester United (MUFC) in goal (GK)", &[]),
    ("en", "She was born in Los Angeles (LA) and lives in New York City (NYC)", &["NYC = New York City"]),
    ("de", "die Europäische Kommission („EK“) und die Vereinten Nationen („UNO“)", &["EK = Europäische Kommission"]),
    ("de", "die EU-Kommission (EK) tagte", &["EK = EU-Kommission"]),
    (
        "de",
        "das Bundesministerium der Verteidigung (BMVg) und das Bundesamt für Migration und Flüchtlinge (BAMF)",
        &["BMVg = Bundesministerium der Verteidigung", "BAMF = Bundesamt für Migration und Flüchtlinge"],
    ),
    (
        "de",
        "des Bundesamts für Sicherheit in der Informationstechnik (BSI) und der Bürgerlichen Gesetzbuches (BGB)",
        &["BSI = Bundesamts für Sicherheit in der Informationstechnik", "BGB = Bürgerlichen Gesetzbuches"],
    ),
    (
        "de",
        "der Bundesnachrichtendienst (BND), die Allgemeine Ortskrankenkasse (AOK) und die Straßenverkehrsordnung (StVO)",
        &["BND = Bundesnachrichtendienst", "AOK = Allgemeine Ortskrankenkasse", "StVO = Straßenverkehrsordnung"],
    ),
    (
        "de",
        "die Christlich Demokratische Union Deutschlands (CDU) und Angela Merkel (CDU)",
        &["CDU = Christlich Demokratische Union Deutschlands"],
    ),
    ("de", "der Lastkraftwagen (Lkw) und die Aktiengesellschaft (AG)", &[]),
    ("de", "Olaf Scholz (SPD) und Markus Söder (CSU) sprachen in Hamburg (dpa)", &[]),
    ("de", "die Deutsche Presse-Agentur (dpa) meldet", &["dpa = Deutsche Presse-Agentur"]),
    (
        "fr",
        "l’Organisation du traité de l’Atlantique nord (OTAN) et l’Organisation des Nations unies (ONU)",
        &["OTAN = Organisation du traité de l’Atlantique nord", "ONU = Organisation des Nations unies"],
    ),
    (
        "fr",
        "le produit intérieur brut (PIB), la taxe sur la valeur ajoutée (TVA) et la Société nationale des chemins de fer français (SNCF)",
        &[
            "PIB = produit intérieur brut",
            "TVA = taxe sur la valeur ajoutée",
            "SNCF = Société nationale des chemins de fer français",
        ],
    ),
    (
        "fr",
        "le Haut-Commissariat des Nations unies pour les réfugiés (HCR) et le président Emmanuel Macron (LREM)",
        &[],
    ),
    ("fr", "Jean Dupont (PS), Marie Martin (RN) et l’Agence France-Presse (AFP)", &["AFP = Agence France-Presse"]),
    (
        "fr",
        "les petites et moyennes entreprises (PME) et l’intelligence artificielle (IA)",
        &["PME = petites et moyennes entreprises", "IA = intelligence artificielle"],
    ),
    (
        "es",
        "la Organización de las Naciones Unidas (ONU) y la Organización Mundial de la Salud (OMS)",
        &["ONU = Organización de las Naciones Unidas", "OMS = Organización Mundial de la Salud"],
    ),
    ("es", "Estados Unidos (EE. UU.) y el Partido Popular (PP) y Pedro Sánchez (PSOE)", &["PP = Partido Popular"]),
    (
        "es",
        "el Tratado de Libre Comercio de América del Norte (TLCAN) y el impuesto sobre el valor añadido (IVA)",
        &["TLCAN = Tratado de Libre Comercio de América del Norte", "IVA = impuesto sobre el valor añadido"],
    ),
    (
        "ru",
        "представитель Министерства обороны (МО) и Министерство иностранных дел (МИД) сообщили",
        &["МО = Министерства обороны", "МИД = Министерство иностранных дел"],
    ),
    (
        "ru",
        "Организация Объединённых Наций (ООН), Всемирная организация здравоохранения (ВОЗ)",
        &["ООН = Организация Объединённых Наций", "ВОЗ = Всемирная организация здравоохранения"],
    ),
    (
        "ru",
        "в Содружестве Независимых Государств (далее — СНГ) и Федеральной службе безопасности РФ (ФСБ)",
        &["СНГ = Содружестве Независимых Государств", "ФСБ = Федеральной службе безопасности РФ"],
    ),
    ("ru", "сказал Владимир Путин (РФ), Сергей Иванов (ЦСКА) и агентство (ТАСС)", &[]),
    (
        "ru",
        "закрытое акционерное общество (ЗАО) и научно-исследовательский институт (НИИ)",
        &["ЗАО = закрытое акционерное общество", "НИИ = научно-исследовательский институт"],
    ),
    (
        "uk",
        "Збройні сили України (ЗСУ) та Служба безпеки України (СБУ)",
        &["ЗСУ = Збройні сили України", "СБУ = Служба безпеки України"],
    ),
    (
        "en",
        "Agile Delivery Services Blanket Purchase Agreement (Agile Delivery BPA) is",
        &["BPA = Blanket Purchase Agreement"],
    ),
    (
        "en",
        "the Federal Risk and Authorization Management Program (FedRAMP) and One Solution Delivery Life Cycle Guidance (OneSDLC)",
        &["FedRAMP = Federal Risk and Authorization Management Program", "OneSDLC = One Solution Delivery Life Cycle"],
    ),
    ("hu", "az npm-ről (Node.js Package Manager) származó", &["npm = Node.js Package Manager"]),
    ("ro", "BDFL înseamnă \"Benevolent Dictator for Life\" (Dictator)", &["BDFL = Benevolent Dictator for Life"]),
    (
        "pt",
        "chamado de Private Vulnerability Reporting (Relato Privado de Vulnerabilidades ou PVR). O",
        &["PVR = Private Vulnerability Reporting"],
    ),
    ("en", "using the Microsoft Visual C++ toolchain (MSVC). Before", &["MSVC = Microsoft Visual C++"]),
    ("en", "using DH or DHE (Diffie–Hellman, in both modes)", &["DH = Diffie–Hellman"]),
    (
        "ar",
        "مثل Business Source License BSL أو Server Side Public License SSPL، قيودًا",
        &["BSL = Business Source License", "SSPL = Server Side Public License"],
    ),
    (
        "en",
        "the U.S. Department of Agriculture’s Forest Service (USFS) since",
        &["USFS = U.S. Department of Agriculture’s Forest Service"],
    ),
    (
        "en",
        "the United Nations Secretary-General's Advisory Board on Water and Sanitation (UNSGAB)",
        &["UNSGAB = United Nations Secretary-General's Advisory Board on Water and Sanitation"],
    ),
    ("en", "the Energy Efficiency 21 (EE21) Programme", &["EE21 = Energy Efficiency 21"]),
    ("en", "ECO/UNICEF/World Health Organization (WHO)-sponsored meeting", &["WHO = World Health Organization"]),
    (
        "en",
        "IDC-Moscow/the Northern Alliance for Sustainability (ANPED) took part",
        &["ANPED = Northern Alliance for Sustainability"],
    ),
    ("en", "the Chief Executives Board for Coordination (CEB)", &["CEB = Chief Executives Board for Coordination"]),
    (
        "en",
        "European Consortium for the Learning Organization (CERFE)",
        &["CERFE = European Consortium for the Learning Organization"],
    ),
    ("en", "LDCs, landlocked developing countries (LLDCs) and", &["LLDC = landlocked developing countries"]),
    (
        "en",
        "streamlining the post-Second Meeting of the States Parties (SMSP) work",
        &["SMSP = Second Meeting of the States Parties"],
    ),
    ("en", "its EU-Major Accident Reporting System (MARS).", &["MARS = Major Accident Reporting System"]),
    ("en", "Korea Testing & Research Institute (KTR)", &["KTR = Korea Testing & Research"]),
    ("en", "UNCCD and World Agroforestry Centre (ICRAF).", &["ICRAF = World Agroforestry Centre"]),
    ("en", "UN Development Programme's Regional Bureau for Europe (UNDP);", &[]),
    (
        "en",
        "Regions: NE = Northern Europe, ACE = Atlantic Central Europe, EM = Eastern Mediterranean and WM = Western Mediterranean.",
        &[
            "NE = Northern Europe",
            "ACE = Atlantic Central Europe",
            "EM = Eastern Mediterranean",
            "WM = Western Mediterranean",
        ],
    ),
    ("en", "at the first special session on disarmament (SSOD), which", &["SSOD = special session on disarmament"]),
    (
        "en",
        "the Technology Transformation Services (TTS/18F) and the Office of Management and Budget (OMB) (see above)",
        &["OMB = Office of Management and Budget", "TTS = Technology Transformation Services"],
    ),
    (
        "en",
        "the new Customer Experience (CX) and User Experience (UX) teams; extract, transform, load (ETL)",
        &["CX = Customer Experience", "UX = User Experience", "ETL = extract, transform, load"],
    ),
    (
        "en",
        "Continuous Integration/Continuous Delivery (CI/CD) and Transmission Control Protocol/Internet Protocol (TCP/IP)",
        &[
            "CI/CD = Continuous Integration/Continuous Delivery",
            "TCP/IP = Transmission Control Protocol/Internet Protocol",
        ],
    ),
    (
        "en",
        "COVID-19 (coronavirus disease 2019) and AIDS (acquired immunodeficiency syndrome)",
        &["COVID-19 = coronavirus disease 2019", "AIDS = acquired immunodeficiency syndrome"],
    ),
    ("en", "Trump said (ABC) that Apple Bought Cisco yesterday", &[]),
    ("en", "He likes all big cats (ABC) a lot", &["ABC = all big cats"]),
    (
        "en",
        "in Bosnia and Herzegovina (BiH) and Papua New Guinea (PNG)",
        &["BiH = Bosnia and Herzegovina", "PNG = Papua New Guinea"],
    ),
    (
        "en",
        "a key performance indicator, or KPI, and a special purpose vehicle—SPV—was used",
        &["KPI = key performance indicator", "SPV = special purpose vehicle"],
    ),
    (
        "en",
        "The World Food Programme, or “WFP”, said; known as the World Food Programme (“WFP”).",
        &["WFP = World Food Programme", "WFP = World Food Programme"],
    ),
    (
        "en",
        "NATO, the North Atlantic Treaty Organization, met. ASEAN — the Association of Southeast Asian Nations — too.",
        &["NATO = North Atlantic Treaty Organization", "ASEAN = Association of Southeast Asian Nations"],
    ),
    ("en", "Section 230 of the Communications Decency Act (47 U.S.C.) and Title II (ADA)", &[]),
    ("en", "the Americans with Disabilities Act of 1990 (ADA) bans it", &["ADA = Americans with Disabilities Act"]),
    (
        "en",
        "at the University of California, Los Angeles (UCLA) and the University of California, Berkeley (UCB)",
        &["UCLA = University of California, Los Angeles", "UCB = University of California, Berkeley"],
    ),
    (
        "en",
        "the Movement for the Survival of the Ogoni People (MOSOP), the Nordic Council of Ministers (NCM)",
        &["MOSOP = Movement for the Survival of the Ogoni People", "NCM = Nordic Council of Ministers"],
    ),
];

#[test]
fn texts_of_many_kinds_explain_what_a_reader_says_they_do() {
    for (language, text, expected) in CASES {
        let mut found: Vec<_> =
            definitions(text, language).into_iter().map(|found| format!("{} = {}", found.short, found.long)).collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}
