"""What open pages of a topic hear of a change, and what they then fetch."""

import uuid

import pytest
from django.urls import reverse

from forum import actions
from forum.models import ReadMark, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(house) -> list:
    """Two answers of the facilitator to the question of the member."""
    return [
        actions.reply(actor=house.facilitator, topic=house.topic, html=f"<p>{n}</p>", client_id=uuid.uuid4())
        for n in ("Eerst", "Dan")
    ]


class TestOneMessage:
    @pytest.fixture
    def fetch(self, house, sign_in):
        def page(number=2, who="member") -> str:
            url = reverse("forum:post", args=[house.topic.pk, number])
            return sign_in(house.who(who)).get(url).content.decode()

        return page

    def test_it_comes_as_it_reads_now(self, house, answers, fetch):
        assert "Eerst" in fetch()
        actions.edit_post(actor=house.facilitator, post=answers[0], html="<p>Beter</p>", version=1)
        assert "Beter" in fetch()
        actions.delete_post(actor=house.facilitator, post=answers[0])
        page = fetch()
        assert "Beter" not in page
        assert 'id="p2"' in page
        assert 'id="p3"' not in page

    def test_the_head_and_the_answer_that_helped_come_along(self, house, answers, fetch):
        assert 'id="topic-answer" hidden' in " ".join(fetch().split())
        actions.choose_answer(actor=house.member, topic=house.topic, post=answers[1])
        page = fetch(number=3)
        assert "Beantwoord" in page.partition('id="topic-head"')[2].partition("</header>")[0]
        assert 'id="topic-answer" hidden' not in " ".join(page.split())
        assert "Het antwoord van Facilitator dat hielp" in " ".join(page.split())

    def test_fetching_it_reads_nothing_for_its_reader(self, house, answers, fetch):
        before = ReadMark.objects.get(user=house.member, topic=house.topic).number
        fetch(number=3)
        assert ReadMark.objects.get(user=house.member, topic=house.topic).number == before == 1

    def test_one_that_is_not_there(self, house, sign_in):
        url = reverse("forum:post", args=[house.topic.pk, 99])
        assert sign_in(house.member).get(url).status_code == 404
        assert Topic.objects.get(pk=house.topic.pk).last_number == 1
