"""An answer that breaks off halfway, or words that cannot be read any more, stop nothing."""

import uuid

import pytest
from playwright.sync_api import expect

from events.models import Meeting
from forum.actions import edit_post, reply
from forum.models import Board

pytestmark = pytest.mark.browser
BREAK_ONE = """() => {
  const whole = Response.prototype.text;
  let broken = 0;
  Response.prototype.text = function () {
    if (broken++) return whole.call(this);
    return Promise.reject(new TypeError("network error"));
  };
}"""
LISTENERS = """() => {
  let count = 0;
  const add = document.addEventListener;
  document.addEventListener = function (name, ...rest) {
    if (name === "visibilitychange") count += 1;
    return add.call(this, name, ...rest);
  };
  Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
  const [part, ...others] = document.querySelectorAll("live-refresh");
  for (const other of others) other.remove(); // they may hear something of their own meanwhile
  return Promise.all([1, 2, 3].map(() => part.load())).then(() => count);
}"""


@pytest.fixture
def topic(world):
    return Board.objects.get(slug="buiten-is-beter").topics.filter(closed=False).first()


def test_a_changed_post_is_shown_although_the_answer_broke_off_once(world, topic, open_page):
    other = world.people["P06"]
    post = reply(actor=other, topic=topic, html="<p>Eerst.</p>", client_id=uuid.uuid4())
    page = open_page(world.people["P05"])
    page.goto(f"{topic.get_absolute_url()}?page=99999")
    page.wait_for_selector("live-topic[data-joined]")
    page.evaluate(BREAK_ONE)
    for words in ("Dan.", "Nu."):
        post.refresh_from_db()
        edit_post(actor=other, post=post, html=f"<p>{words}</p>", version=post.version)
    expect(page.locator(f"#p{post.number}")).to_contain_text("Nu.")
    assert not page.problems


def test_words_that_cannot_be_read_are_dropped_and_signing_out_takes_the_rest_along(world, topic, open_page):
    page = open_page(world.people["P05"])
    page.goto(topic.get_absolute_url())
    own = f"vonder {world.people['P05'].pk} "
    page.evaluate("own => { localStorage[own + 'draft a.b'] = '{half'; localStorage[own + 'x'] = '1'; }", own)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("own => Object.keys(localStorage).filter((one) => one.startsWith(own))", own) == [
        own + "x"
    ]
    page.goto("/more/")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_load_state()
    assert (
        page.evaluate("own => Object.keys(localStorage).filter((one) => one.startsWith(own)).length", own)
        == 0
    )
    assert not page.problems


def test_a_part_that_is_fetched_again_while_nobody_looks_waits_once(world, open_page):
    page = open_page(world.people["P05"])
    page.goto(Meeting.objects.upcoming().filter(network=world.networks["N1"]).first().get_absolute_url())
    page.wait_for_selector("live-refresh[data-joined]", state="attached")
    assert page.evaluate(LISTENERS) == 1
