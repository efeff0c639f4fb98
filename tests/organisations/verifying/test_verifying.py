"""Staff check many organisations at once, with a list from a register."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.organisations.models import Organisation
from community.organisations.verifying.actions import Verified, verify_organisations
from community.organisations.verifying.queries import State, judge
from community.organisations.verifying.reading import decoded, read_lines
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/verify/"
LIST = """naam;gemeente;ondernemingsnummer;soort
De Zandloper;Gent;0999.999.922;kinderopvang
Nieuw huis;Aalst;;School
Zandlopers;Brugge;;
De Zandloper;Gent;;
Fout nummer;Gent;0999.999.923;
;Gent;;
Circus;Gent;;circus
"""


@pytest.fixture
def zandloper(db):
    return OrganisationFactory(name="De Zandloper", municipality="Gent", checked_at=None)


@pytest.mark.parametrize(
    "text",
    [
        "De Zandloper;Gent;0999999922", "De Zandloper,Gent,0999999922", "De Zandloper\tGent\t0999999922",
        "gemeente,naam,kvk\r\nGent,De Zandloper,0999999922", '"De Zandloper";"Gent";"0999 999 922"',
        "\n\nNaam;Plaats;Nummer\nnaam;plaats;nummer\nDe Zandloper;Gent;999999922\n\n",
    ],
)  # fmt: skip
def test_a_list_is_read_as_people_have_it(text):
    (line,) = read_lines(text)
    assert (line.name, line.municipality, line.number, line.wrong) == (
        "De Zandloper",
        "Gent",
        "0999.999.922",
        "",
    )


@pytest.mark.parametrize(
    "content", ["Café;Ångström".encode(code) for code in ("utf-8", "utf-8-sig", "cp1252")]
)
def test_whatever_made_the_file(content):
    assert read_lines(decoded(content))[0].name == "Café"


@pytest.mark.parametrize("text", ["", "\n \n;;\n", "x;y\n" * 2001])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(ValidationError):
        read_lines(text)


def test_each_line_is_known_new_doubtful_double_or_wrong(zandloper):
    judged = judge(read_lines(LIST))
    assert [one.state for one in judged] == [
        State.KNOWN, State.NEW, State.NEW, State.DOUBLE, State.WRONG, State.WRONG, State.WRONG,
    ]  # fmt: skip
    (alike,) = judge(read_lines("Zandloper vzw;Aalst"))
    assert (alike.state, alike.organisation) == (State.DOUBTFUL, zandloper)
    Organisation.objects.update(number="12345678")
    assert [one.state for one in judge(read_lines("Iets;Gent;12345678\nDe Zandloper;Gent;0999999922"))] == [
        State.DOUBTFUL
    ] * 2


def test_a_list_is_done_and_doing_it_again_changes_nothing(zandloper, house):
    lines = read_lines(LIST)
    assert verify_organisations(actor=house.staff, lines=lines, make_new=True) == Verified(1, 1, 5)
    zandloper.refresh_from_db()
    assert (zandloper.number, bool(zandloper.checked_at)) == ("0999.999.922", True)
    assert Organisation.objects.get(name="Nieuw huis").checked_at
    assert verify_organisations(actor=house.staff, lines=lines, make_new=True) == Verified(0, 0, 5)
    with pytest.raises(ValidationError):
        verify_organisations(actor=house.staff, lines=lines, all_or_nothing=True)


def test_many_lines_cost_as_many_questions_as_one(zandloper):
    counts = []
    for many in (1, 900):
        with CaptureQueriesContext(connection) as asked:
            judge(read_lines("\n".join(f"Huis nummer {n};Gent" for n in range(many))))
        counts.append(len(asked))
    assert counts == [1, 1]


class TestScreen:
    def test_first_it_says_what_would_happen(self, zandloper, house, sign_in):
        client = sign_in(house.staff)
        upload = SimpleUploadedFile("lijst.csv", LIST.encode("cp1252"))
        page = client.post(ADDRESS, {"file": upload, "make_new": "on"})
        assert page.status_code == 200
        said = " ".join(page.text.split())
        for words in (
            "Zo zou het gaan",
            "1 bekend",
            "2 nieuw",
            "1 dubbel",
            "3 fout",
            "Dit nummer klopt niet",
            "Circus",
        ):
            assert words in said
        zandloper.refresh_from_db()
        assert zandloper.checked_at is None
        text = page.context["form"]["text"].value()
        assert client.post(ADDRESS, {"text": text, "make_new": "on", "apply": "1"}).status_code == 302
        zandloper.refresh_from_db()
        assert zandloper.checked_at

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"text": ""}, "text"), ({"text": "x;y\n" * 3000}, "text"), ({"file": b"PK\x03\x04\x00"}, "file"),
            ({"file": b"x" * 1_000_001}, "file"), ({"text": LIST, "all_or_nothing": "on", "apply": "1"}, "__all__"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_done_is_said(self, sent, field, house, sign_in):
        if "file" in sent:
            sent = {"file": SimpleUploadedFile("x.csv", sent["file"])}
        answer = sign_in(house.staff).post(ADDRESS, sent)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
