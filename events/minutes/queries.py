"""The actions that a meeting looks at, and minutes that begin with its notes."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _

from community.members import clocks
from community.members.models import User
from community.networks.models import Network, Participant
from community.networks.rights import Right
from community.richtext.cleaning import paragraphs
from community.words import fold

from ..meetings.models import Meeting
from ..meetings.standing import WAS_THERE
from .models import ActionPoint, Note


def actions_for(network: Network | None, meeting: Meeting) -> list[ActionPoint]:
    """What is on the agenda of a meeting: agreed there, or before and not done when it began."""
    still = Participant.objects.active().filter(network=OuterRef("network"), user=OuterRef("person"))
    agreed = (
        ActionPoint.objects.filter(network=network)
        .select_related("network", "person", "organisation", "meeting")
        .annotate(owner_left=~Exists(still) & (Q(person__isnull=False) | Q(organisation=None)))
    )
    return [
        action
        for action in agreed
        if action.meeting_id == meeting.pk
        or (
            action.created_at < meeting.starts_at
            and (action.done_at is None or action.done_at > meeting.starts_at)
        )
    ]


def present(meeting: Meeting) -> list[tuple[str, str]]:
    """Who was there: (organisation, names), those without an organisation last. Nobody before it began."""
    if not meeting.has_begun:
        return []
    found: dict[str, list[str]] = {}
    for place in meeting.attendances.filter(WAS_THERE).select_related("user"):
        found.setdefault(place.works_at, []).append(place.person_name)
    return [
        (name or _("Without an organisation"), ", ".join(sorted(found[name], key=fold)))
        for name in sorted(found, key=lambda name: (not name, fold(name)))
    ]


def heirs(part: Participant) -> QuerySet[User]:
    """Who can take over an action: of a facilitator everyone but guests, of others their colleagues and they."""
    people = Participant.objects.active().filter(network=part.network_id).holding(Right.SPEAK_FOR)
    if not part.may(Right.MINUTES):
        people = people.filter(
            Q(organisation=part.organisation_id, organisation__isnull=False) | Q(pk=part.pk)
        )
    return User.objects.filter(participations__in=people).distinct()


@dataclass(frozen=True)
class ActionRow:
    """An action, and whether the reader says how far it is."""

    action: ActionPoint
    may_set: bool = False

    @property
    def may_hand_on(self) -> bool:
        """Offered where nobody is left to do it: `owner_left` is annotated by `actions_for`."""
        left = self.action.owner_left  # type: ignore[attr-defined]
        return self.may_set and left and self.action.status != ActionPoint.Status.DONE


def draft_from_notes(meeting: Meeting, language: str = "nl") -> str:
    """The notes as the beginning of minutes: under the parts of the programme, then decisions and actions."""
    with translation.override(language):
        notes = list(meeting.notes.select_related("item", "author"))
        parts = []
        for item in [*meeting.agenda.all(), None]:
            own = [
                note
                for note in notes
                if note.kind == Note.Kind.NOTE and note.item_id == (item.pk if item else None)
            ]
            if own:
                parts.append(_heading(item.title if item else _("Other notes")))
                parts += [paragraphs(note.text) for note in own]
        decisions = [note for note in notes if note.kind == Note.Kind.DECISION]
        if decisions:
            lines = "".join(f"<li><p>{escape(note.text)}</p></li>" for note in decisions)
            parts.append(_heading(_("Decisions")) + f"<ul>{lines}</ul>")
        agreed = meeting.actions.select_related("person", "organisation")
        if agreed:
            lines = "".join(f"<li><p>{escape(_action_line(action))}</p></li>" for action in agreed)
            parts.append(_heading(_("Actions")) + f"<ul>{lines}</ul>")
        return "".join(parts)


def _heading(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def _action_line(action: ActionPoint) -> str:
    by = action.person or action.organisation
    who = by.name if by else ""
    if action.due is None:
        return f"{action.text} ({who})"
    return _("%(what)s (%(who)s, before %(day)s)") % {
        "what": action.text,
        "who": who,
        "day": date_format(action.due, "j F"),
    }


def facts_of(action: ActionPoint) -> list[tuple[str, str]]:
    """Who does an action, before when, and where it was agreed, for a mail."""
    by = action.person or action.organisation
    found = [(_("Who"), by.name)] if by else []
    if action.due:
        found.append((_("Before"), clocks.full_day(action.due)))
    if action.meeting:
        day = clocks.full_day(action.meeting.local_start.date())
        found.append((_("Agreed at"), f"{action.meeting.title}, {day}"))
    return found
