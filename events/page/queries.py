"""The page of a meeting as its reader sees it, with what the ideas show there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.forms import BaseForm

from community.members.models import Anyone

from ..meetings.differences import since_answer
from ..meetings.models import Meeting
from ..meetings.sections import MEETING, Shown, look_at
from ..places.sections import Card
from .structured import structured_data


@dataclass(frozen=True)
class MeetingPage:
    """`sections` by their names; `changes` are what is different since the reader answered, in words."""

    meeting: Meeting
    sections: Mapping[str, Shown]
    inside: bool
    card: Card
    changes: list[str]
    structured: str | None


def page_of(user: Anyone, meeting: Meeting, forms: Mapping[str, BaseForm] | None = None) -> MeetingPage:
    """What this reader sees of this meeting; `forms` come back with what is wrong, by the name of their section."""
    look = look_at(user, meeting, forms=forms)
    sections = MEETING.shown(look)
    return MeetingPage(
        meeting=meeting,
        sections=sections,
        inside=look.standing.takes_part,
        card=cast("Card", sections["card"].section),
        changes=since_answer(meeting, look.standing.place),
        structured=structured_data(meeting) if meeting.visibility == "public" else None,
    )
