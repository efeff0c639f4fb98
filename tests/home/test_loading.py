"""Pages are sent without the indentation of their templates."""

import pytest
from django.template.loader import get_template

pytestmark = pytest.mark.once


def test_lines_of_a_page_begin_at_the_edge(client, db):
    page = client.get("/").content.decode()
    assert "<main" in page
    assert not [
        line for line in page.splitlines() if line.startswith((" ", "\t")) and line.strip().startswith("<")
    ]


def test_a_mail_as_text_is_left_as_it_is(tmp_path, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "mail.txt").write_text("Dear you,\n  - one\n")
    (tmp_path / "page.html").write_text("<ul>\n  <li>\n    one\n</ul>\n")
    assert get_template("mail.txt").render() == "Dear you,\n  - one\n"
    assert get_template("page.html").render() == "<ul>\n<li>\none\n</ul>\n"
