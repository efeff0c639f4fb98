"""What a tab hears over its socket, and what it asks for when something went missing on the way."""

import json
import re
import uuid

import pytest
from playwright.sync_api import expect

from community.chat.actions import fragment
from community.chat.models import Message, Room
from community.live.hub import publish

pytestmark = pytest.mark.browser


def test_a_message_that_came_past_another_brings_it_along(world, open_page):
    room = world.networks["N1"].rooms.get(about=None)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    room.refresh_from_db()
    for text in ("Eerst dit", "Dan dat"):
        room.last_number += 1
        last = Message.objects.create(
            room=room,
            number=room.last_number,
            author=world.people["P06"],
            html=f"<p>{text}</p>",
            client_id=uuid.uuid4(),
        )
    Room.objects.filter(pk=room.pk).update(last_number=room.last_number)
    publish(
        f"room.{room.pk}",
        {"kind": "message", "n": last.number, "author": last.author_id, "html": fragment(last)},
    )
    expect(page.locator(".message").last).to_contain_text("Dan dat")
    expect(page.locator(".message").nth(-2)).to_contain_text("Eerst dit")
    assert not page.problems


def test_a_turn_that_is_dragged_onto_another_shows_what_would_change(world, open_page):
    boss = open_page(world.people["P01"])
    boss.goto("/meetings/plans/1/")
    turns = boss.locator(".stops li")
    expect(turns).to_have_count(3)
    turns.nth(0).drag_to(turns.nth(1))
    expect(boss).to_have_url(re.compile(r"first=1&second=2"))
    expect(boss.locator("#swap")).to_be_visible()


SHOWN = """async text => {
  const worker = await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 400; tries++) {
    if ((await worker.getNotifications()).some((news) => news.body === text)) return true;
    await new Promise((done) => setTimeout(done, 25));
  }
  return false;
}"""


def test_news_shows_while_no_page_of_ours_is_open(world, open_page, address):
    page = open_page(world.people["P05"])
    page.context.grant_permissions(["notifications"], origin=address)
    page.goto("/today/")
    session = page.context.new_cdp_session(page)
    found = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    page.evaluate(
        "navigator.serviceWorker.register('/service-worker.js').then(() => navigator.serviceWorker.ready).then(() => 1)"
    )
    for _ in range(200):
        if found:
            break
        page.evaluate(
            "new Promise(done => setTimeout(done, 25))"
        )  # the browser tells of the worker on its own road
    news = {"title": "Vonder", "body": "Iemand antwoordde", "url": "/notifications/1/", "tag": "1"}
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": address, "registrationId": found[0]["registrationId"], "data": json.dumps(news)},
    )
    assert page.evaluate(SHOWN, "Iemand antwoordde")
    assert not page.problems


def test_the_answer_stands_beside_a_wide_page_and_at_the_foot_of_a_phone(world, open_page):
    wide = open_page(world.people["P10"])
    wide.goto("/meetings/5/")
    card, facts = wide.locator("#rsvp").bounding_box(), wide.locator(".facts").bounding_box()
    assert card["x"] > facts["x"] + facts["width"] / 2
    assert card["y"] < facts["y"] + 50
    phone = open_page(world.people["P10"], width=390)
    phone.goto("/meetings/5/")
    dock = phone.locator("#dockbar")
    assert dock.bounding_box()["y"] > 800
    for answer in ("Ik kom", "Ik kan niet"):
        dock.get_by_role("button", name=answer).click()
        expect(dock.get_by_role("button", name=answer)).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_text("Je komt niet", exact=True)).to_be_visible()
    assert not phone.problems


AWAY_AND_BACK = "element => { const place = element.parentNode; element.remove(); place.append(element); }"


def test_an_element_takes_its_listeners_along_and_brings_them_once(world, open_page):
    page = open_page(world.people["P01"])
    meeting = world.networks["N1"].meetings.get(pk=5)
    item = meeting.agenda.exclude(method="").first()
    page.goto(f"/meetings/{meeting.pk}/timer/{item.pk}/")
    timer = page.locator("step-timer")
    expect(timer.locator("li").first).to_have_attribute("aria-current", "step")
    timer.evaluate(AWAY_AND_BACK)
    timer.locator("[data-next]").click()
    expect(timer.locator("li").nth(1)).to_have_attribute("aria-current", "step")
    assert not page.problems


def test_a_room_that_left_the_page_hears_nothing_on_it(world, open_page):
    page = open_page(world.people["P05"])
    page.goto(world.networks["N1"].rooms.get(about=None).get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    said = page.locator("chat-room").evaluate(
        """room => {
          const note = room.querySelector("[data-away]");
          note.textContent = "Weg";
          room.remove();
          document.dispatchEvent(new CustomEvent("live:up"));
          return note.textContent;
        }"""
    )
    assert said == "Weg"
    assert not page.problems
