from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from community.folded import says
from community.journal.models import Entry
from community.members.models import User
from community.networks.models import Network, Participant, Visibility
from community.words import sought

from .abouts import named, person
from .sentences import GROUPS, SENTENCES


@dataclass(frozen=True)
class Line:
    """One thing that somebody did, in a sentence that may hold links, and what explains it."""

    entry: Entry
    actor: User | None
    sentence: SafeString
    facts: list[str]


def entries(
    *, who: str = "", what: str = "", where: Network | None = None, day: date | None = None
) -> QuerySet[Entry]:
    """What was done: by whom in words, of which group, in which network, on which day of the reader's clock."""
    verbs: Iterable[str] = GROUPS[what].sentences if what in GROUPS else SENTENCES
    found = Entry.objects.filter(verb__in=list(verbs)).select_related("actor")
    if who:
        people = User.objects.filter(says(sought(who), "folded") | Q(email__iexact=who))
        about = Q(about_model="members.User", about_id__in=people.values("pk"))
        found = found.filter(Q(actor__in=people) | about)
    if where:
        found = found.filter(network_id=where.pk)
    if day:
        start = datetime.combine(day, time.min, timezone.get_current_timezone())
        end = datetime.combine(day + timedelta(days=1), time.min, timezone.get_current_timezone())
        found = found.filter(at__gte=start, at__lt=end)
    return found


def lines(found: list[Entry]) -> list[Line]:
    """These entries as sentences, for one question for each kind of thing in them, and one for networks."""
    abouts = named(found)
    networks = dict(
        Network.objects.filter(pk__in={one.network_id for one in found if one.network_id}).values_list(
            "pk", "name"
        )
    )
    return [_line(entry, networks, *abouts.get(entry.pk, ("", ""))) for entry in found]


def _line(entry: Entry, networks: dict[int, str], what: str, at: str) -> Line:
    parts = {
        "who": format_html("<b>{}</b>", person(entry.actor)),
        "what": what or _("something"),
        "where": networks.get(entry.network_id or 0, "Vonder"),
        "at": at,
    }
    sentence = escape(str(SENTENCES[entry.verb])) % {
        key: conditional_escape(value) for key, value in parts.items()
    }
    return Line(entry, entry.actor, mark_safe(sentence), _facts(entry.note))  # noqa: S308  (each part is escaped)


def _facts(note: dict[str, Any]) -> list[str]:
    """What explains an entry, in words; facts that say nothing to people are left out."""
    facts = []
    if note.get("role") in Participant.Role.values:
        facts.append(str(Participant.Role(note["role"]).label))
    if note.get("before") in Visibility.values:
        facts.append(_("was: %(before)s") % {"before": Visibility(note["before"]).label})
    if "approved" in note:
        facts.append(_("approved") if note["approved"] else _("declined"))
    return facts
