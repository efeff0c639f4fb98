"""The organisations and people of the demo world. Everything is invented, except the municipalities."""

#: key: name, short name, slug, kind, partner class, domains, municipality, lat, lon, seats, hybrid, step-free, story
ORGANISATIONS = {
    "O1": ("Kinderopvang De Zandloper vzw", "De Zandloper", "de-zandloper", "childcare_setting", "civil_society",
           "kinderopvang, buitenspel", "Gent", 51.0543, 3.7174, 18, False, True,
           "Achttien kinderen, een stadstuin met boomstammen en een team dat leert door te kijken."),
    "O2": ("Stedelijke Kinderopvang De Wolkenboot", "De Wolkenboot", "de-wolkenboot", "childcare_setting",
           "government", "kinderopvang, buitenspel", "Aalst", 50.9383, 4.0392, 24, True, True,
           "We schreven per speelplek op wat kinderen er winnen en wat er kan misgaan. Kom kijken."),
    "O3": ("Opvanggroep Bries & Bos bv", "Bries & Bos", "bries-en-bos", "childcare_setting", "private",
           "kinderopvang, buitenspel", "Lokeren", 51.1036, 3.9934, 12, False, False,
           "Elke ochtend het bos in, ook als het regent."),
    "O4": ("Basisschool De Kastanjelaar vzw", "Kastanjelaar", "de-kastanjelaar", "school", "civil_society",
           "onderwijs, buitenspel", "Dendermonde", 51.0283, 4.1011, 30, True, True,
           "Een dorpsschool met een speelplaats die van steen naar gras gaat."),
    "O5": ("Hogeschool Scheldeland", "Scheldeland", "hogeschool-scheldeland", "higher_education",
           "civil_society", "onderwijs, leren op de werkvloer", "Mechelen", 51.0259, 4.4776, 60, True, True,
           "Wij leiden begeleiders op en lenen een leenset voor hybride bijeenkomsten uit."),
    "O6": ("Dienst Gezin & Buurt", "Gezin & Buurt", "gezin-en-buurt", "public_body", "government", "welzijn, buitenspel",
           "Sint-Niklaas", 51.1651, 4.1437, 40, True, True,
           "De gemeentelijke dienst die opvang, buurt en ouders bij elkaar brengt."),
    "O7": ("Metaalwerken Rijkhout nv", "Rijkhout", "metaalwerken-rijkhout", "company", "private",
           "techniek, leren op de werkvloer", "Oudenaarde", 50.8450, 3.6058, 20, True, True,
           "Veertig lassers, zes talen en een leerwerkplek."),
    "O8": ("Stichting Techniekpoort", "Techniekpoort", "techniekpoort", "ppp_broker", "civil_society",
           "onderwijs, arbeidsmarkt", "Breda", 51.5889, 4.7753, 25, True, True,
           "Wij verbinden scholen en bedrijven aan beide kanten van de grens."),
    "K": ("Knooppunt Samenspel", "Knooppunt", "knooppunt-samenspel", "umbrella", "civil_society",
          "netwerken", "Gent", 51.0450, 3.7300, 30, True, True,
          "Knooppunt Samenspel begeleidt lerende netwerken."),
}  # fmt: skip

#: Name, kind, for how many, and what to know.
FACILITIES: dict[str, list[tuple[str, str, int | None, str]]] = {
    "O2": [("Grote speelzaal", "room", 24, "Met camera en scherm; na 17 uur is de poort dicht."),
           ("Tuin met vijf speelplekken", "outside", 12, "Bij elk weer. Laarzen staan klaar.")],
    "O5": [("Leenset voor hybride bijeenkomsten", "kit", None, "Camera, vergadermicrofoon en twee statieven.")],
    "O7": [("Lasatelier", "lab", 8, "Veiligheidsschoenen verplicht, wij hebben alle maten.")],
}  # fmt: skip

#: What visitors do not see, who looks for others to work with, and numbers that are nobody's.
HIDDEN = {"O3", "O7"}
OPEN = {"O1", "O2", "O4", "O5", "O6", "O8"}
NUMBERS = {"O2": "0999.999.922", "O8": "00000000"}

#: code: first name, last name, organisation, role in their own words, ask me about, looking for, languages
PEOPLE = {
    "P01": ("Bram", "Bruggemans", "K", "begeleider", "netwerken starten, beurtrol", "goede gespreksvormen", "NL"),
    "P02": ("Anke", "Denkbeeld", "K", "begeleider", "intervisie, oogsten", "", "NL, EN"),
    "P03": ("Saskia", "Fabelaer", "K", "accountmanager", "wie kent wie", "", "NL"),
    "P04": ("Joris", "Verdicht", "K", "moderator en privacycontact", "privacy, huisregels", "", "NL"),
    "P05": ("Noor", "Voorbeeld", "O1", "pedagogisch coach", "boomstammen, gesprek met ouders", "ideeën voor de winter", "NL, FR"),
    "P06": ("Tarik", "Demoer", "O2", "locatieverantwoordelijke", "afwegingsblad, regels met peuters", "", "NL, AR"),
    "P07": ("Lies", "Verzonnen", "O3", "zaakvoerder", "het bos als groepsruimte", "vervanging op donderdagmiddag", "NL"),
    "P08": ("Wout", "Proefman", "O4", "directeur", "speelplaats vergroenen", "partners voor een subsidie", "NL"),
    "P09": ("Imane", "Testaert", "O5", "coördinator internationalisering", "partnertoets, hybride lessen", "", "NL, EN, TR"),
    "P10": ("Elif", "Fictiers", "O6", "beleidsmedewerker", "subsidies, vervangpool", "", "NL"),
    "P11": ("Peter", "Schijnens", "O7", "opleidingsverantwoordelijke", "leren op de werkvloer", "lassers in maart", "NL, PL"),
    "P12": ("Mo", "Modelaar", "O8", "programmamanager", "samenwerken over de grens", "", "NL, EN"),
}  # fmt: skip
