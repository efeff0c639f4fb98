"""What comes from other programs keeps its lists, headings and marks; what cannot come along is said."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from community.richtext.cleaning import clean_html
from community.richtext.pasting import MOST_CHARACTERS, pasted

PASTES = Path(__file__).parent / "pastes"
NAMES = sorted(path.name.removesuffix(".clean.html") for path in PASTES.glob("*.clean.html"))
PICTURE = "1 afbeelding"
TABLE = "Een tabel"


@pytest.mark.parametrize("name", NAMES)
def test_what_programs_write_stays_what_it_was(name):
    found = pasted((PASTES / f"{name}.html").read_text())

    assert found.html.replace("><", ">\n<") == (PASTES / f"{name}.clean.html").read_text().strip().replace(
        "><", ">\n<"
    )
    assert PICTURE in found.left_out
    assert (TABLE in found.left_out) is (name != "outlook"), "a table of one cell is no table"
    assert clean_html(found.html) == found.html, "the server keeps it as it is shown"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<b>vet</b> en <i>schuin</i>", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("<b><p>een</p><p>twee</p></b>", "<p><strong>een</strong></p><p><strong>twee</strong></p>"),
        ("<h5>klein</h5><p>en</p><h6>kleiner</h6>", "<h3>klein</h3><p>en</p><h4>kleiner</h4>"),
        ("<div>een<div>twee</div>drie</div>", "<p>een</p><p>twee</p><p>drie</p>"),
        ("<p>een<br>twee</p>", "<p>een<br>twee</p>"),
        ("los <u>onderstreept</u>", "<p>los <u>onderstreept</u></p>"),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<p>&nbsp;</p><p> </p><ul><li></li></ul>", ""),
        ("", ""),
    ],
)
def test_small_pieces(source, html):
    assert pasted(source).html == html
    assert pasted(source).left_out == ""


def test_what_is_too_much_is_refused_in_words():
    with pytest.raises(ValidationError, match="in delen"):
        pasted("x" * (MOST_CHARACTERS + 1))


@pytest.mark.django_db
def test_the_browser_gets_it_with_what_was_left_out(house, sign_in):
    answer = sign_in(house.member).post(reverse("richtext:pasted"), {"html": "<b>vet</b><img src=x>"})

    assert answer.json()["html"] == "<p><strong>vet</strong></p>"
    assert PICTURE in answer.json()["left_out"]
    answer = sign_in(house.member).post(reverse("richtext:pasted"), {"html": "<p>lang</p>" * 9000})
    assert (answer.status_code, "te lang" in answer.json()["error"]) == (422, True)
