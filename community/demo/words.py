"""What people of the demo world say and write."""

from typing import Any

NETWORKS = {
    "N1": {
        "name": "Buiten is beter",
        "slug": "buiten-is-beter",
        "cooperation_form": "learning_network",
        "purpose": "Vijf organisaties zoeken samen uit hoe kinderen tot twaalf jaar vrijer en met meer uitdaging "
        "buiten spelen.",
        "visibility": "public",
        "facilitators": ["P01", "P02"],
        "organisations": ["O1", "O2", "O3", "O4", "O6"],
        "people": ["P05", "P06", "P07", "P08", "P10"],
    },
    "N2": {
        "name": "Kenniskring Wereld dichtbij",
        "slug": "wereld-dichtbij",
        "cooperation_form": "knowledge_circle",
        "purpose": "Internationalisering op de eigen school en werkvloer: wie anders spreekt, hoort erbij.",
        "visibility": "members",
        "facilitators": ["P02"],
        "organisations": ["O4", "O5", "O7", "O8"],
        "people": ["P08", "P09", "P11", "P12"],
    },
    "N3": {
        "name": "Talentpool Schelde–Mark",
        "slug": "talentpool-schelde-mark",
        "cooperation_form": "network_collaboration",
        "purpose": "School, bedrijf en overheid lenen elkaar kennis en mensen, met afspraken die kloppen.",
        "visibility": "network",
        "facilitators": ["P01"],
        "organisations": ["O5", "O6", "O7", "O8"],
        "people": ["P09", "P10", "P11", "P12"],
    },
}

#: Monday is 0.
WEEKDAYS = {"N1": 3, "N2": 1, "N3": 4}

#: network, days from the anchor, mode, host, title, learning question, showcase
MEETINGS = [
    ("N3", -65, "hybrid", "O7", "Startafspraken en het lasatelier", "Wat spreken we af voor we mensen uitwisselen?",
     "Een rondleiding door het lasatelier, met twee leerlingen die uitleggen wat ze doen."),
    ("N1", -51, "in_person", "O2", "Kennismaking en tuinwandeling", "Wat mag een kind hier zelf ontdekken?",
     "We lopen langs de vijf speelplekken en lezen het afwegingsblad dat er hangt."),
    ("N2", -39, "hybrid", "O5", "Waar staan we, en met wie werken we samen?", "Hoe toets je een partner zonder vinkjeslijst?", ""),
    ("N3", -1, "hybrid", "O6", "Tekort en overschot deze winter", "Wie heeft in de winter mensen over, wie komt er tekort?", ""),
    ("N1", 5, "in_person", "O1", "Incidentmethode en rondleiding bij De Zandloper", "Wanneer grijp je in als een peuter klimt?",
     "De stadstuin: boomstammen van zestig centimeter, een modderkeuken en een slaaphoek buiten. Kijkvraag: wie houdt wie in het oog?"),
    ("N2", 17, "hybrid", "O8", "Een gastles op afstand", "Hoe klinkt een praktijklokaal voor wie online volgt?", ""),
    ("N1", 61, "online", "O3", "Videowandeling door het bos", "Wat vraagt het bos van een team?", "Lies loopt met de camera mee met de groep van tien uur."),
    ("N3", 76, "hybrid", "O8", "Jaarcijfers van de pool", "Wat leverde uitwisselen op?", ""),
    ("N2", 101, "hybrid", "O7", "Anderstalige collega's", "Hoe leer je taal terwijl je werkt?", ""),
    ("N1", 117, "hybrid", "O4", "Van opvang naar kleuterklas", "Wat nemen kinderen mee over de drempel?", ""),
    ("N3", 153, "hybrid", "O5", "Evaluatie en verlenging", "Gaan we door, en hoe?", ""),
    ("N1", 187, "in_person", "O6", "Oogst en afronding", "Wat geven we door?", ""),
    ("N2", 199, "hybrid", "O4", "Oogst van de kenniskring", "Wat weten we nu wat we niet wisten?", ""),
]  # fmt: skip

#: title, minutes, who and how, method
PROGRAMME = [
    ("Onthaal met koffie", 15, "", ""),
    ("Rondleiding met kijkvraag", 45, "in twee groepjes", "practice_tour"),
    ("Incidentmethode in zeven stappen", 65, "begeleid door Bram", "incident"),
    ("Pauze", 15, "", ""),
    ("Wat nemen we mee?", 40, "acties en een korte oogst", ""),
]

AGENDA = [(title, minutes, note) for title, minutes, note, _method in PROGRAMME]

STOPS = [
    {
        "title": "De boomstammen",
        "text": "Zestig centimeter hoog, met houtsnippers eronder.",
        "question": "Wie houdt wie in het oog?",
    },
    {
        "title": "De modderkeuken",
        "text": "Vier pannen, een waterton en een afspraak over laarzen.",
        "question": "Wat mag hier dat binnen niet mag?",
    },
    {"title": "De slaaphoek buiten", "text": "Acht matten onder een afdak, ook in november.", "question": ""},
]

#: What was said at meetings that were held: (who, kind, text), (owner, text, days from the anchor); pulse, thanks
#: Asked before the next meeting: who, the question, and what the host answered.
ASKED = [
    (
        "P07",
        "Mogen de kinderen op de boomstammen als het geregend heeft?",
        "Ja, met laarzen aan. Eén van ons staat er dan naast en zegt niets.",
    ),
    (
        "P10",
        "Is er een verhard pad tot bij de modderkeuken?",
        "Tot aan de waterton wel. De laatste vijf meter zijn gras; we leggen platen.",
    ),
    ("P06", "Wat doen jullie met kleren die nat worden?", ""),
]

HELD: dict[str, dict[str, Any]] = {
    "N3#1": {
        "notes": [
            ("P11", "note", "In het atelier mag wie meeloopt alles aanraken, behalve de vlam."),
            ("P01", "decision", "Wie iemand uitleent, blijft de werkgever. Dat staat op één blad."),
        ],
        "actions": [("P12", "Blad met afspraken laten nalezen", -20)],
        "pulse": ["P09", "P10", "P12", "P01"],
        "thanks": "Dank voor de vonken en de soep.",
        "home": "Onze stagiairs zelf de rondleiding laten doen.",
    },
    "N1#1": {
        "notes": [
            ("P06", "note", "Per speelplek één blad: wat kinderen er winnen en wat er kan misgaan."),
            ("P07", "note", "Handen in de zij: nabij, niet aanraken, tenzij het kind het vraagt."),
            ("P05", "note", "Wij tellen de keren dat we ‘voorzichtig’ zeggen. Na een week halveerde dat."),
            ("P01", "decision", "Elke bijeenkomst begint met tien minuten alleen kijken."),
        ],
        "actions": [
            ("P05", "Foto’s van de boomstammen delen, zonder kinderen", -16),
            ("P08", "Voorbeeldbrief voor ouders herlezen", 6),
            ("P10", "Navragen wat de verzekering vraagt", -4),
        ],
        "pulse": ["P05", "P07", "P08", "P10", "P06"],
        "thanks": "Jullie tuin heeft ons team aan het praten gekregen.",
        "home": "Met het team één speelplek kiezen en er een blad voor schrijven.",
        "case": {
            "presenter": "P07",
            "ages": "toddler",
            "question": "Hoe blijf ik nabij als een kind hoger klimt dan ik durf?",
            "situation": "Een kind klom op de tweede stam en keek om. Ik zei niets en ging ernaast staan.",
            "insights": "Kijken naar de voeten. Eerst vragen wat het plan is. Mijn schrik is mijn werk.",
            "next_step": "Een week lang tellen tot vijf voor ik iets zeg.",
        },
    },
    "N2#1": {
        "notes": [
            ("P09", "note", "Een partnertoets werkt als gesprek, niet als lijst met vinkjes."),
            ("P12", "decision", "Elke samenwerking krijgt een herzieningsdatum."),
        ],
        "actions": [("P11", "Vragen van de partnertoets in gewone taal zetten", 9)],
        "pulse": ["P08", "P11", "P12", "P02"],
        "thanks": "Fijn dat we de studio mochten proberen.",
        "home": "De vragen eerst aan onszelf stellen.",
    },
    "N3#2": {
        "notes": [
            ("P10", "note", "Twee diensten zoeken in januari iemand voor het onthaal."),
            ("P11", "note", "In maart missen we twee lassers."),
        ],
        "case": {
            "presenter": "P10",
            "ages": "",
            "question": "Wat doe je als de uitlenende dienst de collega te vroeg terugvraagt?",
            "situation": "Een uitwisseling van acht weken werd na drie weken stopgezet, zonder gesprek vooraf.",
            "insights": "Niemand had de afspraak nagelezen. De druk zat in de vakantieplanning, niet bij mensen.",
            "next_step": "Halverwege elke uitwisseling bellen, ook als alles goed gaat.",
        },
        "actions": [("P01", "Lijst van tekorten en overschotten rondsturen", 4)],
        "absent": "P12",
    },
}

AGREEMENT = (
    "<ol><li>Wat je hier leest of ziet, deel je pas verder als de eigenaar ja zegt.</li>"
    "<li>Kinderen zijn nooit herkenbaar, niet op foto’s en niet in verhalen.</li>"
    "<li>Kun je niet komen? Dan komt een collega.</li>"
    "<li>We stellen eerst een vraag, dan pas geven we raad.</li>"
    "<li>Iedereen ontvangt om de beurt, of doet iets anders wat evenveel waard is.</li></ol>"
)

#: board (network code or the public board), author, title, tags, first post, then (author, text); answer number
THREADS = [
    ("N1", "P05", "Klimmen met tweejarigen: wanneer grijp je in?", ["buitenspel", "veiligheid"],
     "<p>Onze boomstammen zijn zestig centimeter hoog. Sommige collega’s tillen kinderen er meteen af, anderen wachten. Wat spreken jullie af, en hoe leg je het aan ouders uit?</p>",
     [("P06", "<p>Wij schreven per speelplek op wat kinderen er winnen en wat er kan misgaan. Eén blad per plek, elk trimester opnieuw bekeken. Sindsdien praten we over de plek, niet meer over wie te streng is.</p>"),
      ("P07", "<p>Onze afspraak heet “handen in de zij”: je staat nabij, je raakt niet aan, tenzij het kind het vraagt. Na drie weken zagen we minder valpartijen door haast.</p>"),
      ("P08", "<p>In de kleuterklas noemen we het verschil tussen <strong>gevaar</strong> (een kind ziet het niet) en <strong>uitdaging</strong> (een kind ziet het en kiest). Gevaar halen we weg, uitdaging laten we staan.</p>"),
      ("P10", "<p>Onze verzekering vroeg enkel een aantoonbare afweging. Dat blad van @tarik-demoer zou volstaan.</p>")], 2),
    ("N1", "P07", "Bijeenkomst tijdens het middagdutje: wie vangt op?", ["organisatie"],
     "<p>Met twee begeleiders kan ik op donderdagmiddag niet weg. Hoe lossen jullie dat op?</p>",
     [("P05", "<p>Wij wisselen een stagiair en de coach uit op die dagen.</p>"),
      ("P10", "<p>Onze dienst heeft een vervangpool van drie halve dagen. Leg het vast als bijdrage, dan staat het er voor iedereen.</p>"),
      ("P01", "<p>De planning houdt nu rekening met 12.30 tot 15.30 uur. Zo valt het in de rust.</p>")], 3),
    ("N2", "P12", "Geluid in het praktijklokaal bij een hybride les", ["hybride"],
     "<p>Wie op afstand volgt, hoort machines maar geen vragen. Welke opstelling werkt bij jullie?</p>",
     [("P11", "<p>Eén dasmicrofoon en de camera op ooghoogte. En de machines uit als iemand iets vraagt.</p>"),
      ("P09", "<p>Laat iemand ter plaatse de stem van op afstand zijn. Dat scheelt meer dan een dure microfoon.</p>"),
      ("P08", "<p>Wij testen nu eerst tien minuten met de gastheer. Saai, maar het werkt.</p>")], 3),
    ("N2", "P09", "Partnertoets als gesprek, niet als vinkjeslijst", ["partners"],
     "<p>Voor: samenwerken houdt deuren open. Tegen: wie betaalt de prijs van zwijgen? Ik zoek een gesprek dat beide hardop laat zeggen.</p>",
     [("P11", "<p>Afhankelijk zijn van één klant is ook een risico. Zet dat er eerlijk bij.</p>"),
      ("P12", "<p>Neem een datum op waarop je opnieuw kijkt. Anders blijft een ja voor altijd een ja.</p>")], None),
    ("N3", "P11", "Twee lassers tekort in maart", ["arbeidspool"],
     "<p>Van 1 tot 31 maart komen we twee lassers tekort. Wie kan iemand missen?</p>",
     [("P12", "<p>Eén collega in opleiding is beschikbaar van 8 tot 26 maart, als het juridisch klopt: hij werkt over de grens.</p>"),
      ("P10", "<p>De checklist is gestart. Zet hier nog geen namen.</p>")], None),
    ("open", "P02", "Hoe krijgen ouders en nieuwkomers een stem in het netwerk?", ["inspraak"],
     "<p>We praten over ouders, maar zelden met ouders. Wat heeft bij jullie echt gewerkt?</p>",
     [("P10", "<p>Uitnodigen met een vraag, niet met een verslag. Een verslag is al af.</p>"),
      ("P06", "<p>Een tolkuur via vrijwilligers, elke eerste woensdag. Mensen komen eerst voor de tolk en blijven voor de vraag.</p>"),
      ("P05", "<p>Laat de laatste spreker beginnen. Dat klinkt klein, en het verandert wie er praat.</p>"),
      ("P04", "<p>Een herinnering van de moderator: beschrijf geen gezinnen zo dat iemand ze herkent.</p>")], 3),
]  # fmt: skip

CHAT = [
    ("N1", [("P06", "Ik rij donderdag van Aalst over Dendermonde naar Gent. Twee plaatsen vrij."),
            ("P08", "Ik stap graag in, aan het station van Dendermonde?"),
            ("P06", "Kant van de bussen, kwart voor twaalf."),
            ("P05", "Breng laarzen mee: de modderkeuken staat blank."),
            ("P01", "De agenda staat bij de bijeenkomst. Tot donderdag!")]),
    ("N2", [("P02", "Wie kan op 8 december de camera bedienen?"), ("P12", "Ik regel iemand ter plaatse.")]),
    ("N3", [("P01", "Het verslag van gisteren volgt morgen.")]),
]  # fmt: skip

#: Organisation -> what the sketch of the way in shows in words, and the words on it.
SKETCHES = {
    "de-zandloper": (
        "Schets: vanaf de bushalte de weg over, voorbij de parking links, te voet naar de tweede deur.",
        {
            "water": "de Leie",
            "stop": "bushalte",
            "parking": "parking",
            "door": "tweede deur",
            "trees": "stadstuin",
        },
    ),
}
