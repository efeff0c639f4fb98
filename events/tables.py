"""Tables that people open in a spreadsheet: who comes, whose turn it is, who hosts when.

Comma-separated values as in RFC 4180, but with semicolons and a byte order mark, because that is what a spreadsheet
set to Dutch opens without asking. A cell that a spreadsheet would take for a formula gets an apostrophe in front
(OWASP, CSV injection).
"""

import csv
import io
from fractions import Fraction

from django.utils.formats import localize
from django.utils.translation import gettext as _

from . import ledger
from .models import Meeting, RotationPlan

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value) -> str:
    """A value as it stands in a cell; numbers as the reader's language writes them, texts on one line."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        value = round(float(value), 4)
    if isinstance(value, int | float):
        return localize(value, use_l10n=True)
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text


def written(head: list[str], rows: list[list]) -> bytes:
    """A whole table, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(value) for value in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def attendance(meeting: Meeting) -> bytes:
    """Who said what and who was there. Not what people need, and no addresses."""
    said = {True: _("yes"), False: _("no"), None: ""}
    rows = [
        [
            place.person_name,
            place.works_at,
            _("on the waiting list") if place.waiting_since else place.get_answer_display(),
            said[place.attended],
        ]
        for place in meeting.attendances.select_related("user")
    ]
    return written([_("Name"), _("Organisation"), _("Answer"), _("Was there")], rows)


def turns(network) -> bytes:
    """The ledger: what everyone hosted, what was expected, and the difference."""
    rows = [
        [line.organisation.name, line.hosted, line.expected, line.balance, _("left") if line.left else ""]
        for line in ledger.lines(network)
    ]
    return written([_("Organisation"), _("Hosted"), _("Expected"), _("Difference"), ""], rows)


def rotation(plan: RotationPlan) -> bytes:
    """Who hosts when, in the order of the dates."""
    planned = {f"m{row.position}": row for row in plan.planned.all()}
    organisations = plan.network.current_organisations.prefetch_related("venues")
    hosts = {str(organisation.pk): organisation for organisation in organisations}
    rows = []
    for turn in (plan.result or {}).get("assignments", []):
        host, what = hosts.get(turn["organisation"]), planned[turn["meeting"]]
        if host is None:
            continue
        venue = next((venue for venue in host.venues.all() if str(venue.pk) == turn["venue"]), None)
        place = "" if venue is None or what.mode == Meeting.Mode.ONLINE else venue.municipality
        rows.append([turn["date"], what.title, host.name, place, what.get_mode_display()])
    return written([_("Date"), _("Meeting"), _("Host"), _("Place"), _("How you meet")], rows)
