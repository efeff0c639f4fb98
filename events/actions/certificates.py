"""Certificates of attendance: who was there for enough hours of a network's meetings, with a code to verify it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify

from .. import rules
from ..models import Attendance, Certificate, Meeting

SHARE_NEEDED = Fraction(4, 5)
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


@dataclass(frozen=True)
class Record:
    """How much of the meetings in a period somebody attended, in minutes."""

    person: User
    organisation: str
    attended: int
    held: int
    meetings: tuple[Meeting, ...]

    @property
    def earns_it(self) -> bool:
        """At least four fifths of the time: 4 of 5 equal meetings is enough, 3 of 5 is not."""
        return self.held > 0 and Fraction(self.attended, self.held) >= SHARE_NEEDED

    @property
    def percent(self) -> int:
        return int(100 * Fraction(self.attended, self.held)) if self.held else 0


def _minutes(meeting: Meeting) -> int:
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def records(network: Network, since: date, until: date) -> list[Record]:
    """Of everyone who takes part: what they attended of the meetings from `since` up to and including `until`."""
    meetings = [
        meeting
        for meeting in network.meetings.past().exclude(status=Meeting.Status.CANCELLED)
        if since <= meeting.local_start.date() <= until
    ]
    there = Attendance.objects.filter(meeting__in=meetings, attended=True, user__isnull=False)
    by_person: dict[int, set[int]] = {}
    for user_id, meeting_id in there.values_list("user_id", "meeting_id"):
        by_person.setdefault(user_id, set()).add(meeting_id)
    found = []
    for part in network.participants.active().exclude(role="guest").select_related("user", "organisation"):
        own = tuple(m for m in reversed(meetings) if m.pk in by_person.get(part.user_id, ()))
        found.append(
            Record(
                part.user,
                part.organisation.name if part.organisation else "",
                sum(map(_minutes, own)),
                sum(map(_minutes, meetings)),
                own,
            )
        )
    return found


@transaction.atomic
def issue(*, actor: User, network: Network, since: date, until: date) -> list[Certificate]:
    """Give everyone who earned it a certificate. Who has one that still says the same keeps it.

    One that no longer holds is voided, and a new one with a new code replaces it if it is still earned.
    """
    if not rules.may_schedule_meeting(actor, network):
        raise PermissionDenied
    if until < since:
        raise ValidationError(_("The last day comes after the first."))
    issued = []
    for row in records(network, since, until):
        told = [
            {"day": m.local_start.date().isoformat(), "title": m.title, "minutes": _minutes(m)}
            for m in row.meetings
        ]
        own = network.certificates.select_for_update().filter(person=row.person, voided_at=None)
        same = False
        for old in own.filter(since__lte=until, until__gte=since):
            same = row.earns_it and old.meetings == told and old.minutes_held == row.held
            if not same:
                old.voided_at = timezone.now()
                old.save(update_fields=["voided_at"])
        if same or not row.earns_it:
            continue
        made = Certificate.objects.create(
            network=network,
            person=row.person,
            name=row.person.name,
            organisation_name=row.organisation,
            network_name=network.name,
            since=since,
            until=until,
            minutes_attended=row.attended,
            minutes_held=row.held,
            meetings=told,
            issued_by=actor,
        )
        issued.append(made)
        notify(
            kind="events/certificate",
            to=[row.person],
            actor=None,
            url=made.get_absolute_url(),
            audience=f"person:{row.person.pk}",
            data={"network": network.name},
        )
    record(
        actor=actor,
        verb="events.certificates_issued",
        about=network,
        network_id=network.pk,
        count=len(issued),
    )
    return issued


def as_pdf(certificate: Certificate, language: str) -> bytes:
    """One A4 page in the language of who asks."""
    from fpdf import FPDF  # 24 MB that most processes never need

    with translation.override(language):
        page = FPDF(format="A4")
        for style, file in (("", "Regular"), ("B", "Bold")):
            page.add_font("text", style, FONTS / f"SourceSansPro-{file}.ttf")
        page.set_title(_("Certificate of attendance"))
        page.set_creator("Vonder")
        page.set_auto_page_break(False)
        page.set_margin(25)
        page.add_page()
        page.set_draw_color(1, 80, 109)
        page.set_line_width(1.2)
        page.rect(12, 12, 186, 273)
        page.set_y(38)
        _line(page, _("Certificate of attendance"), 26, "B", 16)
        _line(page, certificate.name, 20, "B", 12)
        if certificate.organisation_name:
            _line(page, certificate.organisation_name, 13, "", 9)
        page.ln(6)
        told = {
            "network": certificate.network_name,
            "hours": number_format(certificate.hours, 1),
            "held": number_format(certificate.minutes_held / 60, 1),
            "since": date_format(certificate.since, "j F Y"),
            "until": date_format(certificate.until, "j F Y"),
        }
        _line(page, _("attended the meetings of %(network)s") % told, 13, "", 9)
        _line(page, _("from %(since)s to %(until)s: %(hours)s of %(held)s hours.") % told, 13, "", 9)
        page.ln(8)
        for meeting in certificate.meetings[:24]:
            day = date_format(date.fromisoformat(meeting["day"]), "j F Y")
            _line(page, f"{day}   {meeting['title']}", 11, "", 7)
        page.set_y(246)
        _line(page, _("Issued on %(day)s") % {"day": date_format(certificate.issued_at, "j F Y")}, 10, "", 6)
        _line(page, _("This says who was there. Nobody was assessed."), 10, "", 6)
        url = f"{settings.SITE_URL}{certificate.get_absolute_url()}"
        _line(page, _("Verify it at %(url)s") % {"url": url}, 10, "", 6, link=url)
        out = BytesIO()
        page.output(out)
        return out.getvalue()


def _line(page, text: str, size: int, style: str, height: int, link: str = "") -> None:
    page.set_font("text", style, size)
    while len(text) > 4 and page.get_string_width(text) > page.epw:
        text = text.rstrip("… ")[:-1] + "…"
    page.cell(0, height, text, new_x="LMARGIN", new_y="NEXT", link=link)
