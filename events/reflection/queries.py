"""What people thought of a meeting, as numbers that name nobody; and who is asked."""

from datetime import timedelta

from django.db.models import Avg, Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User

from ..meetings.models import Attendance, Meeting
from ..meetings.standing import WAS_THERE, own_parts
from .models import FirstMet, Inspiration, PulseGiven

FEWEST_ANSWERS = 4
#: Nobody is asked any longer than this to look back; who wants to still can.
ASKED_FOR = timedelta(weeks=6)
QUESTIONS = {
    "useful": _("This meeting was worth my time"),
    "safe": _("I could say what I think"),
    "applies": _("I will do something with it at work"),
}


def pulse_of(meeting: Meeting) -> dict | None:
    """Means and texts of a meeting, in no order that tells who; None below four answers."""
    found = meeting.pulse.aggregate(
        n=Count("pk"), useful=Avg("useful"), safe=Avg("safe"), applies=Avg("applies")
    )
    if found["n"] < FEWEST_ANSWERS:
        return None
    return {
        "count": found["n"],
        "scores": [(words, found[key]) for key, words in QUESTIONS.items()],
        "texts": sorted(meeting.pulse.exclude(text="").values_list("text", flat=True)),
        "first_met": FirstMet.objects.filter(meeting=meeting).count(),
    }


def came_of_it(meeting: Meeting) -> list[Inspiration]:
    """What came of what people took home, of those who let the facilitator read it; with their `user`."""
    shown = Inspiration.objects.filter(meeting=meeting, shown=True).exclude(became="")
    return list(shown.select_related("user"))


def note_address(meeting: int) -> str:
    """Where somebody says what came of what they took home from the meeting with this key."""
    return reverse("events:reflect", args=[meeting]) + "#home"


def pulses_asked_of(person: User) -> list[str]:
    """Where this person can say how a meeting of the last weeks was, at which they were, and did not yet."""
    own = Attendance.objects.filter(WAS_THERE, user=person, meeting=OuterRef("pk"))
    over = Meeting.objects.past().filter(
        Exists(own),
        network__in=own_parts(person).values("network"),
        ends_at__gt=timezone.now() - ASKED_FOR,
    )
    given = PulseGiven.objects.filter(user=person).values("meeting")
    asked = over.exclude(status=Meeting.Status.CANCELLED).exclude(pk__in=given)
    return [reverse("events:reflect", args=[pk]) for pk in asked.values_list("pk", flat=True)]


def notes_asked_of(person: User) -> list[str]:
    """Where this person can say what came of a note that came back to them, and did not yet."""
    back = Inspiration.objects.filter(user=person, became="", came_back_at__gt=timezone.now() - ASKED_FOR)
    return [note_address(pk) for pk in back.values_list("meeting", flat=True)]
