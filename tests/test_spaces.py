"""No space stands before a dot or a comma: a formatter or an opened template easily leaves one.

What two conditions show is joined only within an inline element, where no space comes between them:
`<p class="meta"><span class="dot-separated">{% if a %}<span>…</span>{% endif %}{% if b %}…{% endif %}</span></p>`.
"""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").rglob("*.html"))
BEFORE_A_MARK = re.compile(r"[^\s>]\s+\{% (?:if|elif|for|with)\b[^%]*%\}[,.;:]\s")
DOTS = re.compile(r'<(\w+)\s[^<>]*class="[^"]*\bdot-separated\b[^"]*"[^<>]*>')
BETWEEN = re.compile(r"(?:</\w+>|\{% end\w+ %\})\s+(?:\{% (?:if|for|include|section)|<\w)|\s</span>")


def inside(text: str, opened: re.Match) -> str:
    """What stands between a tag that opens and the one that closes it."""
    depth = 1
    for tag in re.finditer(rf"<(/?){opened[1]}\b[^>]*>", text[opened.end() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            return text[opened.end() : opened.end() + tag.start()].strip()
    return ""


def spaces(text: str) -> list[str]:
    found = [place[0] for place in BEFORE_A_MARK.finditer(text)]
    for opened in DOTS.finditer(text):
        found += [place[0] for place in BETWEEN.finditer(inside(text, opened))]
    return [" ".join(place.split()) for place in found]


def test_no_template_leaves_a_space_before_a_dot_or_a_comma():
    found = {path.name: spaces(path.read_text()) for path in TEMPLATES}

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>{{ a }}\n{% if b %}, {{ b }}{% endif %}</p>", ["} {% if b %},"]),
        ("<p>{{ a }}{% if b %}, {{ b }}{% endif %}</p>", []),
        (
            '<p class="dot-separated">{% if a %}<b>1</b>{% endif %}\n{% if b %}<b>2</b>{% endif %}</p>',
            ["{% endif %} {% if"],
        ),
        ('<p class="dot-separated">{% if a %}<b>1</b>{% endif %}{% if b %}<b>2</b>{% endif %}</p>', []),
        ('<p class="dot-separated"><span>one\n</span><span>two</span></p>', ["</span>"]),
    ],
)
def test_a_space_is_found(text, found):
    assert spaces(text) == found
