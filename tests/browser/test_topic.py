"""What one person changes in a topic shows on the open page of another, who is writing an answer there."""

import uuid

import pytest
from playwright.sync_api import expect

from forum import actions
from forum.models import Topic
from tests.browser.test_breaks import cut
from tests.browser.writing import begin_to_write

pytestmark = pytest.mark.browser
TYPED = "Ik was nog aan het typen"


@pytest.fixture
def topic(world) -> Topic:
    """One asks, two others answer."""
    ask, *answers = (world.people[person] for person in ("P05", "P06", "P07"))
    found = actions.start_topic(
        actor=ask,
        board=world.networks["N1"].boards.first(),
        title="Regenlaarzen in de gang",
        html="<p>Waar laten jullie ze?</p>",
        client_id=uuid.uuid4(),
    )
    for person in answers:
        actions.reply(actor=person, topic=found, html="<p>Op een rek.</p>", client_id=uuid.uuid4())
    return found


@pytest.fixture
def reading(world, topic, open_page):
    """Somebody else has the topic open, and began an answer."""
    page = open_page(world.people["P10"])
    page.goto(topic.get_absolute_url())
    page.wait_for_selector("live-topic[data-joined]")
    begin_to_write(page).fill(TYPED)
    return page


def kept(page) -> None:
    expect(page.locator("rich-text [contenteditable=true]")).to_contain_text(TYPED)
    assert not page.problems


def test_an_edited_message_reads_as_it_is(world, topic, reading, open_page):
    post = topic.posts.get(number=2)
    page = open_page(post.author)
    page.goto(topic.get_absolute_url())
    page.locator("#p2").get_by_role("link", name="Bewerk").click()
    begin_to_write(page).fill("Andere woorden")
    page.get_by_role("button", name="Bewaar wijzigingen").click()
    expect(page.locator("#p2")).to_contain_text("Andere woorden")
    expect(reading.locator("#p2")).to_contain_text("Andere woorden")
    expect(reading.locator("#p2")).to_contain_text("bewerkt")
    kept(reading)


def test_a_removed_message_is_gone_and_comes_back(world, topic, reading, open_page):
    post = topic.posts.get(number=2)
    page = open_page(post.author)
    page.goto(topic.get_absolute_url())
    page.locator("#p2").get_by_role("button", name="Verwijder").click()
    expect(reading.locator("#p2.post--gone")).to_be_visible()
    page.locator("#p2").get_by_role("button", name="Zet terug").click()
    expect(reading.locator("#p2 .rich-text")).to_be_visible()
    kept(reading)


def test_a_topic_whose_opening_is_removed_has_no_title_any_more(world, topic, reading, open_page):
    page = open_page(topic.author)
    page.goto(topic.get_absolute_url())
    page.locator("#p1").get_by_role("button", name="Verwijder").click()
    expect(reading.get_by_role("heading", level=1)).to_have_text("Verwijderd onderwerp")
    assert topic.title not in reading.title()
    kept(reading)


def test_the_answer_that_helped_and_the_one_that_helps_more(world, topic, reading, open_page):
    page = open_page(topic.author)
    page.goto(topic.get_absolute_url())
    for number, former in ((2, 3), (3, 2)):
        page.locator(f"#p{number}").get_by_role("button", name="Dit hielp").click()
        expect(reading.locator(f"#p{number}")).to_contain_text("Dit antwoord hielp")
        expect(reading.locator(f"#p{former}")).not_to_contain_text("Dit antwoord hielp")
        expect(reading.locator("#topic-answer a")).to_have_attribute("href", topic.url_of(number))
        expect(reading.locator("#topic-head")).to_contain_text("Beantwoord")
    kept(reading)


def test_a_reaction_is_counted_where_others_read(world, topic, reading):
    post, useful = topic.posts.get(number=2), reading.locator("#p2").get_by_role("button", name="Nuttig")
    expect(useful).to_have_text("Nuttig")
    actions.react(actor=topic.author, post=post, kind="useful")
    expect(useful).to_contain_text("1")
    expect(useful).to_have_attribute("aria-pressed", "false")
    actions.react(actor=world.people["P10"], post=post, kind="useful")
    expect(useful).to_contain_text("2")
    expect(useful).to_have_attribute("aria-pressed", "true")
    kept(reading)


def test_what_changed_while_the_page_was_away(topic, reading):
    post = topic.posts.get(number=2)
    with reading.expect_event("websocket"):
        cut()
        actions.edit_post(actor=post.author, post=post, html="<p>Intussen anders</p>", version=post.version)
        actions.choose_answer(actor=topic.author, topic=topic, post=topic.posts.get(number=3))
    expect(reading.locator("#p2")).to_contain_text("Intussen anders")
    expect(reading.locator("#p3")).to_contain_text("Dit antwoord hielp")
    kept(reading)
