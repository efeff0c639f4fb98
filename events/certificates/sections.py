"""The way to certificates, on the page of a network."""

from ..meetings.sections import NETWORK, Overview


@NETWORK.register("certificates", "events/certificates/_link.html")
def certificates(look: Overview) -> bool | None:
    """For facilitators."""
    return True if look.may_schedule else None
