"""What a meeting holds: what you will see there, its programme and its documents."""

from dataclasses import dataclass

from django.forms import BaseForm

from community.richtext.drafts import fill
from community.richtext.models import Attachment

from ..meetings.rules import prepares
from ..meetings.sections import MEETING, Look
from .forms import DocumentForm
from .queries import Part, Slot, slot, with_times


@MEETING.register("showcase", "events/programme/_showcase.html")
def showcase(look: Look) -> bool | None:
    """What the host shows and the stops, which are kept with the meeting."""
    return True if look.meeting.showcase or look.meeting.stops else None


@dataclass(frozen=True)
class Programme:
    """The parts with their times; who prepares hears when there are more minutes than time."""

    parts: list[Part]
    slot: Slot
    prepares: bool


@MEETING.register("programme", "events/programme/_programme.html")
def programme(look: Look) -> Programme | None:
    """Everyone who may see the meeting sees its programme."""
    parts = with_times(look.meeting)
    return Programme(parts, slot(look.meeting, parts), prepares(look.standing)) if parts else None


@dataclass(frozen=True)
class Documents:
    """The form is there for who prepares the meeting."""

    documents: list[Attachment]
    form: BaseForm | None


@MEETING.register("documents", "events/programme/_documents.html")
def documents(look: Look) -> Documents | None:
    """For who takes part in the network, also when the meeting itself is open to everyone."""
    if not look.standing.takes_part:
        return None
    form = look.forms.get("documents")
    if form is None and prepares(look.standing):
        form = DocumentForm(user=look.standing.user)
        fill(form, look.standing.user, f"document.{look.meeting.pk}")
    return Documents(list(look.meeting.documents.all()), form)
