"""What is kept ready is right: made anew when something changed, and never somebody else's."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.kept.stamps import kept, touch
from community.knowledge.models import ArticlePage
from community.members.actions import change_profile
from forum import actions as forum
from forum.models import Board, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("certain_at_once")]


@pytest.fixture
def open_board(db) -> Board:
    return Board.objects.create(name="Open", slug="open", visibility="public")


@pytest.fixture
def open_topic(house, open_board) -> Topic:
    return forum.start_topic(
        actor=house.member, board=open_board, title="Een vraag", html="<p>Hoe?</p>", client_id=uuid.uuid4()
    )


def answer(actor, topic, html="<p>Zo.</p>"):
    return forum.reply(actor=actor, topic=topic, html=html, client_id=uuid.uuid4())


class TestStamps:
    def test_what_was_made_stays_until_it_is_touched(self):
        made = iter(range(9))

        def ask():
            return kept("thing", lambda: ["a", "b"], lambda: next(made))

        assert [ask(), ask()] == [0, 0]
        touch("c")
        assert ask() == 0
        touch("b")
        assert [ask(), ask()] == [1, 1]

    def test_a_change_while_it_is_made_makes_it_old(self):
        made = iter(range(9))

        def make():
            touch("a")
            return next(made)

        assert [kept("thing", lambda: ["a"], make) for _ in range(2)] == [0, 1]

    def test_it_is_old_once_the_change_is_certain(self, monkeypatch, django_capture_on_commit_callbacks):
        monkeypatch.undo()
        made = iter(range(9))

        def ask():
            return kept("thing", lambda: ["a"], lambda: next(made))

        with django_capture_on_commit_callbacks(execute=True):
            ask()
            touch("a")
            assert ask() == 0
        assert ask() == 1


class TestVisitors:
    def test_the_second_visitor_costs_no_query(self, open_topic, django_assert_num_queries):
        first = Client().get(open_topic.get_absolute_url())
        with django_assert_num_queries(0):
            second = Client().get(open_topic.get_absolute_url())
        assert (second.content, second.headers) == (first.content, first.headers)

    def test_an_answer_a_reaction_and_a_removal_are_seen_at_once(self, house, open_topic):
        url, client = open_topic.get_absolute_url(), Client()

        def sees(words) -> bool:
            return words in client.get(url).text

        assert not sees("Kijk eerst zelf")
        post = answer(house.member, open_topic, "<p>Kijk eerst zelf.</p>")
        assert sees("Kijk eerst zelf")
        assert not sees("Nuttig 1")
        forum.react(actor=house.outsider, post=post, kind="useful")
        assert sees("Nuttig 1")
        forum.delete_post(actor=house.member, post=post)
        assert not sees("Kijk eerst zelf")

    def test_a_new_name_is_seen_at_once(self, house, open_topic):
        Client().get(open_topic.get_absolute_url())
        change_profile(actor=house.member, user_fields={"name": "Nieuwe Naam"}, profile_fields={})
        assert "Nieuwe Naam" in Client().get(open_topic.get_absolute_url()).text

    def test_pages_of_the_library_follow_the_editors(self, library):
        page = ArticlePage(title="Eerste titel", slug="artikel", lede="Kort")
        library.add_child(instance=page)
        page.save_revision().publish()
        url, client = page.url, Client()
        assert "Eerste titel" in client.get(url).text
        page.title = "Tweede titel"
        page.save_revision().publish()
        assert "Tweede titel" in client.get(url).text
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert client.get(url).status_code == 302
        PageViewRestriction.objects.all().delete()
        assert client.get(url).status_code == 200
        page.unpublish()
        assert client.get(url).status_code == 404

    def test_a_members_page_is_never_kept_for_visitors(self, house, open_topic, sign_in):
        mine = sign_in(house.member).get(open_topic.get_absolute_url())
        theirs = Client().get(open_topic.get_absolute_url())
        again = sign_in(house.member).get(open_topic.get_absolute_url())
        assert ["data-user" in one.text for one in (mine, theirs, again)] == [True, False, True]

    def test_each_language_and_theme_is_a_page_of_its_own(self, open_topic):
        def seen(language, theme):
            client = Client(headers={"accept-language": language})
            client.cookies["theme"] = theme
            page = client.get(open_topic.get_absolute_url()).text
            return f'lang="{language}"' in page, f'data-theme="{theme}"' in page

        assert {seen(a, b) for a in ("nl", "en") for b in ("light", "dark")} == {(True, True)}

    @pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
    def test_a_form_with_a_token_is_never_kept(self, name, django_assert_max_num_queries):
        tokens = {Client().get(reverse(name)).context["csrf_token"].__str__() for _ in range(2)}
        assert len(tokens) == 2

    def test_a_visitor_chooses_a_language_without_a_token_and_a_member_with_one(self, house):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(reverse("home:choose"), {"language": "en", "next": "/"}).status_code == 302
        assert strict.cookies["django_language"].value == "en"
        strict.force_login(house.member)
        assert strict.post(reverse("home:choose"), {"language": "en", "next": "/"}).status_code == 403
        house.member.refresh_from_db()
        assert house.member.language == "nl"
