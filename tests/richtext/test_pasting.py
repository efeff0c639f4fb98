"""What comes from other programs keeps its lists, headings and marks; what cannot come along is said."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from community.richtext.cleaning import clean_html
from community.richtext.pasting import MOST_BLOCKS, MOST_CHARACTERS, MOST_READ, MOST_TAGS, pasted

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
        (
            "<b><b><p>een</p><i><p><b>twee</b></p></i></b></b>",
            "<p><strong>een</strong></p><p><em><strong>twee</strong></em></p>",
        ),
        ("<p>een <br> <br>twee<br> <br></p>", "<p>een <br> <br>twee</p>"),
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
    for much in (
        "x" * (MOST_CHARACTERS + 1), "x" * (MOST_READ + 1), "<p>x</p>" * (MOST_BLOCKS + 1), "<br>" * (MOST_TAGS + 1),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match="in delen"):
            pasted(much)


@pytest.mark.parametrize(
    "part", ["<div>", "<blockquote>", "<ul><li>", "<b>", "<span style='font-weight:bold'>"]
)
def test_what_is_too_deep_is_refused_before_it_is_read(part):
    with pytest.raises(ValidationError, match="lagen opmaak"):
        pasted(part * 300 + "x")


@pytest.mark.parametrize(
    "source",
    [
        f"<!--{'<w:x>' * 300}--><p>x</p>",
        "<p>x" + "<o:p></o:p><w:x />" * 300 + "</p>",
        "<p>x</p>" + "<p>" * 300,
        f"<p>x<img src='data:image/png;base64,{'A' * (MOST_READ + 1)}'></p>",
    ],
)
def test_what_programs_put_in_beside_the_words_does_not_count(source):
    assert pasted(source).html == "<p>x</p>"


def work(source: str) -> int:
    """How many lines of Python are run to read this; the same on every machine."""
    lines = 0

    def count(frame, event, argument):
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        with suppress(ValidationError):
            pasted(source)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    ("start", "part"),
    [
        ("<b>" * 45, "<p>x</p>"),
        ("<span style='font-weight:bold'>" * 45, "<p>x</p>"),
        ("<div>" * 45, "x<p>y</p>"),
        ("x", "<br>"),
        ("<p>x</p>" * 200, "<br>"),
        ("", "<i>x</i>"),
        ("<i>x</i>" * 200, "<img src=x>"),
        ("", "<span style='font-weight:bold;font-style:italic'>x</span>"),
        ("<table><tr>", "<td>x</td>"),
        ("<table>", "<tr><td>x</td><td>y</td></tr>"),
    ],
)
def test_twice_as_much_is_at_most_twice_the_work(start, part):
    pasted("x")
    once, twice = work(start + part * 120), work(start + part * 240)
    assert twice <= 2.5 * once


@pytest.mark.django_db
def test_the_browser_gets_it_with_what_was_left_out(house, sign_in):
    answer = sign_in(house.member).post(reverse("richtext:pasted"), {"html": "<b>vet</b><img src=x>"})

    assert answer.json()["html"] == "<p><strong>vet</strong></p>"
    assert PICTURE in answer.json()["left_out"]
    answer = sign_in(house.member).post(
        reverse("richtext:pasted"), {"html": "<p>lang</p>" * 1900 + "lang " * 9000}
    )
    assert (answer.status_code, "te lang" in answer.json()["error"]) == (422, True)
