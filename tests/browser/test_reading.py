"""What a browser fetches ahead is read when it is shown, and not before."""

import pytest

from forum.models import ReadMark, Topic
from tests.away import until

pytestmark = pytest.mark.browser
AHEAD = """([kind, url]) => {
  const rules = document.createElement("script");
  rules.type = "speculationrules";
  rules.nonce = document.querySelector("script[nonce]").nonce;
  rules.textContent = JSON.stringify({ [kind]: [{ source: "list", urls: [url], eagerness: "immediate" }] });
  document.head.append(rules);
}"""


@pytest.mark.parametrize("kind", ["prefetch", "prerender"])
def test_a_topic_that_was_fetched_ahead_is_read_when_it_is_shown(kind, world, open_page):
    reader = world.people["P10"]
    topic = Topic.objects.filter(board__network=world.networks["N1"]).latest("pk")
    marks = ReadMark.objects.filter(user=reader, topic=topic)
    marks.delete()
    url = topic.get_absolute_url()
    page = open_page(reader)
    page.goto(topic.board.get_absolute_url())
    with page.context.expect_event("response", lambda response: response.url.endswith(url)) as fetched:
        page.evaluate(AHEAD, [kind, url])
    assert "prefetch" in fetched.value.request.headers["sec-purpose"]
    assert not marks.exists()

    page.evaluate("url => location.assign(url)", url)
    page.wait_for_selector("body[data-ahead] live-topic")  # as it was fetched
    until(marks.exists, "the topic was shown")
    assert not page.problems
