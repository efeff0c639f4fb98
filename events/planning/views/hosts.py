"""What hosts answer: when they can, and whether their turn is all right; also by link."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.organisations.models import Organisation
from community.richtext.cleaning import whole

from .. import links, queries
from ..actions import asking, hosts
from ..models import Availability, RotationPlan
from ..queries import visible_plan
from ..rules import may_answer_availability


@login_required
@require_POST
def answer_turn(request, pk):
    """A host says yes or no to its turn."""
    found, position = visible_plan(request.user, pk), whole(request.POST.get("turn"), digits=4) or 0
    try:
        said = _said(request)
        hosts.answer_turn(actor=request.user, plan=found, position=position, **said)
        if said["agrees"]:
            messages.success(request, _("Good, you host. Thank you."))
        else:
            messages.success(request, _("The facilitator hears that you cannot, and looks for another way."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(request) -> dict:
    """Yes or no, and why. Raises `ValidationError` for neither: nobody says no by sending nothing."""
    agrees = {"yes": True, "no": False}.get(request.POST.get("agrees", ""))
    if agrees is None:
        raise ValidationError(_("Say yes or no."))
    day = _day(request.POST.get("day", ""))
    return {"agrees": agrees, "reason": request.POST.get("reason", "").replace("\x00", ""), "day": day}


def _gone(request, plan: RotationPlan | None = None):
    return render(request, "events/places/link_gone.html", {"plan": plan}, status=410)


@require_http_methods(["GET", "HEAD", "POST"])
def turn(request, token):
    """Say yes or no to a turn by the link in the mail, without signing in."""
    opened = links.open_turn(token)
    if opened is None:
        return _gone(request)
    found, one, person = opened
    if request.method == "POST":
        try:
            said = _said(request) | {"day": one.date}
            hosts.answer_turn(actor=person, plan=found, position=one.meeting.position, **said)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        except PermissionDenied:  # the plan moved on since the link was opened
            return _gone(request)
        return redirect(request.path)
    context = {
        "plan": found,
        "planned": one.meeting,
        "day": one.date,
        "said": queries.answers_of(found).get(one.meeting_id),
        "organisation": queries.organisation_of(found, person),
    }
    return render(request, "events/planning/turn.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def availability(request, token):
    """Answer for your organisation by the link in the mail, without signing in."""
    opened = links.open_link(token)
    if opened is None:
        return _gone(request)
    found, person = opened
    return _availability(request, found, person, by_link=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_availability(request, pk):
    """Answer for your organisation, signed in; a colleague may take over."""
    found = visible_plan(request.user, pk)
    return _availability(request, found, request.user, by_link=False)


def _availability(request, found: RotationPlan, person, *, by_link: bool):
    organisation = queries.organisation_of(found, person)
    if organisation is None or not may_answer_availability(person, found, organisation):
        return _gone(request, found)
    answers: dict[date, str] = {}
    saved, wrong = False, ""
    if request.method == "POST":
        answers = _answers(request, found, organisation)
        try:
            if answers or "all" not in request.POST:
                asking.answer_availability(
                    actor=person, plan=found, organisation=organisation, answers=answers
                )
            elif not found.availability.filter(
                organisation=organisation, answer=request.POST["all"]
            ).exists():  # a second press is none
                raise ValidationError(
                    _("Nothing changed: no date was open for that. Answer below, date by date.")
                )
            saved = True
        except ValidationError as error:
            wrong = error.messages[0]
        except PermissionDenied:  # the plan was published since the page was opened
            return _gone(request, found)
        if saved and not request.htmx and not by_link:
            messages.success(request, _saved(_open_dates(found, organisation)))
            return redirect("events:my_availability", found.pk)
    own = list(found.availability.filter(organisation=organisation).select_related("answered_by"))
    given = {answer.date: answer.answer for answer in own}
    closed = {day: _closed(organisation, day) for day in found.dates}
    last = max(own, key=lambda answer: answer.answered_at, default=None)
    context = {
        "plan": found,
        "network": found.network,
        "organisation": organisation,
        "rows": [(day, answers.get(day) or given.get(day), closed[day]) for day in found.dates],
        "hosts_closed": [day for day in found.dates if given.get(day) == "host" and closed[day]],
        "still_open": [day for day in found.dates if day not in given],
        "answers": Availability.Answer.choices,
        "by_link": by_link,
        "saved": saved,
        "wrong": wrong,
        "last": last if last and last.answered_by not in (None, person) else None,
        "said": _saved([day for day in found.dates if day not in given]) if saved else "",
        "person": person,
    }
    return render(request, "events/planning/availability.html", context, status=422 if wrong else 200)


def _closed(organisation: Organisation, day: date) -> str:
    """Why the organisation itself said that it is closed that day; empty when it is open."""
    reason = organisation.closed_because(day)
    return "" if reason is None else reason or _("closed that day")


def _open_dates(found: RotationPlan, organisation: Organisation) -> list[date]:
    """The dates that this organisation gave no answer for yet."""
    given = set(found.availability.filter(organisation=organisation).values_list("date", flat=True))
    return [day for day in found.dates if day not in given]


def _saved(still_open: list[date]) -> str:
    """That it is kept, and how much is still asked."""
    if not still_open:
        return _("Thank you. The answers of your organisation are saved. You can still change them.")
    return ngettext(
        "Saved. %(n)d date has no answer yet.", "Saved. %(n)d dates have no answer yet.", len(still_open)
    ) % {"n": len(still_open)}


def _answers(request, found: RotationPlan, organisation: Organisation) -> dict[date, str]:
    """The choices that were sent, also for dates that are not asked any more; `all` answers every date still open.

    No date on which the organisation is closed is offered that way.
    """
    every = request.POST.get("all", "")
    if every in Availability.Answer.values:
        days = _open_dates(found, organisation)
        if every == Availability.Answer.HOST:
            days = [day for day in days if not _closed(organisation, day)]
        return dict.fromkeys(days, every)
    chosen = {}
    for field, answer in request.POST.items():
        day = _day(field.removeprefix("d")) if field.startswith("d") else None
        if day is not None and answer in Availability.Answer.values:
            chosen[day] = answer
    return chosen
