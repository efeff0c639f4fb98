"""A day and an hour that somebody types are on the clock of a place, whoever types them and wherever they are."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Where networks are: the zone of what is new, and of days without an hour.
HOME_NAME = settings.TIME_ZONE
HOME = ZoneInfo(HOME_NAME)


def today(zone: ZoneInfo = HOME) -> date:
    """Which day it is there; the same for every reader."""
    return timezone.localdate(timezone=zone)


def ahead(moment: datetime) -> timedelta:
    """How far the clock there is ahead of UTC."""
    return moment.utcoffset() or timedelta()


def moment_at(day: date, clock: time, zone: ZoneInfo, kept: datetime | None = None) -> datetime:
    """The moment at which the clock of a place shows this. `kept` stays what it is when it reads the same.

    Raises `ValidationError` for a time that the clock there skips or shows twice.
    """
    wall = datetime.combine(day, clock)
    if kept and kept.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None) == wall:
        return kept
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if ahead(first) < ahead(second):
        raise ValidationError(_("The clock skips this time when summer time begins. Choose another time."))
    if ahead(first) > ahead(second):
        raise ValidationError(
            _("The clock shows this time twice when summer time ends. Choose another time.")
        )
    return first
