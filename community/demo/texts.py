"""The articles, the blog and the handbook of the demo world."""

from typing import Any

ARTICLES: list[dict[str, Any]] = [
    {
        "title": "Afwegen in plaats van verbieden: risicovol buitenspel",
        "lede": "Kinderen die mogen klimmen, vallen minder hard. Vijf organisaties schreven op hoe je uitdaging laat staan en gevaar weghaalt.",
        "kind": "article", "network": "N1", "authors": ["P05", "P06", "P07", "P08"], "tested_in": 1,
        "points": ["Haal gevaar weg dat een kind niet kan zien. Laat uitdaging staan die het zelf kiest.",
                   "Schrijf per speelplek één blad en bekijk het elk trimester opnieuw.",
                   "Laat ouders eerst zelf kijken. Praat daarna pas over regels."],
        "body": [
            ("heading", "Waarom uitdaging nodig is"),
            ("text", "<p>Een peuter die op een boomstam klimt, weegt af. Hoe hoog is dit, waar zet ik mijn voet, hoe kom ik terug? Wie dat nooit mag oefenen, leert het niet op de dag dat het nodig is. [1]</p><p>Toch tillen we kinderen er vaak af. Niet omdat het gevaarlijk is, maar omdat er iemand kijkt: een ouder, een collega, de inspectie.</p>"),
            ("heading", "Gevaar of uitdaging"),
            ("text", "<p>Het verschil is of een kind het kan zien. Een losse plank is gevaar: niemand kiest ervoor. Een boomstam van zestig centimeter is uitdaging: het kind ziet hem en kiest. Gevaar haal je weg, uitdaging laat je staan. [2]</p>"),
            ("pull", "Sindsdien praten we over de plek, niet meer over wie te streng is."),
            ("heading", "Een afwegingsblad in vijf vragen"),
            ("exercise", "Doe dit met je team", ["Kies één speelplek en ga er met drie mensen staan.", "Schrijf op wat kinderen hier winnen.", "Schrijf op wat er kan misgaan, en hoe erg dat is.", "Spreek af waar een volwassene staat en wanneer die een hand uitsteekt.", "Zet er een datum bij waarop jullie opnieuw kijken."]),
            ("heading", "Gesprek met ouders"),
            ("text", "<p>Nodig een ouder uit om tien minuten mee te kijken, zonder uitleg. Vraag dan wat ze zagen. Bijna iedereen zegt: ze kijken goed waar ze hun voet zetten.</p>"),
            ("fold", "Wat de verzekering vroeg", "<p>Bij een van de vijf organisaties vroeg de verzekering alleen een aantoonbare afweging. Het blad volstond.</p>"),
            ("heading", "Wat we nog niet weten"),
            ("text", "<p>We hebben dit met vijf organisaties gedaan, niet met vijftig. We weten niet of het werkt met grotere groepen. Wie het probeert: vertel het ons in het forum.</p>"),
        ],
        "refs": [(1, "praktijk", "<p>Bijeenkomst van Buiten is beter, De Wolkenboot, Aalst.</p>"),
                 (2, "forum", "<p>Klimmen met tweejarigen: wanneer grijp je in? Alleen voor leden van het netwerk.</p>")],
    },
    {
        "title": "Gastorganisatie zijn: van zes weken vooraf tot de dag erna",
        "lede": "Ontvangen is werk en een voorrecht. Deze lijst brengt je er rustig doorheen.",
        "kind": "guide", "network": None, "authors": ["P01"], "tested_in": 4,
        "points": ["Laat zien wat je echt doet, ook wat niet lukt.", "Vraag om totalen, nooit om namen, bij eten en toegang."],
        "body": [
            ("heading", "Zes weken vooraf"),
            ("text", "<p>Kies de ruimte en loop zelf de weg van de halte tot de deur, met een kar of een rolstoel als je er een kunt lenen. Schrijf op wat je tegenkomt.</p>"),
            ("heading", "Een rondleiding met kijkvraag"),
            ("text", "<p>Geef bezoekers één vraag mee per plek. Wie kijkt met een vraag, ziet meer en praat daarna concreter.</p>"),
            ("exercise", "Controlelijst", ["Ruimte en toegang gecontroleerd", "Foto’s van kinderen weg uit de gang, of toestemming gevraagd", "Hybride set een dag vooraf getest", "Eten en drinken besteld op basis van totalen", "Bedanking en verslag ingepland"]),
            ("heading", "De dag erna"),
            ("text", "<p>Schrijf op wat je zelf opnieuw zag toen je je huis aan anderen liet zien. Dat is vaak het beste van de dag.</p>"),
        ],
        "refs": [],
    },
    {
        "title": "Intervisie met de incidentmethode in 65 minuten",
        "lede": "Zeven stappen, één vraag, en niemand die te vroeg raad geeft.",
        "kind": "method", "network": None, "authors": ["P02"], "tested_in": 9,
        "points": ["Vijf tot negen mensen, één inbrenger, één tijdbewaker.", "Eerst informatieve vragen, dan pas analyse.", "De inbrenger luistert zonder te reageren."],
        "body": [
            ("heading", "Voor wie"),
            ("text", "<p>Voor een groep die elkaar al een beetje kent en wil oefenen in vragen stellen. Het is een goede eerste methode.</p>"),
            ("heading", "Zeven stappen"),
            ("exercise", "65 minuten", ["Terugblik op vorige keer (5 minuten)", "Situaties kort vertellen (10 minuten)", "Kiezen (5 minuten)", "Alleen informatieve vragen (15 minuten)", "Analyse, de inbrenger luistert (10 minuten)", "Adviesronde (10 minuten)", "De inbrenger zegt wat hielp en wat de volgende stap is (10 minuten)"]),
            ("heading", "Valkuilen"),
            ("text", "<p>De grootste valkuil is de vraag die eigenlijk een raad is: heb je al eens geprobeerd om… Schrijf zulke vragen op een briefje en bewaar ze voor stap zes.</p>"),
        ],
        "refs": [],
    },
    {
        "title": "Samen een systeem betalen",
        "lede": "Drie organisaties delen één systeem. Wie betaalt wat, en wat doe je met de laatste cent?",
        "kind": "article", "network": None, "authors": ["P03"], "tested_in": 0,
        "points": ["Kies de sleutel samen, voor er een factuur is.", "Rond af naar beneden en verdeel de centen die overblijven."],
        "body": [
            ("heading", "Waarom delen"),
            ("text", "<p>Een systeem voor vijftien organisaties kost geen vijftien keer zoveel als één. Maar het vraagt wel een afspraak die iedereen kan narekenen.</p>"),
            ("heading", "Afronden zonder ruzie"),
            ("text", "<p>Tienduizend euro met sleutel drie, drie, één geeft 4.285,72, 4.285,71 en 1.428,57 euro. De cent die overblijft gaat naar de eerste met de grootste rest. Samen precies tienduizend.</p>"),
        ],
        "refs": [],
    },
    {
        "title": "Zorgvuldig samenwerken over de grens",
        "lede": "Een partner toetsen is een gesprek met een voorstem en een tegenstem, niet een lijst met vinkjes.",
        "kind": "article", "network": "N2", "authors": ["P09", "P12"], "tested_in": 1,
        "points": ["Begin bij je eigen waarden.", "Bewaar ook de mening die het niet haalde.", "Zet er een datum bij waarop je opnieuw kijkt."],
        "body": [
            ("heading", "Begin bij je eigen waarden"),
            ("text", "<p>Voor je over een ander oordeelt, schrijf je op wat je zelf nooit zou doen. Dat is kort werk en het scheelt lange gesprekken.</p>"),
            ("heading", "Een gesprek met voor- en tegenstem"),
            ("text", "<p>Laat twee mensen de tegengestelde kant verdedigen, en wissel daarna. Schrijf beide op, ook als het besluit duidelijk is.</p>"),
            ("heading", "Stoppen met fatsoen"),
            ("text", "<p>Spreek bij het begin af hoe je uit elkaar gaat. Wie dat pas bespreekt als het misloopt, bespreekt het nooit goed.</p>"),
        ],
        "refs": [],
    },
]  # fmt: skip

BLOG: dict[str, Any] = {
    "title": "Wie ontvangt, leert het meest",
    "lede": "Op bezoek bij De Wolkenboot zagen we niet alleen hun tuin. Zij zagen hem zelf ook opnieuw.",
    "authors": ["P01"],
    "body": [
        ("text", "<p>Twee weken lang ruimden ze op. Niet omdat het moest, maar omdat er mensen kwamen kijken. “En toen pas zagen we dat de kinderen altijd al achter de schuur wilden spelen”, vertelde Tarik.</p><p>Daarom laten we niemand een beurt overslaan. Ook de kleinste plek heeft iets wat een ander niet heeft.</p>"),
        ("pull", "Wie een partner zoekt met een verlanglijst op zak, komt met lege handen thuis."),
    ],
}  # fmt: skip

#: (title, lede or text, children)
HANDBOOK = (
    "Handboek lerende netwerken",
    "Van de eerste vraag tot de oogst, in vier hoofdstukken.",
    [
        ("Starten", "Voor je mensen uitnodigt, weet je waarom en met wie.", [
            ("Waarom", "Een netwerk begint bij een vraag die niemand alleen kan beantwoorden. Schrijf die vraag op in één zin en lees hem voor aan iemand die er niets van weet.", []),
            ("Met wie", "Zes tot twaalf organisaties, verschillend genoeg om van elkaar te leren en dichtbij genoeg om langs te gaan.", []),
            ("Conclusie", "Weet waarom, kies met wie, en plan de eerste drie data voor je een thema kiest.", []),
        ]),
        ("Afspreken", "Wat je opschrijft, hoef je niet te onthouden.", [
            ("Werkafspraken", "Doel, aanwezigheid, vertrouwelijkheid, ontvangen, verslag, foto’s en afzeggen: één blad is genoeg.", []),
            ("Spelregels", "Eerst een vraag, dan pas raad. Wie het laatst sprak, begint.", []),
            ("Conclusie", "Elke organisatie tekent, en elk jaar opnieuw.", []),
        ]),
        ("Ontmoeten", "Je leert van een huis door er te staan.", [
            ("Beurtrol", "Iedereen ontvangt om de beurt. Wie geen ruimte heeft, doet iets anders wat evenveel waard is. Het saldo staat er voor iedereen.", []),
            ("Hybride", "Wie online meedoet, is er echt bij of is er niet bij. Een beetje bestaat niet.", [
                ("Techniek", "Eén microfoon per spreker, de camera op ooghoogte, en iemand die de stem van op afstand is.", []),
            ]),
            ("Conclusie", "Plan een jaar vooruit en laat zien waarom wie wanneer ontvangt.", []),
        ]),
        ("Oogsten", "Wat je leert, geef je door. Kies uit verslagen en onderwerpen, vraag toestemming, en maak er een artikel van.", []),
    ],
)  # fmt: skip
