"""What people hear about rooms and equipment that are asked for."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..kinds import Kind, bare


def _with_day(name: str, data: dict) -> dict:
    day = parse_date(data["day"])
    return data | {"name": name, "day": date_format(day, "l j F") if day else ""}


def _asked(name: str, data: dict) -> str:
    if data["status"] == "withdrawn":
        return _("%(name)s took back %(facility)s on %(day)s") % _with_day(name, data)
    return _("%(name)s asks for %(facility)s on %(day)s") % _with_day(name, data)


def _answered(name: str, data: dict) -> str:
    if data["status"] == "approved":
        return _("%(facility)s is yours on %(day)s") % _with_day(name, data)
    return _("%(facility)s is not possible on %(day)s: %(answer)s") % _with_day(name, data)


KINDS = [
    Kind(
        "organisations/facility_asked",
        gettext_lazy("Somebody asks for a room or equipment of yours"),
        "cal",
        _asked,
        gettext_lazy("Answer"),
        letters=bare,
    ),
    Kind(
        "organisations/facility_answered",
        gettext_lazy("Your question for a room or equipment was answered"),
        "cal",
        _answered,
        gettext_lazy("See it"),
        letters=bare,
    ),
]
