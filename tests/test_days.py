"""Days and periods as people type them: what they mean, and what is said about the rest."""

from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from community import days
from community.day_fields import DayField
from community.organisations.forms import ClosedDaysField
from events.planning.forms.rules import RulesForm

FEBRUARY = date(2027, 2, 15), date(2027, 2, 19)
CHRISTMAS = date(2026, 12, 21), date(2027, 1, 4)


@pytest.mark.parametrize("alike", ["ſı", "SI", "ſİ", "sı"])
def test_letters_that_look_like_others_name_the_same_day(alike):
    for name in (*days.MONTH, *days.WEEKDAY):
        name = name.translate(str.maketrans("sik", alike + "\N{KELVIN SIGN}"))
        for line in (f"1 {name} 2027", f"{name} 1-9-2027", f"{name} 1, 2027"):
            for read in (days.day, days.days, days.period, DayField().clean, ClosedDaysField().clean):
                with suppress(ValidationError):
                    read(line)
    assert days.day("1 ſeptember 2027") == date(2027, 9, 1)
    assert days.days("ſunday 4 aprıl 2027") == [date(2027, 4, 4)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("15-2-2027 t/m 19-2-2027 verbouwing", (*FEBRUARY, "verbouwing")),
        ("15-02-2027 - 19-02-2027", (*FEBRUARY, "")),
        ("15/2/2027–19/2/2027 dak", (*FEBRUARY, "dak")),
        ("15.2.2027 t.m. 19.2.2027 dak", (*FEBRUARY, "dak")),
        ("15-2-2027 tm 19-2-2027 dak", (*FEBRUARY, "dak")),
        ("15-2 t/m 19-2-2027 dak", (*FEBRUARY, "dak")),
        ("15-19 februari 2027 dak", (*FEBRUARY, "dak")),
        ("15 t/m 19 februari 2027", (*FEBRUARY, "")),
        ("15 feb. tot en met 19 feb. 2027: dak", (*FEBRUARY, "dak")),
        ("van maandag 15 februari t/m vrijdag 19 februari 2027", (*FEBRUARY, "")),
        ("Gesloten van 15/02/2027 tot en met 19/02/2027, dak", (*FEBRUARY, "Gesloten dak")),
        ("tussen 15-2-2027 en 19-2-2027 dak", (*FEBRUARY, "dak")),
        ("15-2-2027 t/m 19 dak", (*FEBRUARY, "dak")),
        ("2027-02-15 - 2027-02-19 dak", (*FEBRUARY, "dak")),
        ("2027-02-15/2027-02-19 dak", (*FEBRUARY, "dak")),
        ("from 15 to 19 February 2027: roof", (*FEBRUARY, "roof")),
        ("February 15, 2027 until February 19, 2027 roof", (*FEBRUARY, "roof")),
        ("Kerst (21/12/2026 - 4/1/2027)", (*CHRISTMAS, "Kerst")),
        ("Kerst: 21-12 t/m 4-1-2027", (*CHRISTMAS, "Kerst")),
        ("21-12-2026 t/m 4-1 kerst", (*CHRISTMAS, "kerst")),
        ("21 december 2026 tot 4 januari 2027", (*CHRISTMAS, "")),
        ("21/12/2026", (date(2026, 12, 21), date(2026, 12, 21), "")),
        ("maandag 21-12-2026 studiedag", (date(2026, 12, 21), date(2026, 12, 21), "studiedag")),
        ("wo. 3 mrt. 2027", (date(2027, 3, 3), date(2027, 3, 3), "")),
        ("1ste mei '27 feest", (date(2027, 5, 1), date(2027, 5, 1), "feest")),
        ("15-2-27 dak", (FEBRUARY[0], FEBRUARY[0], "dak")),
        ("15-2-2027 - 5 jaar feest", (FEBRUARY[0], FEBRUARY[0], "5 jaar feest")),
        ("15-2-2027 10-12 uur", (FEBRUARY[0], FEBRUARY[0], "10-12 uur")),
        ("15-2-2027 studiedag groep 1/2", (FEBRUARY[0], FEBRUARY[0], "studiedag groep 1/2")),
    ],
)
def test_a_period_and_its_reason(line, expected):
    assert days.period(line) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kerst", "is geen datum"),
        ("15-2-2027 - 19", "is geen datum"),
        ("15-2-2027 " + "x" * 300, "is geen datum"),
        ("30-2-2027 x", "bestaat niet"),
        ("15-2-2027 t/m 31-4-2027 x", "bestaat niet"),
        ("15 februari", "de maand en het jaar"),
        ("dinsdag 21-12-2026", "maandag"),
        ("15-2-2027 t/m vrijdag", "eerste en de laatste dag"),
        ("15-2-2027 tot nader order", "eerste en de laatste dag"),
        ("dicht vanaf 15-2-2027", "eerste en de laatste dag"),
        ("t/m 15-2-2027", "eerste en de laatste dag"),
        ("15-2-2027 en 19-2-2027 x", "meer dan één periode"),
        ("15-2-2027 verbouwing 19 feb", "meer dan één periode"),
        ("15-2-2027, 19-2 dak", "meer dan één periode"),
        ("15 en 16 februari 2027", "meer dan één periode"),
        ("4-1-2027 t/m 21-12-2026", "na de eerste"),
        ("1-1-2026 t/m 1-6-2027", "langer dan een jaar"),
    ],
)
def test_a_line_that_is_not_clear_is_an_error_and_never_a_reason(line, said):
    with pytest.raises(ValidationError) as error:
        days.period(line)
    assert said in error.value.messages[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14-1-2027, 21-1-2027", ["2027-01-14", "2027-01-21"]),
        ("21/1/2027;14/1/2027 14-1-2027", ["2027-01-14", "2027-01-21"]),
        ("14, 21 en 28 januari 2027", ["2027-01-14", "2027-01-21", "2027-01-28"]),
        ("do 14 jan of do 21 jan 2027", ["2027-01-14", "2027-01-21"]),
        ("January 14, 2027 and January 21, 2027", ["2027-01-14", "2027-01-21"]),
        ("20 december, 10 januari 2027", ["2026-12-20", "2027-01-10"]),
        ("14-1-2027, 21-1", ["2027-01-14", "2027-01-21"]),
        ("30 t/m 31 januari 2027", ["2027-01-30", "2027-01-31"]),
        ("", []),
        ("14-1-2027 om 10 uur", None),
        ("morgen", None),
        ("14", None),
        ("14-1", None),
    ],
)
def test_a_list_of_days(text, expected):
    if expected is None:
        with pytest.raises(ValidationError):
            days.days(text)
    else:
        assert [day.isoformat() for day in days.days(text)] == expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_day_comes_before_the_month_in_both_languages(language):
    with translation.override(language):
        for text in ("3/4/2027", "3-4-27", "2027-04-03", "za 3 april 2027"):
            assert DayField().clean(text) == date(2027, 4, 3)
        for text in ("3/4", "3-4-2027 x", "4/13/2027", "3-4-2027 - 5-4-2027"):
            with pytest.raises(ValidationError):
                DayField().clean(text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_form_shows_is_read_again(language):
    kept = [["2026-12-21", "2027-01-04", "Kerst"], ["2027-02-15", "2027-02-15", ""]]
    with translation.override(language):
        field = ClosedDaysField(required=False)
        assert field.clean(field.prepare_value(kept)) == kept
        with pytest.raises(ValidationError, match="2: "):
            field.clean("15-2-2027\nkerst")


def test_days_off_in_a_row_are_one_line_of_the_rules():
    kept = {f"2027-02-{day}": "dak" for day in (15, 16, 17, 19)}
    shown = days.periods_of({date.fromisoformat(day): why for day, why in kept.items()})
    with translation.override("nl"):
        text = "\n".join(days.typed(*one) for one in shown)
    assert text == "15-2-2027 t/m 17-2-2027 dak\n19-2-2027 dak"
    form = RulesForm({"days_off": text})
    form.is_valid()
    assert form.cleaned_data["days_off"] == kept
