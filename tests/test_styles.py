"""Every class of the style sheets is used, and every class of a template means something to somebody."""

import re
from collections import Counter
from pathlib import Path

import pytest

from community.networks.models import Network
from community.organisations.islands import HUES

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
IMPORT = re.compile(r'@import url\("(.+?)"\)(?: layer\((\w+)\))?;')
LAYERS = dict(IMPORT.findall((ROOT / "static/css/site.css").read_text()))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

#: Classes in our sheets that no text of ours names, and who makes them.
MADE_ELSEWHERE = {
    **dict.fromkeys(("ProseMirror-separator", "ProseMirror-selectednode"), "the editor"),
    **dict.fromkeys(
        ("ProseMirror-hideselection", "ProseMirror-gapcursor", "ProseMirror-focused"), "the editor"
    ),
}
#: Classes that code gives to a template or a drawing as a bare word.
GIVEN = {
    **dict.fromkeys(("now", "later"), "how far the year of a network is: community/home/networks.py"),
    **dict.fromkeys(
        (f"what--{form}" for form in Network.Form.values), "one for each form: networks/cooperation.py"
    ),
    "ghost": "the bridge of the ring that is not built yet: events/templatetags/rotation.py",
}
#: Classes in templates without a look of their own, and what they are for.
WITHOUT_A_LOOK = {
    "past": "stands beside now and later",
    "message--gone": "chat-room.js gives no button to it",
    **dict.fromkeys(["ground", "words", "foot"], "a mail carries its own sheet"),
}

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\bclass="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\}|\{(?![{%]))*)"', re.DOTALL)
CLASS_BLOCK = re.compile(r"\{% block \w+_class %\}(.*?)\{% endblock %\}", re.DOTALL)
PART_OF_A_LIST = re.compile(r"\{% partialdef \w+ %\}((?:[\w\s-]|\{%[^%]*%\})+)\{% endpartialdef %\}")
MARK = re.compile(r"\{% (?:island|avatar|network_mark) [^%]*?(\d+)(?: True)? %\}")
IN_A_SELECTOR = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
LIST_IN_CODE = re.compile(
    r"""\bclass=\\?["']([^"'<>]*)|["']class["']: ["']([^"']*)|className = ["'`]([^"'`]*)"""
    r"""|classList\.\w+\(\s*["']([^"']*)|["']( ?[a-z]+(?:--[a-z]+| hue-\{)[^"'\n]*)["']"""
)
SELECTOR_IN_CODE = re.compile(
    r"(?:querySelector(?:All)?|closest|matches|locator|wait_for_selector|(?:find|maybe|all)\(\s*[\w.]+,)\(?\s*"
    r"f?([\"'`])(.*?)\1",
    re.DOTALL,
)


def tokens(text: str) -> set[str]:
    """The words in a list of classes. One that is joined to a value ends in `{`, with the value left out."""
    return set(re.sub(r"\{[^{}]*\}?", "{ ", TAG.sub(value_or_nothing, text)).split())


def value_or_nothing(found: re.Match) -> str:
    return "{}" if found[0].startswith("{{") else " "


def selectors(path: Path) -> list[str]:
    """Each selector of a sheet with the conditions (`@media`, `@container`) it stands under, one a line."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    found, under = [], []
    for before, mark in re.findall(r"([^{};]*)([{};])", text):
        head = " ".join(before.split())
        if mark == "{":
            under.append(head)
            if not head.startswith("@") and not any("@keyframes" in outer for outer in under):
                found.append(" ".join(under))
        elif mark == "}":
            under.pop()
    return found


def in_sheets() -> set[str]:
    return {
        name
        for path in SHEETS
        for line in selectors(path)
        for name in IN_A_SELECTOR.findall(re.sub(r"@[^.]*?\d\.\d\w*|\"[^\"]*\"", "", line))
    }


def in_templates() -> set[str]:
    found = set()
    for path in TEMPLATES:
        text = path.read_text()
        for pattern in (ATTRIBUTE, CLASS_BLOCK, PART_OF_A_LIST):
            found |= {token for part in pattern.findall(text) for token in tokens(part)}
    return found


def code() -> list[str]:
    """Our Python and JavaScript; not the tests, which would keep a dead class alive."""
    folders = [
        (ROOT / "static/js", "*.js"),
        *((ROOT / room, "*.py") for room in ("community", "events", "forum")),
    ]
    return [path.read_text() for folder, kind in folders for path in folder.rglob(kind)]


def in_code() -> set[str]:
    parts = (part for text in code() for found in LIST_IN_CODE.findall(text) for part in found)
    return {token.removesuffix("{") for part in parts for token in tokens(part)}


def sought() -> set[str]:
    """What scripts and tests look for."""
    texts = [*code(), *(path.read_text() for path in (ROOT / "tests").rglob("*.py"))]
    return {
        name
        for text in texts
        for _quote, selector in SELECTOR_IN_CODE.findall(text)
        for name in IN_A_SELECTOR.findall(re.sub(r"\{.*?\}", "", selector))
    }


def with_numbers() -> set[str]:
    """The names that end in a number: hues of islands, sizes of marks, rows of the grid, levels of the handbook."""
    sizes = {int(size) for path in TEMPLATES for size in MARK.findall(path.read_text())} | {28, 40}
    return {
        *(f"hue-{hue}" for hue in HUES.values()),
        *(f"size-{size}" for size in sizes),
        *(f"rows-{count}" for count in range(1, 31)),
        *(f"tree__level-{level}" for level in (2, 3, 4)),
    }


def test_every_class_in_the_sheets_is_used():
    used = in_templates() | in_code() | with_numbers() | MADE_ELSEWHERE.keys() | GIVEN.keys()

    assert sorted(in_sheets() - used) == []


def test_every_class_in_a_template_has_a_look_or_is_looked_for():
    known = in_sheets() | sought() | WITHOUT_A_LOOK.keys()
    unknown = {token for token in in_templates() - known if not token.endswith("{")}
    begun = {token.removesuffix("{") for token in in_templates() if token.endswith("{")}

    assert sorted(unknown) == []
    assert [start for start in sorted(begun) if not any(name.startswith(start) for name in known)] == []


def test_scripts_and_tests_look_for_classes_that_exist():
    assert sorted(sought() - in_templates() - in_code() - MADE_ELSEWHERE.keys()) == []


def test_every_mark_has_a_size_that_the_sheets_know():
    assert {name for name in with_numbers() if name.startswith(("size-", "hue-"))} <= in_sheets()


def test_every_sheet_is_imported_once():
    sheets = {path.relative_to(ROOT / "static/css").as_posix() for path in SHEETS} - {"site.css"}

    assert LAYERS.keys() == sheets
    assert len(IMPORT.findall((ROOT / "static/css/site.css").read_text())) == len(sheets)


def test_a_selector_stands_once_in_its_layer():
    found = Counter(
        (layer, line) for name, layer in LAYERS.items() for line in selectors(ROOT / "static/css" / name)
    )

    assert [where for where, times in found.items() if times > 1] == []
