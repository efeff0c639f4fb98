"""What happened to a network, in sentences: its fields, its people and its organisations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.journal.models import Entry

from ..models import Agreement, Governance, Membership, Network, NetworkChange, Participant, Visibility
from ..rights import Role

PAGE = 30

#: What a change of a field is called.
FIELDS = {
    "name": gettext_lazy("the name"),
    "purpose": gettext_lazy("the question"),
    "visibility": gettext_lazy("who may know about it"),
    "cooperation_form": gettext_lazy("the form of cooperation"),
    "join_policy": gettext_lazy("who may join"),
    "join_questions": gettext_lazy("what is asked of who wants to join"),
    "governance": gettext_lazy("who decides"),
    "phase": gettext_lazy("the phase"),
    "closed": gettext_lazy("whether the network runs"),
}
#: The words of values that are kept by their key.
CHOICES: dict[str, dict[str, Promise]] = {
    "visibility": dict(Visibility.choices),
    "cooperation_form": dict(Network.Form.choices),
    "join_policy": dict(Network.JoinPolicy.choices),
    "phase": dict(Network.Phase.choices),
    "closed": {"running": gettext_lazy("it runs"), "closed": gettext_lazy("it is closed")},
}

ABOUT: dict[str, tuple[Any, str]] = {
    "networks.role_changed": (Participant, "user"),
    "networks.joined": (Participant, "user"),
    "networks.left": (Participant, "user"),
    "networks.organisation_joined": (Membership, "organisation"),
    "networks.organisation_leaves": (Membership, "organisation"),
    "networks.organisation_stays": (Membership, "organisation"),
    "networks.agreement_published": (Agreement, ""),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, by whom (empty for the house itself), what, and the values before and after."""

    at: datetime
    by: str
    what: str
    was: str | Promise = ""
    now: str | Promise = ""
    reason: str = ""


def history_of(network: Network, before: datetime | None = None) -> tuple[list[Line], datetime | None]:
    """The newest lines before a moment, and the moment before which there are more (None when there are not)."""
    changes = network.changes.select_related("by")
    entries = Entry.objects.filter(network_id=network.pk, verb__in=ABOUT).select_related("actor")
    if before:
        changes, entries = changes.filter(at__lt=before), entries.filter(at__lt=before)
    found: list[NetworkChange | Entry] = [
        *changes.order_by("-at")[: PAGE + 1], *entries.order_by("-at", "-pk")[: PAGE + 1],
    ]  # fmt: skip
    found.sort(key=lambda one: one.at, reverse=True)
    page = found[:PAGE]
    names = _names([one for one in page if isinstance(one, Entry)])
    lines = [_changed(one) if isinstance(one, NetworkChange) else _happened(one, names) for one in page]
    return lines, page[-1].at if len(found) > PAGE else None


def _changed(change: NetworkChange) -> Line:
    field = FIELDS.get(change.field)
    return Line(
        at=change.at,
        by=change.by.name if change.by else "",
        what=str(field or change.field),
        was=_value(change.field, change.was),
        now=_value(change.field, change.now),
        reason=change.reason,
    )


def _value(field: str, key: str) -> str | Promise:
    if field == "governance":  # its kind, and below it what belongs to that
        kind, _end, own = key.partition("\n")
        return "\n".join(filter(None, [str(dict(Governance.Kind.choices).get(kind, kind)), own]))
    return CHOICES.get(field, {}).get(key, key)


def _names(entries: list[Entry]) -> dict[tuple[str, int], str]:
    """What the things are called that these lines are about, by model and number: a question for each model."""
    found = {}
    for model, of in {ABOUT[entry.verb] for entry in entries}:
        wanted = [one.about_id for one in entries if one.about_model == model._meta.label]
        rows = model.objects.filter(pk__in=wanted)
        for row in rows.select_related(of) if of else rows:
            name = getattr(row, of).name if of else str(row.version)
            found[(model._meta.label, row.pk)] = name
    return found


def _happened(entry: Entry, names: dict[tuple[str, int], str]) -> Line:
    name = names.get((entry.about_model, entry.about_id), _("somebody"))
    was = now = ""
    match entry.verb:
        case "networks.role_changed":
            what = _("the role of %(name)s") % {"name": name}
            was, now = (str(Role(entry.note[key]).label) for key in ("was", "now"))
        case "networks.joined":
            what = _("%(name)s takes part") % {"name": name}
        case "networks.left":
            what = _("%(name)s no longer takes part") % {"name": name}
        case "networks.organisation_joined":
            what = _("%(name)s became a member") % {"name": name}
        case "networks.organisation_leaves":
            what = _("%(name)s leaves the network") % {"name": name}
        case "networks.organisation_stays":
            what = _("%(name)s stays after all") % {"name": name}
        case _:
            what = _("version %(name)s of the agreements") % {"name": name}
    return Line(at=entry.at, by=entry.actor.name if entry.actor else "", what=what, was=was, now=now)
