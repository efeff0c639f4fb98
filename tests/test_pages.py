"""What holds for every page: policy, errors, languages, redirects, and how many questions it asks the database."""

import uuid
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from community.chat import actions as chat
from community.knowledge.models import ArticlePage, ChapterPage, HandbookPage
from community.notifications import letters
from community.notifications.models import Notification, OutgoingMail, Preference
from community.notifications.unsubscribing import unsubscribe_path
from forum import actions as forum
from tests.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_policy_of_a_page(client, library):
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"):
        assert part in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_nonce_is_new_on_every_page(house, sign_in):
    client, url = sign_in(house.member), house.topic.get_absolute_url()
    nonces = {client.get(url)["Content-Security-Policy"].partition("nonce-")[2][:20] for _ in range(3)}
    assert len(nonces) == 3


def test_pages_of_members_are_kept_by_no_cache(house, sign_in):
    response = sign_in(house.member).get("/today/")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "%2F%2Fevil.example"])  # fmt: skip
def test_nobody_is_sent_elsewhere(target, client, house):
    for url, data in (
        ("/choose/", {"language": "en"}),
        ("/demo/enter/", {"person": house.member.pk}),
        ("/account/login/", {"login": house.member.email, "password": "x"}),
    ):
        response = client.post(f"{url}?next={target}", data | {"next": target})
        landed = urlsplit(urljoin("http://testserver/", response.get("Location", "").replace("\\", "/")))
        assert (landed.scheme, landed.netloc) == ("http", "testserver")


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/var/vonder.sqlite3", "/media/", "/static/../manage.py", "/admin/"]
)
def test_nothing_else_is_served(path, client, db):
    assert client.get(path).status_code == 404


def test_posts_need_a_token(house):
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.member)
    response = client.post(reverse("forum:reply", args=[house.topic.pk]), {"html": "x"})
    assert response.status_code == 403
    assert house.topic.posts.count() == 1


def test_dutch_first_english_second(client, library):
    assert "Bekijk de netwerken" in client.get("/").content.decode()
    client.post("/choose/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert "See the networks" in page
    assert '<html lang="en"' in page


@pytest.mark.parametrize(
    "query",
    ['"', "*", "AND OR NOT", "x" * 100_000, "a" * 300, "%", "\x00", "'; --", "(((", "é", "NEAR(", "title:x"],
)
def test_any_question_can_be_asked_of_search(query, client, library):
    assert client.get("/search/", {"q": query}).status_code in (200, 414)


class TestHandbook:
    def book(self, library):
        book = library.add_child(instance=HandbookPage(title="Boek"))
        for chapter in ("Een", "Twee", "Drie"):
            page = book.add_child(instance=ChapterPage(title=chapter))
            page.add_child(instance=ChapterPage(title="Deel"))
            page.add_child(instance=ChapterPage(title="Conclusie"))
        return book

    def numbers(self, book):
        return [(c.number, c.title) for c in book.chapters()]

    def test_numbers_follow_the_tree(self, library):
        book = self.book(library)
        assert self.numbers(book)[:4] == [("1", "Een"), ("1.1", "Deel"), ("1.2", "Conclusie"), ("2", "Twee")]
        last = ChapterPage.objects.descendant_of(book).filter(title="Conclusie").order_by("path").last()
        url = last.url
        last.move(last.get_parent().get_children().first(), "left")
        book = HandbookPage.objects.get(pk=book.pk)
        assert self.numbers(book)[-2:] == [("3.1", "Conclusie"), ("3.2", "Deel")]
        assert ChapterPage.objects.get(pk=last.pk).url == url

    def test_read_on_skips_what_is_not_published(self, library, client):
        book = self.book(library)
        two = ChapterPage.objects.descendant_of(book).get(title="Twee")
        two.unpublish()
        end_of_one = (
            ChapterPage.objects.descendant_of(book).filter(title="Conclusie").order_by("path").first()
        )
        page = client.get(end_of_one.url).content.decode()
        assert 'rel="next"' in page
        assert "2 Drie" in " ".join(page.split())
        last = ChapterPage.objects.descendant_of(book).filter(title="Conclusie").order_by("path").last()
        assert 'rel="next"' not in client.get(last.url).content.decode()


def test_citations_and_sources(library, client):
    article = ArticlePage(
        title="Bron",
        body=[{"type": "text", "value": "<p>Zo is het. [0]</p>"}],
        references=[
            {"type": "reference", "value": {"number": 0, "kind": "praktijk", "text": "<p>Wij</p>", "url": ""}}
        ],
    )
    library.add_child(instance=article)
    page = client.get(article.url).content.decode()
    assert '<sup><a href="#r0">0</a></sup>' in page
    assert 'id="r0"' in page


class TestMail:
    def test_one_click_stops_one_kind(self, house):
        client = Client(enforce_csrf_checks=True)
        url = unsubscribe_path(house.member, "forum/replied")
        assert client.get(url).status_code == 200
        assert not Preference.objects.exists()
        assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert Preference.objects.get(user=house.member).mail is False
        assert client.post(url[:-3] + "x/").status_code == 410

    def test_a_subject_is_one_line(self, house):
        OutgoingMail.objects.all().delete()
        forum.start_topic(
            actor=house.facilitator,
            board=house.board,
            title="Rustig\nBcc: x@y.be",
            html="@member",
            client_id=uuid.uuid4(),
        )
        letters.write.call(list(Notification.objects.filter(mail_due=True).values_list("pk", flat=True)))
        mail = OutgoingMail.objects.get()
        assert "\n" not in mail.subject
        assert mail.to == house.member.email

    def test_a_mail_fails_and_is_tried_again(self, house, settings):
        from community.notifications.jobs import deliver, sweep

        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        mail = OutgoingMail.objects.create(to="x@example.org", audience="public", subject="s", text="t")
        assert deliver.call(mail.pk) == "queued"
        mail.refresh_from_db()
        assert (mail.attempts, sweep.call()) == (1, 0)
        assert mail.last_error


# -- how many questions a page asks, with one row and with three -----------------------------------------

BUDGETS = {
    "/today/": 16,  # two more while a plan asks: its dates, and what was answered; one for each kind of news that asks
    "board": 8,
    "topic": 12,
    "room": 10,
    "/meetings/": 7,
    "meeting": 13,  # one for who adds documents: which of their drafts belong here
    "/notifications/": 8,  # one for each kind that asks: is it still open?
    "/people/": 8,  # two more than a bare list: the networks and the organisations one can choose from
    "network": 12,
    "members": 10,
}


def more(house, count):
    for number in range(count):
        person = UserFactory()
        from community.networks.actions import add_participant

        add_participant(
            actor=house.facilitator, network=house.network, user=person, organisation=house.organisation
        )
        topic = forum.start_topic(
            actor=person, board=house.board, title=f"T{number}", html="<p>x</p>", client_id=uuid.uuid4()
        )
        forum.reply(actor=person, topic=house.topic, html="<p>@member</p>", client_id=uuid.uuid4())
        forum.react(actor=house.member, post=topic.posts.get(), kind="same")
        chat.say(actor=person, room=house.room, text="x", client_id=uuid.uuid4())
        MeetingFactory(network=house.network, host=house.organisation, venue=house.venue)


@pytest.mark.parametrize("page", BUDGETS)
def test_pages_keep_their_budget_whatever_the_number_of_rows(
    page, house, sign_in, django_assert_max_num_queries
):
    url = {
        "board": house.board.get_absolute_url(),
        "topic": house.topic.get_absolute_url(),
        "room": house.room.get_absolute_url(),
        "meeting": house.meeting.get_absolute_url(),
        "network": house.network.get_absolute_url(),
        "members": reverse("networks:members", args=[house.network.slug]),
    }.get(page, page)
    client, counts = sign_in(house.member), []
    for rows in (1, 2):
        more(house, rows)
        for _ in range(2):  # the first visit writes read marks, the second keeps the frame that shows them
            client.get(url)
        with django_assert_max_num_queries(BUDGETS[page]) as counted:
            assert client.get(url).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1], [q["sql"][:120] for q in counted.captured_queries]


def test_a_page_that_is_not_there_offers_signing_in_to_who_can_do_that(house, client):
    assert "Aanmelden kan helpen" in client.get("/forum/987654/").content.decode()
    client.force_login(house.member)
    page = client.get("/forum/987654/").content.decode()
    assert "Aanmelden kan helpen" not in page
    assert "een netwerk waar je niet in zit" in page
