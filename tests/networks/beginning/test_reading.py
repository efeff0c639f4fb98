"""A list of people in whatever shape it comes: what is read, what is asked, and what is refused in words."""

import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from community.networks.beginning.files import MOST_LINES, decoded, text_of
from community.networks.beginning.judging import Known, Places, are_alike, finder, judge
from community.networks.beginning.reading import read
from community.networks.models import Beginning
from community.organisations.models import Organisation

PLACES = Places(
    [
        Organisation(pk=1, name="Metaalwerken Rijkhout nv", short_name="Rijkhout"),
        Organisation(pk=2, name="Hogeschool Scheldeland", short_name="Scheldeland"),
        Organisation(pk=3, name="Dienst Gezin & Buurt", short_name="Gezin & Buurt"),
    ]
)
IN_ANY_ORDER = [
    "Naam;Adres;Organisatie;Functie\nAnn Peeters;ann@rijkhout.be;Rijkhout;lasser",
    "functie,organisatie,e-mail,naam\nlasser,Rijkhout,ann@rijkhout.be,Ann Peeters",
    "ann@rijkhout.be\tAnn Peeters\tlasser\tMetaalwerken Rijkhout\nb@s.be\tBo Claes\tdocent\tScheldeland",
    "Rijkhout | Ann Peeters | ann@rijkhout.be | lasser\nScheldeland | Bo Claes | bo@s.be | docent",
    "Voornaam;Achternaam;Mail;Werkgever;Functie\nAnn;Peeters;mailto:ann@rijkhout.be;RIJKHOUT;lasser",
    '"Ann Peeters" <ann@rijkhout.be>; Rijkhout; lasser\n"Bo Claes" <bo@s.be>; Scheldeland; docent',
    "\ufeffNaam;E-mailadres;School;Functie\r\nAnn Peeters;ANN@rijkhout.be ;rijkhout;lasser\r\n",
    "Deelnemers 2026\n\nNaam;Adres;Organisatie;Functie\nAnn Peeters;ann@rijkhout.be;Rijkhout;lasser",
]


def judged(text: str, known: Known | None = None, columns=()):
    sheet = read(text, finder(PLACES), columns)
    return judge(Beginning(), sheet, PLACES, known or Known())


def told(text: str, **more):
    """(number, state, reason) of each line."""
    return [(line.number, line.state, line.reason) for line in judged(text, **more)]


@pytest.mark.parametrize("text", IN_ANY_ORDER)
def test_columns_are_recognised_in_any_order(text):
    line = next(line for line in judged(text) if line.email)

    assert (line.name, line.email, line.organisation_id, line.title, line.state) == (
        "Ann Peeters", "ann@rijkhout.be", 1, "lasser", "ready",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Zoë Müller;zoe@s.be".encode(), "Zoë Müller"),
        ("\ufeffZoë Müller;zoe@s.be".encode(), "Zoë Müller"),
        ("Zoë Müller;zoe@s.be".encode("cp1252"), "Zoë Müller"),
        ("Zoë Müller – lid;zoe@s.be".encode("cp1252"), "Zoë Müller – lid"),
        ("\ufeffZoë Müller;zoe@s.be".encode("utf-16-le"), "Zoë Müller"),
    ],
)
def test_letters_of_windows_and_marks_in_front_are_read(content, name):
    [line] = judged(decoded(content))
    assert (line.name, line.email) == (name, "zoe@s.be")


def test_a_line_that_is_divided_by_another_sign_than_the_others_is_read_too():
    found = told(
        "Ann Peeters, ann@rijkhout.be, Rijkhout\nBo Claes; bo@s.be; Scheldeland\nCo Wit; co@s.be; Scheldeland"
    )
    assert found == told(
        "Ann Peeters; ann@rijkhout.be; Rijkhout\nBo Claes; bo@s.be; Scheldeland\nCo Wit; co@s.be; Scheldeland"
    )


def test_two_lists_below_each_other_each_have_their_own_header():
    text = "naam;mail\nAnn;ann@s.be\n\nmail;naam\nbo@s.be;Bo"

    assert [(line.number, line.name, line.email, line.reason) for line in judged(text)] == [
        (1, "", "", "header"), (2, "Ann", "ann@s.be", ""), (4, "", "", "header"), (5, "Bo", "bo@s.be", ""),
    ]  # fmt: skip


def test_each_line_is_ready_doubtful_or_left_out_with_its_number_and_reason():
    text = "\n".join(
        [
            "naam;mail;organisatie",
            "Ann Peeters;ann@rijkhout.be;Rijkhout",
            "Bo Claes;bo@scheldeland;Scheldeland",
            "Cas;;Rijkhout",
            "Ann P.;ANN@rijkhout.be;Rijkhout",
            "Dé;d é@s.be;Rijkhout",
            "Émile;émile@s.be;Rijkhout",
            "Lotte;lotte@fonds.be;Opleidingsfonds Metaal",
            "Fee;fee@rijkhout.be",
            "Gus;gus@elders.be;",
            "Max;max@rijkhout.be;Rijkhout",
            "Ivo;ivo@rijkhout.be;Rijkhout",
        ]
    )
    known = Known(members={"max@rijkhout.be"}, invited={"ivo@rijkhout.be"})

    assert told(text, known=known) == [
        (1, "out", "header"),
        (2, "ready", ""),
        (3, "doubt", "address"),
        (4, "doubt", "short"),
        (5, "out", "double"),
        (6, "doubt", "address"),
        (7, "doubt", "address"),
        (8, "doubt", "organisation"),
        (9, "ready", ""),
        (10, "doubt", "organisation"),
        (11, "out", "member"),
        (12, "out", "invited"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jasmine Bedacht", "Yasmin Bedacht", True),
        ("Jan Peeters", "Jan Peeters", True),
        ("Zoë Claes", "Zoe Claes", True),
        ("Ann Peeters", "Bert Peeters", False),
        ("Jan Peeters", "Jana Peeters", True),
    ],
)
def test_names_that_look_alike_are_asked_about(one, other, alike):
    assert are_alike(one, other) is alike
    lines = judged(f"{one};a@s.be;Rijkhout\n{other};b@s.be;Rijkhout")
    assert [(line.reason, line.like) for line in lines] == [
        ("", None),
        ("lookalike", 1) if alike else ("", None),
    ]


def test_look_alikes_at_two_organisations_are_two_people():
    assert told("Jan Peeters;a@s.be;Rijkhout\nJan Peeters;b@s.be;Scheldeland") == [
        (1, "ready", ""),
        (2, "ready", ""),
    ]


def test_columns_that_somebody_named_count():
    text = "Gezin & Buurt;Rijkhout;ann@s.be"
    [line] = judged(text, columns=["name", "place", "email"])
    assert (line.name, line.organisation_id) == ("Gezin & Buurt", 1)


def test_an_address_in_another_column_is_found():
    lines = judged("naam;mail;organisatie\nAnn;ann@s.be;Rijkhout\nBo;Rijkhout;bo@s.be")
    assert [(line.name, line.email, line.organisation_id) for line in lines[1:]] == [
        ("Ann", "ann@s.be", 1), ("Bo", "bo@s.be", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "\n\n", "hallo", "naam;mail\nAnn;", "\x00", ";;;\n;;;", '"', "Ann Peeters"]
)
def test_a_list_without_an_address_is_refused_in_words(text):
    with pytest.raises(ValidationError):
        judged(text)


def test_a_quotation_mark_too_many_takes_no_line_along():
    lines = judged('naam;mail\nAnn "de baas;ann@s.be\nBo;bo@s.be')
    assert [line.email for line in lines[1:]] == ["ann@s.be", "bo@s.be"]


def test_ten_thousand_lines_are_read_and_one_more_list_is_refused():
    text = "naam;mail\n" + "\n".join(f"P{n} Naam{n};p{n}@s.be" for n in range(MOST_LINES))
    assert len(judged(text)) == MOST_LINES + 1
    with pytest.raises(ValidationError, match=r"10\.000"):
        judged(text + "\n" + text)


def excel(*rows, merge=(), **sheets) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("mensen.xlsx", out.getvalue())


def test_merged_cells_of_excel_say_what_their_first_one_says():
    upload = excel(
        ["Naam", "Mail", "Organisatie"],
        ["Ann", "ann@s.be", "Rijkhout"],
        ["Bo", "bo@s.be", None],
        merge=["C2:C3"],
    )
    assert [line.organisation_id for line in judged(text_of(upload))[1:]] == [1, 1]


def test_a_formula_that_nobody_worked_out_is_asked_about():
    upload = excel(["Naam", "Mail"], ["Ann", "ann@s.be"], ["Bo", '=LOWER("BO@S.BE")'])
    assert told(text_of(upload))[1:] == [(2, "ready", ""), (3, "doubt", "address")]
    upload = excel(["Naam", "Mail"], ["Ann", "ann@s.be"], ["Bo", "=A1"])
    assert told(text_of(upload))[1:] == [(2, "ready", ""), (3, "doubt", "formula")]


def test_the_sheet_with_addresses_is_read_and_empty_rows_keep_their_number():
    upload = excel(["Zomaar"], Mensen=[["Naam", "Mail"], [], ["Ann", "ann@s.be"]])
    assert told(text_of(upload)) == [(1, "out", "header"), (3, "ready", "")]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04nonsense",
        b"\xd0\xcf\x11\xe0old",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"a" * (4 * 2**20 + 1),
        b"a@b.be\n" * 160_000,
    ],
    ids=["broken", "old or locked", "picture", "heavy", "long"],
)
def test_a_file_that_is_no_list_is_refused_in_words(content):
    with pytest.raises(ValidationError):
        judged(text_of(SimpleUploadedFile("x.xlsx", content)))


def test_a_packed_file_that_grows_without_end_is_refused():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 2**20))
    with pytest.raises(ValidationError):
        text_of(SimpleUploadedFile("x.xlsx", out.getvalue()))
