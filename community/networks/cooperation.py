"""The seven forms of cooperation as data: what each is, and which parts of the house it switches on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models.networks import Network

Form = Network.Form
#: Words of the interface, translated when they are shown.
Words = str | Promise


class Part(Enum):
    """What a form can switch on. The value is what its members get."""

    ROTATION = _("a rotation: who hosts when")
    QUESTIONS = _("learning questions and a forum")
    INTERVISION = _("intervision with a clock")
    HARVEST = _("harvest: from minutes to an article")
    DECISIONS = _("minutes with decisions and actions")
    AGREEMENTS = _("agreements that every organisation signs")
    PHASES = _("a checklist for each phase")
    POOL = _("a labour pool")
    SECONDMENT = _("a secondment: who works where, from when until when")
    DESK = _("a desk for questions from outside")


@dataclass(frozen=True)
class Cooperation:
    """A form: its value in the database, one sentence about it, and the parts that it switches on."""

    form: Network.Form
    sentence: Words
    parts: tuple[Part, ...]
    rules: tuple[Words, ...]

    @property
    def title(self) -> Words:
        return self.form.label

    def has(self, part: Part) -> bool:
        return part in self.parts


_OPEN = _("What is said here stays here. Tell it on only when the person says yes.")
_TURNS = _("We meet at each other's place in turn. Who cannot host says so in time.")
_REAL = _("We bring questions and examples from our own practice, also what went wrong.")
_COME = _("Who says yes comes. Who cannot come says so a week before.")
_SHARE = _("What we learn we write down, so that others can use it.")
_DECIDE = _("We decide by consent: nobody has a serious objection.")
_TASKS = _("Every task has a name and a day.")
_ENDS = _("When the question is answered we stop, and tell what came of it.")
_PERSON = _("The person keeps the job and the pay of the own organisation.")
_MIDWAY = _("We talk together halfway: the person, who sends and who receives.")
_COSTS = _("What something costs and who pays stands in an agreement before we begin.")

FORMS = (
    Cooperation(
        Form.LEARNING_NETWORK,
        _("In turn at each other's place, learning from each other's practice."),
        (Part.ROTATION, Part.QUESTIONS, Part.INTERVISION, Part.HARVEST, Part.AGREEMENTS),
        (_REAL, _TURNS, _COME, _OPEN, _SHARE),
    ),
    Cooperation(
        Form.KNOWLEDGE_CIRCLE,
        _("Going into one subject together, and writing it down."),
        (Part.QUESTIONS, Part.INTERVISION, Part.HARVEST, Part.AGREEMENTS),
        (_REAL, _COME, _OPEN, _SHARE),
    ),
    Cooperation(
        Form.CONSULTATION_PLATFORM,
        _("Meeting regularly, and taking decisions."),
        (Part.ROTATION, Part.DECISIONS, Part.AGREEMENTS),
        (_COME, _DECIDE, _TASKS, _OPEN),
    ),
    Cooperation(
        Form.AD_HOC,
        _("One question, one group, a last day."),
        (Part.QUESTIONS, Part.DECISIONS),
        (_COME, _TASKS, _ENDS),
    ),
    Cooperation(
        Form.PROJECT,
        _("Making something, with goals, tasks and a budget."),
        (Part.DECISIONS, Part.AGREEMENTS, Part.PHASES),
        (_TASKS, _COME, _DECIDE, _COSTS),
    ),
    Cooperation(
        Form.SECONDMENT,
        _("Somebody works at another organisation for a while."),
        (Part.SECONDMENT, Part.AGREEMENTS),
        (_PERSON, _MIDWAY, _COSTS),
    ),
    Cooperation(
        Form.NETWORK_COLLABORATION,
        _("Sharing a desk, a pool or a board."),
        (Part.ROTATION, Part.DESK, Part.POOL, Part.DECISIONS, Part.AGREEMENTS, Part.PHASES),
        (_DECIDE, _COSTS, _TASKS, _OPEN),
    ),
)
_BY_VALUE = {one.form.value: one for one in FORMS}


def form_of(value: str) -> Cooperation:
    """The form with this value, as `Network.cooperation_form` holds it. Raises `KeyError`."""
    return _BY_VALUE[value]


def with_part(part: Part) -> Iterable[str]:
    """The values of the forms that switch this part on."""
    return [one.form.value for one in FORMS if one.has(part)]
