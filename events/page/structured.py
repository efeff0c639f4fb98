"""An open meeting as structured data for search engines (schema.org `Event`, JSON-LD)."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe

from ..meetings.models import Meeting

ATTENDANCE = {
    "in_person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
#: So that no text can end the script element (HTML standard 4.12.1.3).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def structured_data(meeting: Meeting) -> str:
    """JSON that may stand in a script element. The link to join is not in it."""
    url = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    places = []
    if meeting.mode != Meeting.Mode.ONLINE and meeting.venue:
        venue = meeting.venue
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "addressLocality": venue.municipality,
        }
        places.append({"@type": "Place", "name": venue.name, "address": address})
    if meeting.mode != Meeting.Mode.IN_PERSON:
        places.append({"@type": "VirtualLocation", "url": url})
    organizer = meeting.network.name if meeting.network else "Vonder"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": meeting.title,
        "description": meeting.summary,
        "startDate": meeting.local_start.isoformat(timespec="minutes"),
        "endDate": meeting.local_end.isoformat(timespec="minutes"),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if meeting.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[meeting.mode]}",
        "location": places,
        "url": url,
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": organizer},
    }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  (escaped above)
