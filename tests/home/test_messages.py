"""The sentences of code and templates are found, each with its context, and all of them are in Dutch."""

from io import StringIO

import pytest
from babel.messages import extract
from django.core.management import call_command

from community.home.management.commands import messages


def found(method, name: str, text: str, folder) -> list[tuple]:
    """What is found in a file with this text: the sentence (one and many for a plural) and its context."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    read = extract.extract_from_file(method, path, messages.KEYWORDS)
    return [(message, context) for _line, message, _comments, context in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% translate "Yes" %}', ("Yes", None)),
        ('{% translate "It\'s" %}', ("It's", None)),
        ('{% translate "May" context "month" %}', ("May", "month")),
        ("{% blocktranslate %}Hi {{ name }}, 100%{% endblocktranslate %}", ("Hi %(name)s, 100%%", None)),
        (
            "{% blocktranslate trimmed %}\n    One\n    two “three”\n{% endblocktranslate %}",
            ("One two “three”", None),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            (("%(n)s day", "%(n)s days"), None),
        ),
        (
            '{% blocktranslate count n=n context "x" %}day{% plural %}days{% endblocktranslate %}',
            (("day", "days"), "x"),
        ),
        ('{% include "a.html" with title=_("Title") %}', ("Title", None)),
        ('{{ value|default:_("None") }}', ("None", None)),
    ],
)
def test_a_sentence_of_a_template_is_found(text, expected, tmp_path):
    page = f"<div>\n        <p title=\"it's 5 o'clock\">(\n{text}\n</div>\n"
    assert found(messages.read_template, "page.html", page, tmp_path) == [expected]


@pytest.mark.parametrize(
    "text", ["<p>Yes</p>", "{# translate me #}", '{% url "home:today" %}', "{{ _name }}"]
)
def test_what_is_not_to_be_translated_is_left_alone(text, tmp_path):
    assert found(messages.read_template, "page.html", text, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('_("Yes")', ("Yes", None)),
        ('pgettext("month", "May")', ("May", "month")),
        ('ngettext("%(n)d day", "%(n)d days", n)', (("%(n)d day", "%(n)d days"), None)),
        ('gettext_lazy(\n    "One "\n    "two"\n)', ("One two", None)),
    ],
)
def test_a_sentence_of_code_is_found(text, expected, tmp_path):
    assert found("python", "code.py", text, tmp_path) == [expected]


def test_every_sentence_is_in_dutch():
    said = StringIO()
    call_command("messages", check=True, stdout=said)
    assert said.getvalue().endswith("sentences, all in Dutch\n")
