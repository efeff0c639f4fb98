"""What somebody writes on one page never takes the place of what they wrote on another: nothing is replaced unseen."""

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from community.richtext.models import Draft
from community.richtext.places import read
from forum.models import Post
from tests.house import picture

from .writing import end_sessions, forms, place_on, sign_in_at

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "Wij spannen een zeil", "Hier groeit een wilg", "Op de zandbak ligt een net"


@pytest.fixture
def topic(house, client):
    """The page and the address of the form under a topic, for a member who is signed in."""
    page, action, _words, _count = forms(house)["reply"]
    client.force_login(house.member)
    return page, action


def opened(client, page) -> dict[str, str]:
    return place_on(client.get(page)) | {"client_id": str(uuid.uuid4())}


def kept(client, fields, words):
    """What the script does while somebody writes; answers the place as it is from then on."""
    answer = client.post("/files/draft/", fields | {"html": words}, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return fields | {"_place": answer.json()["place"]}


def texts(user) -> list[str]:
    """The texts of somebody's drafts, the newest first."""
    found = user.drafts.order_by("-updated_at")
    return [re.sub("<[^>]+>", "", draft.fields["html"][-1]) for draft in found]


def draft_forms(page) -> list[tuple[str, dict[str, str]]]:
    """The forms of a page that carry a place: their action and their hidden fields."""
    found = []
    for form in page.content.decode().split("<form")[1:]:
        form = form.partition("</form>")[0]
        if "_place" in form:
            hidden = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
            fields = {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}
            found.append((re.search(r'action="([^"]+)"', form)[1], fields))
    return found


def test_two_pages_of_one_topic_have_a_draft_each(topic, house, client):
    page, _action = topic
    one, other = opened(client, page), opened(client, page)
    kept(client, one, FIRST)
    other = kept(client, other, SECOND)
    kept(client, other, f"{SECOND} en een beuk")
    kept(client, one, f"{FIRST} van doek")
    assert texts(house.member) == [f"{FIRST} van doek", f"{SECOND} en een beuk"]


def test_a_stale_page_whose_session_ended_replaces_nothing(topic, house, client):
    page, action = topic
    stale, phone = opened(client, page), opened(client, page)
    kept(client, stale, FIRST)
    kept(client, phone, SECOND)
    end_sessions()
    location = client.post(action, stale | {"html": f"{FIRST} van doek"})["Location"]
    found = sign_in_at(client, location, house.member).content.decode()
    assert FIRST in found
    assert SECOND in found
    assert texts(house.member) == [f"{FIRST} van doek", SECOND]


def test_two_pages_sent_after_the_session_ended_are_both_there(topic, house, client):
    page, action = topic
    one, other = opened(client, page), opened(client, page)
    end_sessions()
    client.post(action, one | {"html": FIRST, "no_children": "on", "files": picture("een.png")})
    client.post(action, other | {"html": SECOND, "no_children": "on", "files": picture("twee.png", (9, 9))})
    location = client.post(action, one | {"html": f"{FIRST} van doek"})["Location"]
    found = sign_in_at(client, location, house.member).content.decode()
    assert FIRST in found
    assert SECOND in found
    assert texts(house.member) == [f"{FIRST} van doek", SECOND]
    pictures = house.member.drafts.get(fields__html__0=SECOND).fields["waiting"]
    assert house.member.attachments.get(pk=pictures[0]).name == "twee.webp"


def test_a_refused_page_replaces_nothing(topic, house, client):
    page, action = topic
    stale, phone = opened(client, page), opened(client, page)
    kept(client, phone, SECOND)
    house.topic.__class__.objects.update(closed=True)
    for _twice in range(2):
        assert client.post(action, stale | {"html": FIRST}).status_code == 403
    assert texts(house.member) == [FIRST, SECOND]


def test_sending_one_takes_away_only_that_one(topic, house, client):
    page, action = topic
    one, other = opened(client, page), opened(client, page)
    kept(client, one, FIRST)
    kept(client, other, SECOND)
    assert client.post(action, one | {"html": FIRST}).status_code == 302
    assert texts(house.member) == [SECOND]
    assert Post.objects.filter(html__contains=FIRST).count() == 1


def test_the_newest_is_offered_first_and_each_other_by_its_own_way(topic, house, client):
    page, _action = topic
    one, other = opened(client, page), opened(client, page)
    kept(client, one, FIRST)
    kept(client, other, SECOND)
    offered = client.get(page).content.decode()
    assert SECOND in offered
    assert FIRST not in offered
    assert "1 andere tekst" in offered
    listed = client.get("/files/drafts/").content.decode()
    assert listed.index(SECOND) < listed.index(FIRST)
    older = Draft.objects.get(fields__html__0=FIRST)
    way = unescape(re.search(rf'href="([^"]*draft={older.pk}[^"]*)"', listed)[1])
    assert way.endswith("#composer")
    assert "page=1&" in way
    found = client.get(way.partition("#")[0]).content.decode()
    assert FIRST in found
    assert SECOND not in found


def test_nobody_begins_with_the_draft_of_somebody_else(topic, house, client):
    page, _action = topic
    kept(client, opened(client, page), FIRST)
    key = Draft.objects.get().pk
    client.force_login(house.facilitator)
    assert FIRST not in client.get(f"{page}&draft={key}").content.decode()
    assert client.get(f"{page}&draft=x{10**40}").status_code == 200


def test_a_page_that_begins_with_a_draft_goes_on_with_it(topic, house, client):
    page, action = topic
    kept(client, opened(client, page), FIRST)
    again = opened(client, page)
    again = kept(client, again, f"{FIRST} van doek")
    assert texts(house.member) == [f"{FIRST} van doek"]
    assert client.post(action, again | {"html": f"{FIRST} van doek"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_page_that_begins_with_a_draft_and_is_sent_at_once_takes_it_away(topic, house, client):
    page, action = topic
    kept(client, opened(client, page), FIRST)
    assert client.post(action, opened(client, page) | {"html": FIRST}).status_code == 302
    assert not Draft.objects.exists()


def test_what_was_written_elsewhere_meanwhile_stays(topic, house, client):
    page, action = topic
    one = kept(client, opened(client, page), FIRST)
    other = opened(client, page)  # begins with the words of the first
    kept(client, one, f"{FIRST} van doek")
    kept(client, other, f"{FIRST} van riet")
    assert texts(house.member) == [f"{FIRST} van riet", f"{FIRST} van doek"]
    third = opened(client, page)
    kept(client, other, f"{FIRST} van riet en wilg")
    assert client.post(action, third | {"html": THIRD}).status_code == 302
    assert texts(house.member) == [f"{FIRST} van riet en wilg", f"{FIRST} van doek"]


def test_two_tabs_of_one_answer_have_a_draft_each(topic, house, client):
    """A tab that was doubled by the browser has the same fields; its script says which tab it is."""
    page, action = topic
    fields = opened(client, page)
    kept(client, fields | {"_tab": "a1"}, FIRST)
    kept(client, fields | {"_tab": "b2"}, SECOND)
    assert texts(house.member) == [SECOND, FIRST]
    answer = client.post(action, fields | {"_tab": "a1", "html": FIRST})
    assert answer.cookies["sent"].value.endswith("a1")
    assert texts(house.member) == [SECOND]


def test_a_page_that_was_wrong_goes_on_with_its_draft(house, client):
    page, action, *_rest = forms(house)["topic"]
    client.force_login(house.member)
    kept(client, opened(client, page), FIRST)
    wrong = client.post(action, opened(client, page) | {"html": FIRST, "title": ""})
    assert wrong.status_code == 422
    kept(client, place_on(wrong), f"{FIRST} van doek")
    assert texts(house.member) == [f"{FIRST} van doek"]


def test_pictures_of_a_draft_go_along_with_it(topic, house, client):
    """A page that goes on with a draft shows its pictures too, or they would be gone from it unseen."""
    page, action = topic
    fields = opened(client, page) | {"html": FIRST, "no_children": "on", "files": picture("afdak.png")}
    end_sessions()
    sign_in_at(client, client.post(action, fields)["Location"], house.member)
    assert "afdak" in client.get("/files/drafts/").content.decode()
    again = opened(client, page)
    assert "afdak" in client.get(page).content.decode()
    assert "waiting" in again
    client.post(action, again | {"html": FIRST, "no_children": "on"})
    assert Post.objects.get(html__contains=FIRST).html.count("<img") == 1


def test_a_form_that_shows_not_all_of_a_draft_leaves_it_as_it_is(topic, house, client):
    page, _action = topic
    kept(client, opened(client, page) | {"stop-0-title": SECOND}, FIRST)
    kept(client, opened(client, page), THIRD)
    assert texts(house.member) == [THIRD, FIRST]
    assert Draft.objects.get(fields__html__0=FIRST).fields["stop-0-title"] == [SECOND]


class TestThePageOfDrafts:
    def test_sending_one_from_there_takes_away_only_that_one(self, topic, house, client):
        page, action = topic
        one, other = opened(client, page), opened(client, page)
        end_sessions()
        client.post(action, one | {"html": FIRST})
        found = sign_in_at(client, client.post(action, other | {"html": SECOND})["Location"], house.member)
        (to, fields), _throw, *_older = draft_forms(found)
        assert (to, fields["html"]) == (action, SECOND)
        answer = client.post(to, fields)
        assert answer.status_code == 302
        assert texts(house.member) == [FIRST]
        assert Post.objects.filter(html__contains=SECOND).count() == 1

    def test_a_list_that_is_old_throws_away_nothing_newer(self, topic, house, client):
        page, _action = topic
        fields = kept(client, opened(client, page), FIRST)
        (to, throw), *_rest = draft_forms(client.get("/files/drafts/"))
        kept(client, fields, f"{FIRST} van doek")
        answer = client.post(to, throw | {"do": "forget"}, follow=True)
        assert "verder geschreven" in answer.content.decode()
        assert texts(house.member) == [f"{FIRST} van doek"]
        (to, throw), *_rest = draft_forms(answer)
        answer = client.post(to, throw | {"do": "forget"})
        assert not Draft.objects.exists()
        assert answer.cookies["sent"].value.endswith(read(fields).opened), "the device forgets it too"

    def test_a_list_that_is_old_sends_without_taking_away_what_is_newer(self, topic, house, client):
        page, action = topic
        fields = opened(client, page)
        end_sessions()
        found = sign_in_at(client, client.post(action, fields | {"html": FIRST})["Location"], house.member)
        (to, send), *_rest = draft_forms(found)
        kept(client, opened(client, page), f"{FIRST} van doek")
        assert client.post(to, send).status_code == 302
        assert texts(house.member) == [f"{FIRST} van doek"]

    def test_the_same_words_once_more_stay_what_was_about_to_be_sent(self, topic, house, client):
        """A device that hands over what it kept says nothing new about what the server took down at the same time."""
        page, action = topic
        fields = opened(client, page)
        end_sessions()
        sign_in_at(
            client, client.post(action, fields | {"html": FIRST, "do": "post"})["Location"], house.member
        )
        before = Draft.objects.get()
        kept(client, fields, FIRST)
        after = Draft.objects.get()
        assert (after.unsent_at, after.version, after.fields) == (
            before.unsent_at,
            before.version,
            before.fields,
        )

    def test_each_has_its_own_moment(self, topic, house, client):
        page, _action = topic
        one, other = opened(client, page), opened(client, page)
        kept(client, one, FIRST)
        Draft.objects.update(updated_at=timezone.now() - timedelta(days=2))
        kept(client, other, SECOND)
        found = client.get("/files/drafts/").content.decode()
        assert len(set(re.findall(r'<time datetime="([^"]+)"', found))) == 2
        assert "2 teksten" in found
