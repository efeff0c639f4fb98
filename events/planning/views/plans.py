"""The rotation planner in the browser."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community import days
from community.networks.models import Network
from community.richtext.cleaning import whole
from community.tables import download

from ...meetings.rules import may_schedule_meeting
from .. import tables
from ..actions import asking, changing, proposing, publishing
from ..actions import hosts as turns
from ..alternatives import preview_of
from ..forms.cycle import CycleForm
from ..forms.planned import PlannedFormSet
from ..forms.rules import RulesForm
from ..models import Availability, RotationPlan
from ..pages import page_of
from ..queries import visible_plan
from ..rules import may_plan_rotation, may_see_plan

MOST_NAMED = 8  # periods of a calendar in one message


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request, slug):
    """Plan a year: choose a cadence; every organisation is asked once for its availability."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    looks = request.POST.get("do") == "look"
    suggested = CycleForm.suggested(network)
    form = CycleForm(request.POST or None, request.FILES or None, initial=suggested, user=request.user)
    if request.method == "POST" and form.is_valid() and not looks:
        data = form.cleaned_data
        try:
            plan = asking.ask_availability(
                actor=request.user,
                network=network,
                name=data["name"],
                start_time=data["start_time"],
                end_time=data["end_time"],
                answer_by=data["answer_by"],
                meetings=form.meetings,
                rules_={"closed": form.closed},
            )
            messages.success(request, _("All organisations are asked when they can host."))
            if form.taken:
                messages.info(request, _taken(form))
            return redirect(plan)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"network": network, "tab": "meetings", "form": form}
    if request.method == "POST":
        if not request.htmx:
            form.keep_files()
        context["asked_dates"] = form.cleaned_data.get("candidates", [])
        context["organisation_count"] = network.current_organisations.count()
    status = 422 if form.errors and not (looks and request.htmx) else 200
    return render(request, "events/planning/new_plan.html", context, status=status)


def _taken(form: CycleForm) -> str:
    """Which days of a file nobody meets on, and what was left out."""
    named = [f"{days.typed(first, last)} ({name})" for first, last, name in form.taken]
    shown = ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
    text = _("From the calendar file nobody meets on: %(days)s. Change that under “The rules of the plan”.")
    return " ".join([text % {"days": shown}, *form.left_out[:MOST_NAMED]])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def planned_meetings(request, pk):
    """Give each meeting of a plan its own title, way of meeting, number of people and needs."""
    found = visible_plan(request.user, pk)
    if not may_plan_rotation(request.user, found):
        raise PermissionDenied
    rows = PlannedFormSet(request.POST or None, queryset=found.planned.all(), prefix="planned")
    if request.method == "POST" and rows.is_valid():
        try:
            changed = [row.instance for row in rows]
            if changing.change_meetings(actor=request.user, plan=found, rows=changed):
                messages.success(request, _("Saved. All organisations are asked about the new dates."))
            else:
                messages.success(request, _("Saved. Calculate again to see what it changes."))
            return redirect(found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    context = {"plan": found, "network": found.network, "tab": "meetings", "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/planning/planned_meetings.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_rules(request, pk):
    """What the planner keeps to: weeks between meetings, turns per organisation, days off."""
    found = visible_plan(request.user, pk)
    if not may_plan_rotation(request.user, found):
        raise PermissionDenied
    form = RulesForm(request.POST or None, initial=RulesForm.of(found))
    if request.method == "POST" and form.is_valid():
        changing.change_rules(actor=request.user, plan=found, changes=form.rules)
        messages.success(request, _("Saved. Calculate again to see what it changes."))
        return redirect(found)
    context = {"plan": found, "network": found.network, "tab": "meetings", "form": form}
    return render(request, "events/planning/plan_rules.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def plan(request, pk):
    """The planner: who answered, the proposal with its reasons, the grid, fairness, travel and other plans."""
    found = visible_plan(request.user, pk)
    if not may_see_plan(request.user, found):
        return redirect("events:my_availability", pk)
    return _page(request, found)


def _page(request, found, **extra):
    preview = None
    if may_plan_rotation(request.user, found):
        version = whole(request.GET.get("version"), digits=4) or 0
        preview = preview_of(found, variant=request.GET.get("variant", ""), version=version)
    tries = "second" in request.GET
    page = page_of(found, request.user, preview=preview, swap=_pair(request.GET), tries_swap=tries)
    context = {"page": page, "plan": found, "network": found.network, "tab": "meetings"}
    if page.changes_it and page.grid:
        context |= {
            "picked": page.grid.cell(request.GET.get("cell", "")),
            "answers": Availability.Answer.choices,
        }
    return render(request, "events/planning/plan.html", context | extra)


@login_required
@require_POST
def plan_cell(request, pk):
    """A facilitator fills in one answer for an organisation, in the grid; who did is kept, and it can be undone."""
    found = visible_plan(request.user, pk)
    if not may_plan_rotation(request.user, found):
        raise PermissionDenied
    key, day, stood = [*request.POST.get("cell", "").split(":"), "", "", ""][:3]
    organisation = found.network.current_organisations.filter(pk=whole(key)).first()
    asked = next((one for one in found.dates if one.isoformat() == day), None)
    answer = request.POST.get("answer", "")
    if organisation is None or asked is None or {answer, stood} - {*Availability.Answer.values, "unknown"}:
        raise Http404
    done = {"value": f"{key}:{day}:{answer}", "back": stood if stood != answer else ""}
    try:
        asking.answer_availability(
            actor=request.user, plan=found, organisation=organisation,
            answers={asked: _known(answer)}, read={asked: _known(stood)},
        )  # fmt: skip
        words = _("%(organisation)s, %(day)s: %(answer)s. Filled in by you.")
        label = Availability.Answer(answer).label if answer != "unknown" else _("no answer")
        said = words % {
            "organisation": organisation.short_name,
            "day": date_format(asked, "j F Y"),
            "answer": label,
        }
        messages_of = messages.success
    except ValidationError as error:
        done, said, messages_of = None, error.messages[0], messages.error
    if request.htmx:
        found.refresh_from_db()
        return _page(request, found, said=said, done=done)
    messages_of(request, said)
    return redirect(f"{found.get_absolute_url()}#grid")


def _known(answer: str) -> str | None:
    return None if answer == "unknown" else answer


def _pair(data) -> tuple[int, int]:
    return whole(data.get("first"), digits=3) or 0, whole(data.get("second"), digits=3) or 0


def _swap_turns(request, found: RotationPlan) -> str:
    first, second = _pair(request.POST)
    version = _version(request)
    proposing.swap_turns(actor=request.user, plan=found, first=first, second=second, version=version)
    return _("The two hosts are swapped.")


def _version(request) -> int | None:
    """Which proposal stood on the page."""
    return whole(request.POST.get("version"), digits=6)


def _share(request, found: RotationPlan) -> str:
    turns.share(actor=request.user, plan=found, version=_version(request))
    return _("The proposal is shared. Each host is asked about its own turn.")


def _publish(request, found: RotationPlan) -> str:
    sure = request.POST.get("sure") == "yes"
    publishing.publish_plan(actor=request.user, plan=found, version=_version(request), sure=sure)
    return _("The rotation is published and everyone is invited.")


def _remind(request, found: RotationPlan) -> str:
    reminded = asking.remind_silent(actor=request.user, plan=found)
    names = ", ".join(organisation.name for organisation in reminded)
    return _("Reminded: %(names)s.") % {"names": names or "–"}


#: What a step of the plan is called on its button; each says what happened.
STEPS = {"swap": _swap_turns, "share": _share, "publish": _publish, "remind": _remind}


@login_required
@require_POST
def plan_step(request, pk):
    """Propose, publish, remind, or fix a turn: by the button that was pressed."""
    found = visible_plan(request.user, pk)
    if not may_plan_rotation(request.user, found):
        raise PermissionDenied
    verb, _sep, rest = request.POST.get("do", "").partition(":")
    try:
        if verb in STEPS:
            messages.success(request, STEPS[verb](request, found))
        else:
            _calculate(request.user, found, verb, rest)
    except publishing.StillOpen as error:
        context = {"plan": found, "network": found.network, "tab": "meetings", "doubts": error.messages}
        context |= {"version": _version(request) or found.version, "turns": found.turns.count()}
        return render(request, "events/planning/publish.html", context)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


def _calculate(actor, found: RotationPlan, verb: str, rest: str) -> None:
    """Steps that show on the page itself: the planner works, stops, or shows another proposal."""
    position = whole(rest, digits=4) or 0
    match verb:
        case "propose":
            proposing.propose(actor=actor, plan=found)
        case "stop":
            proposing.stop_computing(actor=actor, plan=found)
        case "choose":
            proposing.choose_variant(actor=actor, plan=found, variant=rest)
        case "take":
            proposing.take_version(actor=actor, plan=found, version=position)
        case "lock" | "unlock" if found.planned.filter(position=position).exists():
            proposing.lock(actor=actor, plan=found, position=position, locked=verb == "lock")
        case _:
            raise Http404


@login_required
@require_safe
def plan_table(request, pk):
    """Who hosts when, for who may see the plan."""
    found = get_object_or_404(RotationPlan.objects.select_related("network"), pk=pk)
    if not may_see_plan(request.user, found):
        raise Http404
    return download(tables.rotation(found), f"vonder-plan-{pk}")
