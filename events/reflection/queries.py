"""What people thought of a meeting, as numbers that name nobody."""

from django.db.models import Avg, Count
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting
from .models import FirstMet, Inspiration

FEWEST_ANSWERS = 4
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
