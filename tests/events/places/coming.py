"""Coming to a meeting, and what the mail about it says."""

import re

from community.notifications.models import OutgoingMail
from events.places.actions import answers as places
from events.places.actions import guests


def come(person, meeting, answer="in_person"):
    return places.answer_meeting(actor=person, meeting=meeting, answer=answer)


def newest_mail(**fields) -> OutgoingMail:
    return OutgoingMail.objects.filter(**fields).latest("pk")


def register(meeting, actor=None, email="gast@example.org", answer="in_person", **fields):
    return guests.register_guest(
        meeting=meeting, actor=actor, name="Gast Vrouw", email=email, answer=answer, **fields
    )


def link_in(mail) -> str:
    """The link to a place; it holds the second in which it was made, so it is not made again to compare."""
    return re.search(r"/meetings/place/\S+/", mail.text)[0]
