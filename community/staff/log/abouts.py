"""What an entry was about, by name. Only what staff know by name anyway: never a title or a text of members."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.journal.models import Entry
from community.members.models import User


@dataclass(frozen=True)
class About:
    """How the rows of a model are named: with which others they are fetched, and what is said of one."""

    fetched: tuple[str, ...]
    what: Callable[[Any], Any]
    at: Callable[[Any], Any] = lambda row: ""


def person(user: User | None) -> SafeString:
    """The name of somebody, with the way to their page here; the house itself when nobody did it."""
    if user is None:
        return SafeString("<b>Vonder</b>")
    return format_html('<a href="{}">{}</a>', reverse("staff:person", args=[user.pk]), user.name)


def organisation(one: Any) -> SafeString:
    """The name of an organisation, with the way to its page."""
    return format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.name) if one else SafeString("?")


ABOUTS = {
    "members.User": About((), person),
    "organisations.Organisation": About((), organisation),
    "organisations.Venue": About(("organisation",), lambda row: organisation(row.organisation)),
    "organisations.Facility": About(("organisation",), lambda row: organisation(row.organisation)),
    "organisations.Affiliation": About(
        ("person", "organisation"), lambda row: person(row.person), lambda row: organisation(row.organisation)
    ),
    "organisations.Claim": About(
        ("person", "organisation"), lambda row: person(row.person), lambda row: organisation(row.organisation)
    ),
    "networks.Network": About((), lambda row: row.name),
    "networks.Beginning": About((), lambda row: row.name),
    "networks.Membership": About(("organisation",), lambda row: organisation(row.organisation)),
    "networks.Participant": About(("user",), lambda row: person(row.user)),
    "networks.Invitation": About((), lambda row: row.email),
    "networks.JoinRequest": About(("user",), lambda row: person(row.user)),
    "networks.Signature": About(("organisation",), lambda row: organisation(row.organisation)),
    "forum.Board": About((), lambda row: row.name),
}


def named(entries: Iterable[Entry]) -> dict[int, tuple[str, str]]:
    """By entry: what it was about and where that works. One question for each model among them."""
    wanted: dict[str, dict[int, list[int]]] = {}
    for entry in entries:
        wanted.setdefault(entry.about_model, {}).setdefault(entry.about_id, []).append(entry.pk)
    found: dict[int, tuple[str, str]] = {}
    for label, keys in wanted.items():
        if label not in ABOUTS:
            continue
        about, model = ABOUTS[label], apps.get_model(label)
        rows: dict[int, Model] = model._base_manager.select_related(*about.fetched).in_bulk(list(keys))
        for key, pks in keys.items():
            row = rows.get(key)
            said = (about.what(row), about.at(row)) if row else (_("something that is gone"), "")
            found.update(dict.fromkeys(pks, said))
    return found
