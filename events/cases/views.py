"""The cases of a meeting, for who was there. For everyone else these pages do not exist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..meetings.models import Meeting
from ..meetings.queries import visible_meeting
from ..meetings.standing import WAS_THERE, standing_of
from . import actions
from .forms import CaseForm
from .models import CaseRecord
from .rules import may_forget_case, may_read_cases, may_write_cases


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request, pk):
    """What was discussed, and a sheet to write down the next case."""
    meeting = visible_meeting(request.user, pk)
    standing = standing_of(request.user, meeting)
    if not may_read_cases(standing):
        raise Http404
    may_write = may_write_cases(standing)
    form = CaseForm(request.POST or None, people=_present(meeting)) if may_write else None
    if request.method == "POST" and form and form.is_valid() and _save(request, form, meeting):
        return redirect("events:cases", pk)
    every = list(meeting.cases.select_related("presenter"))
    context = {
        "cases": [case for case in every if not case.forgotten_at],
        "forgotten": sum(bool(case.forgotten_at) for case in every),
        "gone_on": meeting.local_end + actions.KEPT,
        "form": form,
    }
    return _render(request, "events/cases/cases.html", meeting, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case(request, pk):
    """Change a case, or take its words away."""
    found = get_object_or_404(CaseRecord.objects.kept().select_related("meeting__network"), pk=pk)
    meeting = visible_meeting(request.user, found.meeting_id)
    standing = standing_of(request.user, meeting)
    if not may_write_cases(standing):
        raise Http404
    if request.POST.get("do") == "forget":
        actions.forget_case(actor=request.user, case=found)
        messages.success(request, _("The words of this case are gone."))
        return redirect("events:cases", meeting.pk)
    form = CaseForm(request.POST or None, people=_present(meeting), instance=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            if _save(request, form, meeting, found):
                return redirect("events:cases", meeting.pk)
        except actions.Conflict as conflict:
            theirs = conflict.case
            form.data = form.data.copy()
            form.data["version"] = theirs.version
    context = {
        "case": found,
        "form": form,
        "theirs": theirs,
        "may_forget": may_forget_case(standing, found),
    }
    return _render(request, "events/cases/case.html", meeting, context)


def _save(request, form: CaseForm, meeting: Meeting, found: CaseRecord | None = None) -> bool:
    fields = {name: form.cleaned_data[name] for name in CaseForm.Meta.fields}
    version = form.cleaned_data["version"]
    try:
        actions.write_case(actor=request.user, meeting=meeting, case=found, version=version, **fields)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("The case is written down, for who was there alone."))
    return True


def _present(meeting: Meeting):
    """Who may have brought a case in: who was there."""
    there = meeting.attendances.filter(WAS_THERE, user__isnull=False)
    return [attendance.user for attendance in there.select_related("user").order_by("user__folded")]


def _render(request, template: str, meeting: Meeting, context: dict):
    form = context["form"]
    wrong = bool(form and form.errors) or context.get("theirs")
    context |= {"meeting": meeting, "network": meeting.network, "tab": "meetings"}
    return render(request, template, context, status=422 if wrong else 200)
