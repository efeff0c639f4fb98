"""What the planner keeps to."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community import days
from community.richtext.cleaning import clean_text

from .. import calendar_files, holidays
from ..models import RotationPlan

LONGEST_REASON, MOST_DAYS_OFF = 80, 400


class RulesForm(forms.Form):
    """What the planner keeps to (section 3.2 of the domain notes), in words a facilitator uses."""

    apart = forms.IntegerField(
        label=_("Meetings between two turns of the same host, at least"), min_value=0, max_value=11
    )
    at_most = forms.IntegerField(
        label=_("Turns per organisation, at most"),
        min_value=1,
        max_value=12,
        required=False,
        help_text=_("Leave empty to let fairness decide."),
    )
    weeks_least = forms.IntegerField(
        label=_("Weeks between two meetings, at least"), min_value=0, max_value=52
    )
    weeks_most = forms.IntegerField(label=_("And at most"), min_value=1, max_value=52)
    quorum = forms.IntegerField(
        label=_("Organisations that can come, at least"),
        min_value=0,
        max_value=100,
        help_text=_("The host included. A date on which fewer can come is not proposed."),
    )
    grace = forms.IntegerField(
        label=_("Meetings a new organisation attends before it hosts"), min_value=0, max_value=12
    )
    elsewhere_most = forms.IntegerField(
        label=_("Turns over all networks together, at most"),
        min_value=1,
        max_value=12,
        required=False,
        help_text=_(
            "For organisations that host in other networks too. Leave both empty not to count those."
        ),
    )
    elsewhere_weeks = forms.IntegerField(
        label=_("Within so many weeks"), min_value=1, max_value=52, required=False
    )
    days_off = forms.CharField(
        label=_("Days on which this network does not meet"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One day or period a line, with the reason behind it: 14-1-2027 study day"),
    )

    calendars = forms.MultipleChoiceField(
        label=_("Do not meet on"),
        choices=holidays.CALENDARS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_file = forms.CharField(
        label=_("Days from a calendar file"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Take out a line to meet on those days after all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("from_file"):
            self.fields["from_file"].widget = forms.HiddenInput()

    def clean_days_off(self) -> dict[str, str]:
        """Reasons by ISO date."""
        return self._days("days_off", MOST_DAYS_OFF)

    def clean_from_file(self) -> dict[str, str]:
        """Names by ISO date."""
        return self._days("from_file", calendar_files.MOST_DAYS)

    def _days(self, field: str, most: int) -> dict[str, str]:
        found = {}
        for number, line in enumerate(clean_text(self.cleaned_data[field]).splitlines(), start=1):
            if not line.strip():
                continue
            try:
                first, last, reason = days.period(line)
            except ValidationError as error:
                raise days.on_line(number, error) from None
            for day in days.between(first, last):
                found[day.isoformat()] = reason[:LONGEST_REASON]
        if len(found) > most:
            raise ValidationError(_("Name at most %(most)d days.") % {"most": most})
        return found

    def clean(self) -> dict:
        """Weeks that fit each other, and both halves of what counts elsewhere."""
        data = super().clean() or {}
        least, most = data.get("weeks_least"), data.get("weeks_most")
        if least is not None and most is not None and most < least:
            self.add_error("weeks_most", _("Choose at least %(least)d weeks here.") % {"least": least})
        both = {"elsewhere_most", "elsewhere_weeks"}
        empty = [name for name in sorted(both) if data.get(name) is None]
        if len(empty) == 1 and not both & set(self.errors):
            self.add_error(empty[0], _("Fill in both, or leave both empty."))
        return data

    @staticmethod
    def of(plan: RotationPlan) -> dict:
        """The rules of a plan, as this form shows them."""
        rules = plan.rules
        least, most = rules["spacing_days"]
        closed = rules.get("closed", {})
        return {
            "apart": max(0, rules.get("min_gap", 1) - 1),
            "at_most": rules.get("each_at_most"),
            "weeks_least": least // 7,
            "weeks_most": min(52, -(-most // 7)),
            "quorum": rules.get("quorum", 0),
            "grace": rules.get("grace_meetings", 0),
            "elsewhere_most": rules.get("elsewhere_most"),
            "elsewhere_weeks": rules.get("elsewhere_weeks"),
            "days_off": _lines(rules.get("days_off", {})),
            "calendars": closed.get("calendars", holidays.USUAL),
            "from_file": _lines(closed.get("days", {})),
        }

    @property
    def rules(self) -> dict:
        """The rules as a plan keeps them."""
        data = self.cleaned_data
        return {
            "min_gap": data["apart"] + 1,
            "each_at_most": data["at_most"],
            "spacing_days": [7 * data["weeks_least"], 7 * data["weeks_most"]],
            "quorum": data["quorum"],
            "grace_meetings": data["grace"],
            "elsewhere_most": data["elsewhere_most"],
            "elsewhere_weeks": data["elsewhere_weeks"],
            "days_off": data["days_off"],
            "closed": {"calendars": data["calendars"], "days": data["from_file"]},
        }


def _lines(reasons: dict[str, str]) -> str:
    """Days as people type them, those in a row on one line."""
    kept = {date.fromisoformat(day): why for day, why in reasons.items()}
    return "\n".join(days.typed(*one) for one in days.periods_of(kept))
