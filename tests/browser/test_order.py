"""The order of what is heard (static/js/order.js), against a road on which everything goes wrong, by chance."""

import pytest

pytestmark = pytest.mark.browser

# A server numbers what is said. Frames get lost, answers are late, come in parts or were looked up long before they
# arrive, sockets break, and now and then a question fails and is asked again.
ROAD = """async seed => {
  const { Order } = await import("vonder/order");
  let state = seed;
  const chance = (least) => ((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648) < least;
  let last = 0, questions = 0, open = false, asked = null, answer = null;
  const said = [], told = [], notes = [], road = [];
  const order = new Order(0, {
    ask: (after) => { questions += 1; if (open) asked = { after, ask: questions }; return questions; },
    tell: (frame) => (frame.n ? told : notes).push(frame.n ?? frame.note),
  });
  const look = () => {
    const missed = said.filter((n) => n > asked.after);
    const part = chance(0.3) ? missed.slice(0, 3) : missed;
    const frames = part.map((n) => ({ n }));
    const until = Math.max(asked.after, part.at(-1) ?? 0);
    answer = { ask: asked.ask, frames, until, more: part.length < missed.length };
    asked = null;
  };
  const step = (calm) => {
    if (!calm && chance(0.4)) { said.push(++last); if (open && !chance(0.2)) road.push({ n: last }); }
    if (!calm && chance(0.1) && open) road.push({ note: last });
    if (!calm && chance(0.03) && open) { open = false; asked = answer = null; road.length = 0; }
    else if (!open && chance(0.2)) { open = true; order.catchUp(); }
    if (asked && chance(0.3)) look();
    if (road.length && chance(0.6)) order.hear(road.shift());
    if (answer && chance(0.2)) { const found = answer; answer = null; order.answer(found); }
  };
  for (let i = 0; i < 3000; i++) step(false);
  open = true;
  order.catchUp();
  for (let i = 0; i < 3000 && (order.question || order.after < last || road.length); i++) step(true);
  return { last, told, held: order.held.length, question: order.question };
}"""

TWICE = """async () => {
  const { Order } = await import("vonder/order");
  const told = [], asks = [];
  const order = new Order(5, { ask: (after) => asks.push(after), tell: ({ n }) => told.push(n) });
  order.hear({ n: 9 });
  order.answer({ ask: 1, frames: [], until: 5, more: false });
  return [told, asks];
}"""

AFTERWARDS = """async () => {
  const { Order } = await import("vonder/order");
  const told = [];
  const order = new Order(5, { ask: () => 1, tell: (frame) => told.push(frame.n ?? frame.note) });
  order.catchUp();
  order.hear({ note: "6 reads otherwise now" });
  order.answer({ ask: 1, frames: [{ n: 6 }], until: 6, more: false });
  return told;
}"""


def test_everything_is_told_once_and_in_order_whatever_happens_on_the_way(planted, world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/today/")
    for seed in range(1, 201):
        found = page.evaluate(ROAD, seed)
        assert found["told"] == list(range(1, found["last"] + 1)), seed
        assert (found["held"], found["question"]) == (0, 0), seed
    assert page.evaluate(AFTERWARDS) == [6, "6 reads otherwise now"]
    assert page.evaluate(TWICE) == [[9], [5]]  # the server knows of nothing in between: nobody asks for ever
    assert not page.problems
