"""Methods for learning together: what to do when, for how long, and who speaks. Our own summaries of common practice.

The incident method, its seven steps and 65 minutes: domain notes 2.3, after the descriptions that facilitators use.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Step:
    title: str | Promise
    minutes: int
    instruction: str | Promise
    presenter_speaks: bool = True


@dataclass(frozen=True)
class Method:
    """Steps in order; `people` is the size of the group for which it works."""

    key: str
    name: str | Promise
    about: str | Promise
    people: tuple[int, int]
    steps: tuple[Step, ...] = field(default=())

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


METHODS = {
    method.key: method
    for method in (
        Method(
            "incident",
            _("Incident method"),
            _("One case, seven steps, strict times. A good first method."),
            (5, 9),
            (
                Step(_("Look back"), 5, _("What came of the case of last time?")),
                Step(_("Cases in brief"), 10, _("Whoever has a case tells it in two sentences.")),
                Step(_("Choose"), 5, _("The group chooses the case from which most people learn.")),
                Step(
                    _("Informative questions"),
                    15,
                    _("Ask what happened. No advice, no opinion, one question at a time."),
                ),
                Step(
                    _("Analysis"),
                    10,
                    _("The group thinks aloud about what is going on. The presenter listens and writes."),
                    False,
                ),
                Step(
                    _("Advice"),
                    10,
                    _("Everyone in turn: if I were in your place, I would … The presenter listens."),
                    False,
                ),
                Step(
                    _("What the presenter takes along"),
                    10,
                    _("The presenter says what helped and what the next step is."),
                ),
            ),
        ),
        Method(
            "ten_steps",
            _("Ten-step method"),
            _("The most structure, for groups that begin."),
            (5, 7),
            (
                Step(_("Describe"), 10, _("The presenter describes the situation and the question.")),
                Step(_("Write questions"), 10, _("Everyone writes down three questions, in silence."), False),
                Step(
                    _("Warm, cold or neutral"),
                    10,
                    _("The presenter says of each question how close it comes."),
                ),
                Step(_("Answers"), 20, _("The presenter answers, the warmest questions first.")),
                Step(_("Last questions"), 10, _("What do you still need to know?")),
                Step(_("The core"), 15, _("Everyone formulates what the question is really about."), False),
                Step(_("Close or far"), 10, _("The presenter says how close each formulation comes.")),
                Step(_("The question anew"), 10, _("The presenter words the question again.")),
                Step(
                    _("What keeps it going"),
                    15,
                    _("What keeps this in place, and what will you do differently?"),
                ),
                Step(_("What we learned"), 10, _("Everyone says what they recognise and take home.")),
            ),
        ),
        Method(
            "five_steps",
            _("Five-step method"),
            _("Short and complete, for a group that knows each other."),
            (4, 8),
            (
                Step(_("Question"), 5, _("The presenter words the question.")),
                Step(_("Explore"), 15, _("Open questions only.")),
                Step(_("The core"), 10, _("Everyone says in one sentence what it is about."), False),
                Step(_("Advice"), 10, _("Everyone gives one piece of advice."), False),
                Step(_("Look back"), 10, _("The presenter chooses, the group says how it went.")),
            ),
        ),
        Method(
            "gossip",
            _("Gossip method"),
            _("The presenter turns around while the group thinks aloud. Agree beforehand that it is safe."),
            (5, 8),
            (
                Step(_("Tell"), 10, _("The presenter tells the case.")),
                Step(
                    _("Talk about it"),
                    15,
                    _(
                        "The group talks as if the presenter were not there; the presenter sits with the back turned."
                    ),
                    False,
                ),
                Step(_("What touched you"), 10, _("The presenter says what touched and what rang true.")),
                Step(_("Look back"), 5, _("How was this, for everyone?")),
            ),
        ),
        Method(
            "socratic",
            _("Socratic conversation"),
            _("From one concrete example to the principle behind it. For questions about values."),
            (5, 10),
            (
                Step(_("The question"), 10, _("Choose one question that cannot be looked up.")),
                Step(_("Examples"), 15, _("Who lived through this? Choose one example.")),
                Step(_("The core claim"), 20, _("What did you think at that moment? Find the one sentence.")),
                Step(
                    _("What lies beneath"),
                    20,
                    _("Which assumptions and principles make that sentence true for you?"),
                ),
                Step(_("Look back"), 10, _("What do you see differently?")),
            ),
        ),
        Method(
            "world_cafe",
            _("World café"),
            _("Three rounds at small tables; one stays, the others move on."),
            (12, 60),
            (
                Step(
                    _("First round"),
                    20,
                    _("Four people at a table talk about the question and write on the paper."),
                ),
                Step(_("Second round"), 20, _("One host stays and tells the newcomers what was said.")),
                Step(_("Third round"), 20, _("Look for what returns at every table.")),
                Step(
                    pgettext_lazy("gather the results of a method", "Harvest"),
                    20,
                    _("Every table tells one insight."),
                ),
            ),
        ),
        Method(
            "1_2_4_all",
            _("1-2-4-all"),
            _("Everyone thinks first, then pairs, fours, and all together."),
            (8, 100),
            (
                Step(_("Alone"), 2, _("Write down your answer."), False),
                Step(_("In pairs"), 4, _("Compare, and build on it.")),
                Step(_("In fours"), 6, _("What is the same, what differs?")),
                Step(_("All together"), 8, _("Every group brings one idea.")),
            ),
        ),
        Method(
            "troika",
            _("Troika"),
            _("Three people; each in turn brings a question and listens to the other two."),
            (3, 60),
            (
                Step(
                    _("First person"),
                    10,
                    _(
                        "Two minutes of question, two to clarify, five of advice with the back turned, one of thanks."
                    ),
                ),
                Step(_("Second person"), 10, _("The same, with the second question.")),
                Step(_("Third person"), 10, _("The same, with the third question.")),
            ),
        ),
        Method(
            "open_space",
            _("Open space"),
            _("The group makes the programme. Who has two feet may walk on."),
            (10, 100),
            (
                Step(
                    _("Make the programme"),
                    15,
                    _("Who wants to talk about something writes it up and chooses a corner."),
                ),
                Step(_("First round"), 30, _("Talk where you learn or contribute; otherwise walk on.")),
                Step(_("Second round"), 30, _("The same, with the next subjects.")),
                Step(_("Bring it together"), 15, _("Every corner tells what it found.")),
            ),
        ),
        Method(
            "walk_and_talk",
            _("Walk and talk"),
            _("In pairs outside, one question each way."),
            (2, 40),
            (
                Step(_("On the way out"), 15, _("One asks, the other tells.")),
                Step(_("On the way back"), 15, _("Change places.")),
                Step(_("In the circle"), 10, _("What did you hear from the other?")),
            ),
        ),
        Method(
            "practice_tour",
            _("Practice tour with viewing questions"),
            _("Look around in small groups, with one question for each stop."),
            (4, 30),
            (
                Step(
                    _("What to look at"),
                    10,
                    _("The host tells what is special here and hands out the viewing questions."),
                ),
                Step(_("Walk round"), 30, _("Small groups; look first, then ask.")),
                Step(_("What did you see?"), 20, _("First what you saw, then what you think of it.")),
            ),
        ),
        Method(
            "appreciative",
            _("Appreciative inquiry"),
            _("Start from what works."),
            (4, 40),
            (
                Step(_("Discover"), 20, _("In pairs: tell about a moment when it went really well.")),
                Step(_("Dream"), 15, _("What if that were always so?")),
                Step(_("Design"), 20, _("What is needed for it?")),
                Step(_("Do"), 10, _("Who does what, before when?")),
            ),
        ),
    )
}
