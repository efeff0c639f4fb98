"""A page that was opened before somebody else's change does not undo it."""

import pytest
from django.urls import reverse

from events.models import Meeting
from events.programme.actions import save_programme, save_showcase
from events.scheduling.actions import change_meeting
from tests.pages import sent_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(house, sign_in):
    return sign_in(house.facilitator)


class TestMeeting:
    @pytest.fixture
    def url(self, house):
        return reverse("events:change", args=[house.meeting.pk])

    def test_what_another_changed_stays_and_so_does_mine(self, house, boss, url):
        page = sent_from(boss.get(url))
        change_meeting(actor=house.facilitator, meeting=house.meeting, title="Van een ander", summary="Nieuw")
        assert boss.post(url, page | {"question": "Van mij?"}).status_code == 302
        found = Meeting.objects.get(pk=house.meeting.pk)
        assert (found.title, found.summary, found.question) == ("Van een ander", "Nieuw", "Van mij?")

    def test_what_both_changed_is_asked_and_sent_again_it_is_mine(self, house, boss, url):
        page = sent_from(boss.get(url))
        change_meeting(actor=house.facilitator, meeting=house.meeting, title="Van een ander")
        answer = boss.post(url, page | {"title": "Van mij"})
        assert answer.status_code == 422
        assert "Iemand wijzigde dit intussen: “Van een ander”" in answer.text
        assert 'value="Van mij"' in answer.text
        assert boss.post(url, sent_from(answer)).status_code == 302
        assert Meeting.objects.get(pk=house.meeting.pk).title == "Van mij"

    def test_another_day_and_my_hour_are_both_kept(self, house, boss, url):
        page = sent_from(boss.get(url))
        start = house.meeting.starts_at.replace(hour=9, minute=0)
        boss.post(url, page | {"start_time": "08:00", "end_time": "11:00"})
        found = Meeting.objects.get(pk=house.meeting.pk)
        assert (found.local_start.date(), found.local_start.hour) == (house.meeting.local_start.date(), 8)
        assert start


class TestProgramme:
    @pytest.fixture
    def url(self, house):
        save_programme(
            actor=house.facilitator,
            meeting=house.meeting,
            rows=[{"title": "Welkom", "minutes": 10}, {"title": "Rondgang", "minutes": 40}],
        )
        return reverse("events:programme", args=[house.meeting.pk])

    def rows(self, house) -> list[dict]:
        return list(house.meeting.agenda.values("id", "title", "minutes", "note"))

    def test_parts_that_another_added_changed_and_removed(self, house, boss, url):
        page = sent_from(boss.get(url))
        welcome, tour = self.rows(house)
        rows = [welcome | {"minutes": 25}, {"title": "Gesprek", "minutes": 30}]
        save_programme(actor=house.facilitator, meeting=house.meeting, rows=rows)
        assert boss.post(url, page | {"part-0-note": "met koffie"}).status_code == 302
        found = [(row["title"], row["minutes"], row["note"]) for row in self.rows(house)]
        assert found == [("Welkom", 25, "met koffie"), ("Gesprek", 30, "")]
        assert tour["title"] == "Rondgang"

    def test_a_part_that_both_changed(self, house, boss, url):
        page = sent_from(boss.get(url))
        welcome, tour = self.rows(house)
        save_programme(
            actor=house.facilitator, meeting=house.meeting, rows=[welcome, tour | {"title": "Tuin"}]
        )
        answer = boss.post(url, page | {"part-1-title": "Zolder"})
        assert answer.status_code == 422
        assert "“Tuin”" in answer.text
        assert boss.post(url, sent_from(answer)).status_code == 302
        assert [row["title"] for row in self.rows(house)] == ["Welkom", "Zolder"]

    def test_a_part_goes_up_and_down(self, house, boss, url):
        boss.post(url, sent_from(boss.get(url)) | {"move": "down 0"})
        assert [row["title"] for row in self.rows(house)] == ["Rondgang", "Welkom"]
        boss.post(url, sent_from(boss.get(url)) | {"move": "up 1"})
        boss.post(url, sent_from(boss.get(url)) | {"move": "up 0"})
        assert [row["title"] for row in self.rows(house)] == ["Welkom", "Rondgang"]


def test_stops_that_another_added_stay(house, boss):
    def save(*titles, **fields):
        stops = [{"title": title, "text": "", "question": ""} for title in titles]
        save_showcase(actor=house.facilitator, meeting=house.meeting, stops=stops, **fields)

    save("Kas", showcase="Eerst")
    url = reverse("events:showcase", args=[house.meeting.pk])
    page = sent_from(boss.get(url))
    save("Kas", "Atelier", "Zolder", showcase="Van een ander")
    assert boss.post(url, page | {"stop-0-title": "Serre", "bring": "Laarzen"}).status_code == 302
    found = Meeting.objects.get(pk=house.meeting.pk)
    assert [stop["title"] for stop in found.stops] == ["Serre", "Atelier", "Zolder"]
    assert (found.showcase, found.bring) == ("Van een ander", "Laarzen")
