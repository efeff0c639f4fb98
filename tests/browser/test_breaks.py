"""What stands on screen after a break: everything, once, in order, and the counts as they are."""

import asyncio
import threading
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.chat import actions
from community.chat.models import Message, Room
from community.live import hub as hubs
from community.live import topics
from community.live.topics import Topic
from community.richtext.cleaning import plain_text
from events.minutes.actions import write_note
from forum.actions import reply
from forum.models import Topic as ForumTopic
from tests.serving import Serving

pytestmark = pytest.mark.browser
TEXTS = "() => [...document.querySelectorAll('.message:not(.message--gone) .message__text')].map((text) => text.innerText.trim())"


def room_of(world) -> Room:
    return world.networks["N1"].rooms.get(about=None)


def say(world, text, person="P06") -> Message:
    return actions.say(
        actor=world.people[person],
        room=Room.objects.get(pk=room_of(world).pk),
        text=text,
        client_id=uuid.uuid4(),
    )


def cut() -> None:
    """Every socket breaks, as when its server goes away."""
    for loop, hub in list(hubs._hubs.items()):
        if loop.is_running():
            for tab in list(hub.everyone):
                asyncio.run_coroutine_threadsafe(tab.close(4000), loop).result(20)


@pytest.fixture
def held(monkeypatch):
    """Nobody comes back into a room before `spoken`; what was missed is looked up, and held until `let_go`."""

    class Held:
        spoken, asked, let_go = threading.Event(), threading.Event(), threading.Event()

    real = topics._openers["room"]

    def open_room(user, number):
        assert Held.spoken.wait(20)
        topic = real(user, number)

        def replay(seen, since):
            found = topic.replay(seen, since)
            Held.asked.set()
            assert Held.let_go.wait(20)
            return found

        return Topic(topic.name, replay)

    def begin():
        monkeypatch.setitem(topics._openers, "room", open_room)
        return Held

    yield begin
    Held.spoken.set(), Held.let_go.set()


def test_what_is_said_during_a_replay_waits_for_its_end(world, open_page, held):
    room = room_of(world)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    before = page.evaluate(TEXTS)
    gate = held()
    with page.expect_event("websocket") as came_back:
        cut()
    missed = [f"Gemist {n}" for n in range(5)]
    for text in missed:
        say(world, text)
    gate.spoken.set()
    assert gate.asked.wait(20)
    for text in ("Intussen een", "Intussen twee"):
        with came_back.value.expect_event("framereceived", lambda data, text=text: text in data):
            say(world, text)
    gate.let_go.set()
    expect(page.locator(".message").last).to_contain_text("Intussen twee")
    expect(page.locator(".message", has_text="Gemist 0")).to_have_count(1)
    assert page.evaluate(TEXTS) == [*before, *missed, "Intussen een", "Intussen twee"]
    assert not page.problems


TALK = """name => {
  const form = document.querySelector("form.say");
  window.said = 0;
  window.talking = setInterval(() => {
    form.elements.text.value = `${name} ${++window.said}`;
    form.requestSubmit();
  }, 200);
}"""
NUMBERS = "() => [...document.querySelectorAll('.message')].map((message) => Number(message.dataset.n))"
ALL_SENT = """() => {
  document.querySelectorAll(".message--bad button").forEach((again) => again.click());
  return !document.querySelector(".message--wait, .message--bad");
}"""


@pytest.fixture
def serving(tmp_path):
    server = Serving(tmp_path)
    server.start()
    yield server
    server.kill()


def test_nothing_is_lost_when_the_server_is_killed_while_three_people_talk(world, open_page, serving):
    room = room_of(world)
    before = room.last_number
    pages = [open_page(world.people[person]) for person in ("P05", "P06", "P07")]
    for number, page in enumerate(pages):
        page.goto(serving.address + room.get_absolute_url())
        page.wait_for_selector("chat-room[data-joined]")
        page.evaluate(TALK, f"Spreker {number}:")

    def hear(more: int) -> None:
        for page in pages:
            page.wait_for_function(
                "least => Number([...document.querySelectorAll('.message[data-n]')].at(-1).dataset.n) >= least",
                arg=Room.objects.get(pk=room.pk).last_number + more,
                timeout=180_000,
            )

    hear(10)
    serving.kill()
    serving.start()
    hear(10)
    spoken = [page.evaluate("() => { clearInterval(window.talking); return window.said }") for page in pages]
    for page in pages:
        page.wait_for_function(ALL_SENT, polling=500, timeout=180_000)
    hear(0)
    kept = Message.objects.filter(room=room, number__gt=before).order_by("number")
    said = [plain_text(message.html) for message in kept]
    assert sorted(said) == sorted(f"Spreker {who}: {n + 1}" for who in range(3) for n in range(spoken[who]))
    for page in pages:
        numbers = page.evaluate(NUMBERS)
        assert numbers == list(range(numbers[0], before + len(said) + 1))
        assert page.evaluate(TEXTS)[-len(said) :] == said


def test_messages_that_changed_meanwhile_read_as_they_are(world, open_page):
    room = room_of(world)
    first, second = say(world, "Eerste woorden"), say(world, "Neem ik terug")
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    with page.expect_event("websocket"):
        cut()
        actions.edit_message(actor=first.author, message=first, text="Andere woorden")
        actions.delete_message(actor=second.author, message=second)
    expect(page.locator(f"#m{first.number}")).to_contain_text("Andere woorden")
    expect(page.locator(f"#m{second.number}.message--gone")).to_have_count(1)


def test_who_missed_too_much_gets_the_latest_and_keeps_what_stands_in_the_field(
    world, open_page, held, monkeypatch
):
    monkeypatch.setattr("community.chat.replay.MOST_REPLAYED", 3)
    room = room_of(world)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.get_by_label("Je bericht", exact=True).fill("Half getypt")
    gate = held()
    gate.let_go.set()
    cut()
    missed = [f"Gemist {n}" for n in range(5)]
    for text in missed:
        say(world, text)
    gate.spoken.set()
    expect(page.get_by_text("Je was lang weg. Dit zijn de nieuwste berichten.")).to_be_visible()
    assert page.evaluate(TEXTS)[-5:] == missed
    page.wait_for_selector("chat-room[data-joined]")
    say(world, "En verder")
    expect(page.locator(".message").last).to_contain_text("En verder")
    expect(page.get_by_label("Je bericht", exact=True)).to_have_value("Half getypt")
    assert not page.problems


def test_a_long_replay_comes_in_parts(world, open_page, held, monkeypatch):
    monkeypatch.setattr("community.chat.replay.PER_ANSWER", 3)
    room = room_of(world)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    gate = held()
    gate.let_go.set()
    cut()
    missed = [f"Gemist {n}" for n in range(10)]
    for text in missed:
        say(world, text)
    gate.spoken.set()
    expect(page.locator(".message").last).to_contain_text("Gemist 9")
    assert page.evaluate(TEXTS)[-10:] == missed


def test_a_join_that_fails_is_tried_again(world, open_page, monkeypatch):
    room, real, failed = room_of(world), topics._openers["room"], []

    def open_room(user, number):
        if not failed:
            failed.append(number)
            raise OSError("the database is away")
        return real(user, number)

    monkeypatch.setitem(topics._openers, "room", open_room)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    assert failed
    say(world, "Toch gehoord")
    expect(page.locator(".message").last).to_contain_text("Toch gehoord")


def test_counts_are_right_after_a_break(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/today/")
    page.wait_for_selector("live-counts[data-joined]", state="attached")
    count = page.locator(".rail [data-count=chat]")
    before = int(count.inner_text())
    with page.expect_event("websocket"):
        cut()
        for n in range(3):
            say(world, f"Gemist {n}")
    expect(count).to_have_text(str(before + 3))
    assert not page.problems


def test_a_part_of_a_page_is_fetched_anew_after_a_break(world, open_page):
    meeting, boss = world.networks["N1"].meetings.first(), world.people["P01"]
    page = open_page(boss)
    page.goto(f"/meetings/{meeting.pk}/notes/")
    page.wait_for_selector("live-refresh[data-joined]")
    with page.expect_event("websocket"):
        cut()
        write_note(actor=boss, meeting=meeting, text="Intussen genoteerd", client_id=uuid.uuid4())
    expect(page.locator("#notes")).to_contain_text("Intussen genoteerd")


def test_more_answers_than_one_page_holds_are_all_shown(world, open_page):
    topic = ForumTopic.objects.filter(board__network=None).first()
    page = open_page(world.people["P05"])
    page.goto(topic.get_absolute_url())
    page.wait_for_selector("live-topic[data-joined]")
    shown = page.locator("article.post").count()
    with page.expect_event("websocket"):
        cut()
        for n in range(25):
            html, once = f"<p>Antwoord {n}</p>", uuid.uuid4()
            reply(actor=world.people["P06"], topic=topic, html=html, client_id=once)
    page.get_by_role("button", name="25 nieuwe antwoorden").click()
    page.get_by_role("button", name="5 nieuwe antwoorden", exact=True).click()
    expect(page.locator("article.post")).to_have_count(shown + 25)
    expect(page.locator("article.post").last).to_contain_text("Antwoord 24")


def test_a_plan_that_was_published_meanwhile_is_shown(world, open_page):
    page = open_page(world.people["P01"])
    page.goto("/meetings/plans/1/")
    page.wait_for_selector("live-plan[data-joined]", state="attached")
    plan = world.networks["N1"].plans.get(pk=1)
    with page.expect_navigation():
        cut()
        type(plan).objects.filter(pk=plan.pk).update(computing_since=timezone.now())
    expect(page.locator("progress[data-progress]")).to_be_visible()
