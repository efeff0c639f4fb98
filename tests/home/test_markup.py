"""What a browser mends in silence and a reader of the source does not: HTML that is what it says."""

from html.parser import HTMLParser

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.once]

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
IN_A_LIST = {"dt", "dd", "div", "template", "script"}


class Faults(HTMLParser):
    """Collects what does not belong where it stands."""

    def __init__(self, page: str):
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple] = []
        self.feed(page)
        self.found += [("never closed", tag) for tag in self.open]

    def handle_starttag(self, tag, attrs):
        if tag == "time" and "datetime" not in dict(attrs):
            self.found.append(("a moment without its value", self.getpos()))
        in_list = self.open[-1:] == ["dl"] or self.open[-2:] == ["dl", "div"]
        if in_list and tag not in IN_A_LIST:
            self.found.append((tag, "between terms", self.getpos()))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """A line of a drawing, which closes itself."""

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(("closes what is not open", tag, self.getpos()))
            self.open = []


def test_pages_are_what_they_say(house, sign_in):
    client, wrong = sign_in(house.facilitator), {}
    meeting, held = house.meeting.get_absolute_url(), house.held.get_absolute_url()
    pages = [
        "/today/", "/meetings/", "/forum/", house.topic.get_absolute_url(), house.member.get_absolute_url(),
        house.network.get_absolute_url(), meeting, held, f"{meeting}check-in/", f"{meeting}print/",
        f"{held}look-back/", f"{held}notes/", f"{held}minutes/",
    ]  # fmt: skip
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200, path
        if found := Faults(page.text).found:
            wrong[path] = found[:4]
    assert not wrong
