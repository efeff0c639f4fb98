"""No space stands where it shows: a formatter or an opened template easily leaves one.

Not before a dot or a comma, not after a sign, and no empty line in words that keep their own lines (`lines`).

What two conditions show is joined only within an inline element, where no space comes between them:
`<p class="meta"><span class="dot-separated">{% if a %}<span>…</span>{% endif %}{% if b %}…{% endif %}</span></p>`.
"""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").rglob("*.html"))
BEFORE_A_MARK = re.compile(r"[^\s>]\s+\{% (?:if|elif|for|with)\b[^%]*%\}[,.;:]\s")
AFTER_A_SIGN = re.compile(r"%\}[+−-]\{% endif %\}\s+\{\{")
LINES = re.compile(r'<(\w+)\s[^<>]*class="[^"]*\blines\b[^"]*"[^<>]*>')
DOTS = re.compile(r'<(\w+)\s[^<>]*class="[^"]*\bdot-separated\b[^"]*"[^<>]*>')
BETWEEN = re.compile(r"(?:</\w+>|\{% end\w+ %\})\s+(?:\{% (?:if|for|include|section)|<\w)|\s</span>")


def inside(text: str, opened: re.Match) -> str:
    """What stands between a tag that opens and the one that closes it, spaces and all."""
    depth = 1
    for tag in re.finditer(rf"<(/?){opened[1]}\b[^>]*>", text[opened.end() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            return text[opened.end() : opened.end() + tag.start()]
    return ""


def spaces(text: str) -> list[str]:
    found = [place[0] for pattern in (BEFORE_A_MARK, AFTER_A_SIGN) for place in pattern.finditer(text)]
    for opened in DOTS.finditer(text):
        found += [place[0] for place in BETWEEN.finditer(inside(text, opened).strip())]
    for opened in LINES.finditer(text):
        words = inside(text, opened)
        found += [opened[0]] if words != words.strip() else []
    return [" ".join(place.split()) for place in found]


def test_no_template_leaves_a_space_that_shows():
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
        ("{% if a > 0 %}+{% endif %}\n{{ a }}", ["%}+{% endif %} {{"]),
        ("{% if a > 0 %}+{% endif %}{{ a }}", []),
        ('<p class="lines">\n{{ a }}\n</p>', ['<p class="lines">']),
        ('<p class="lines">{{ a }}</p>', []),
        ('<p class="dot-separated"><span>one\n</span><span>two</span></p>', ["</span>"]),
    ],
)
def test_a_space_is_found(text, found):
    assert spaces(text) == found
