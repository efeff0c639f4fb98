"""From notes and posts to an article, with the yes of who wrote them."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from community.knowledge.models import ArticlePage
from events.harvest import actions as harvesting
from events.minutes import actions as minutes
from forum import actions as forum
from forum.models import TopicQuerySet
from tests.house import CANARY

pytestmark = pytest.mark.django_db


class TestHarvest:
    def test_without_a_yes_nothing_is_used(self, house, library):
        passage = house.harvest.passages.get()
        with pytest.raises(ValidationError):
            harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        harvesting.answer_passage(actor=house.member, passage=passage, agrees=False)
        with pytest.raises(ValidationError):
            harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        assert not ArticlePage.objects.exists()

    def test_a_draft_of_what_was_agreed_with_the_names_of_who_wants_that(self, house, library, client):
        topic = forum.start_topic(
            actor=house.facilitator,
            board=house.board,
            title="T",
            html="<p>Uit het forum</p>",
            client_id=uuid.uuid4(),
        )
        secret = minutes.write_note(
            actor=house.member, meeting=house.held, text="Liever niet", client_id=uuid.uuid4()
        )
        harvesting.gather(
            actor=house.facilitator, harvest=house.harvest, notes=[secret], posts=[topic.posts.get()]
        )
        first, second, third = house.harvest.passages.all()
        assert third.agrees is True  # the facilitator's own words
        harvesting.answer_passage(actor=house.member, passage=first, agrees=True, named=False)
        harvesting.answer_passage(actor=house.member, passage=second, agrees=False)
        page = harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        body = str(page.body.raw_data)
        assert CANARY in body
        assert "Uit het forum" in body
        assert "Liever niet" not in body
        stored = ArticlePage.objects.get(pk=page.pk)
        assert (stored.live, list(stored.authors.all())) == (False, [house.facilitator])
        assert client.get(page.url or "/knowledge/x/").status_code == 404
        assert harvesting.make_article(actor=house.facilitator, harvest=house.harvest) == page
        with pytest.raises(PermissionDenied):
            harvesting.answer_passage(actor=house.member, passage=first, agrees=False)

    def test_words_from_elsewhere_are_refused(self, house):
        other = forum.start_topic(
            actor=house.facilitator,
            board=type(house.board).objects.create(name="Open", slug="open", visibility="public"),
            title="T",
            html="<p>x</p>",
            client_id=uuid.uuid4(),
        )
        with pytest.raises(PermissionDenied):
            harvesting.gather(actor=house.facilitator, harvest=house.harvest, posts=[other.posts.get()])

    def test_it_asks_the_one_rule_which_posts_may_be_seen(self, house, sign_in, monkeypatch):
        own = {"actor": house.facilitator, "harvest": house.harvest, "posts": [house.post]}
        page = sign_in(house.facilitator).get
        choice = f'name="post" value="{house.post.pk}"'
        assert choice in " ".join(page(house.harvest.get_absolute_url()).content.decode().split())
        with monkeypatch.context() as hidden:
            hidden.setattr(TopicQuerySet, "visible_to", lambda self, user: self.none())
            assert choice not in " ".join(page(house.harvest.get_absolute_url()).content.decode().split())
            with pytest.raises(PermissionDenied):
                harvesting.gather(**own)
        assert len(harvesting.gather(**own)) == 1

    def test_removed_words_are_not_gathered(self, house):
        forum.delete_post(actor=house.member, post=house.post)
        with pytest.raises(PermissionDenied):
            harvesting.gather(actor=house.facilitator, harvest=house.harvest, posts=[house.post])

    def test_only_who_wrote_it_answers(self, house):
        passage = house.harvest.passages.get()
        with pytest.raises(PermissionDenied):
            harvesting.answer_passage(actor=house.facilitator, passage=passage, agrees=True)


class TestRemoved:
    @pytest.fixture
    def topic(self, house):
        topic = forum.start_topic(
            actor=house.member, board=house.board, title="Weg", html="<p>Vraag</p>", client_id=uuid.uuid4()
        )
        forum.reply(actor=house.member, topic=topic, html=f"<p>{CANARY}</p>", client_id=uuid.uuid4())
        harvesting.gather(actor=house.facilitator, harvest=house.harvest, posts=topic.posts.all())
        for passage in house.harvest.passages.all():
            harvesting.answer_passage(actor=house.member, passage=passage, agrees=True)
        return topic

    def gathered(self, house, topic):
        found = house.harvest.passages.filter(url__startswith=f"/forum/{topic.pk}/")
        return list(found.values_list("source", "html"))

    def test_a_removed_message_goes_into_no_article(self, house, topic):
        forum.delete_post(actor=house.facilitator, post=topic.posts.get(number=2))
        assert self.gathered(house, topic) == [("Weg", "<p>Vraag</p>")]

    def test_the_title_of_a_removed_opening_is_gone_from_the_others(self, house, topic):
        forum.delete_post(actor=house.facilitator, post=topic.posts.get(number=1))
        topic.refresh_from_db()
        assert self.gathered(house, topic) == [(topic.heading, f"<p>{CANARY}</p>")]
        assert "Weg" not in topic.heading
