"""Date polls: for facilitators to start and decide, for everyone with the address to vote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseFormSet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.networks.models import Network
from community.networks.rules import takes_part
from community.richtext.cleaning import clean_text, whole

from ..meetings.rules import may_schedule_meeting
from . import actions, choices, queries
from .forms import OptionsFormSet, PollForm, rows_of
from .models import DatePoll, Vote, Voter
from .rules import may_see_poll

COOKIE = "voter"


def _forms(request, poll: DatePoll) -> tuple[PollForm, BaseFormSet]:
    """The form of a poll and those of its moments, as they are or as they were typed."""
    data, rows = request.POST or None, rows_of(poll) if poll.pk else []
    initial = {name: getattr(poll, name) for name in ("title", "note", "closes_on", "only_members")}
    known = {option.pk: option for option in poll.options.all()} if poll.pk else {}
    kwargs = {"poll": poll, "known": known}
    options = OptionsFormSet(data, initial=rows, prefix="option", form_kwargs=kwargs)
    return PollForm(data, initial=initial, poll=poll), options


def _both_valid(form, options) -> bool:
    return all([form.is_valid(), options.is_valid()])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_poll(request, slug):
    """Ask a network which day suits."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    form, options = _forms(request, DatePoll(network=network))
    status = 200
    if request.method == "POST":
        if _both_valid(form, options):
            try:
                made = actions.start_poll(
                    actor=request.user, network=network, options=options.moments, **form.cleaned_data
                )
                messages.success(request, _("The poll is there, and everyone who takes part is asked."))
                return redirect(made)
            except ValidationError as error:
                form.add_error(None, error)
        status = 422
    context = {"network": network, "tab": "meetings", "form": form, "options": options, "poll": form.poll}
    return render(request, "events/polls/new_poll.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_poll(request, code):
    """Change the moments; votes stay with the moment they were given for."""
    poll = get_object_or_404(DatePoll.objects.select_related("network"), code=code)
    if not takes_part(request.user, poll.network):
        raise Http404
    if not may_schedule_meeting(request.user, poll.network) or poll.meeting_id:
        raise PermissionDenied
    form, options = _forms(request, poll)
    status = 200
    if request.method == "POST":
        if _both_valid(form, options):
            try:
                actions.change_poll(
                    actor=request.user,
                    poll=poll,
                    moments=options.moments,
                    out=options.out,
                    **form.cleaned_data,
                )
                messages.success(request, _("The poll is changed. Votes stayed with their moment."))
                return redirect(poll)
            except choices.HasVotes as error:
                options.refuse(error.key, error)
            except ValidationError as error:
                form.add_error(None, error)
        status = 422
    context = {"network": poll.network, "tab": "meetings", "form": form, "options": options, "poll": poll}
    return render(request, "events/polls/new_poll.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def poll(request, code):
    """Vote, with or without an account; see what the others said."""
    found = get_object_or_404(DatePoll.objects.select_related("network", "meeting"), code=code)
    user = request.user if request.user.is_authenticated else None
    if not may_see_poll(request.user, found):
        if user:
            raise Http404
        return redirect_to_login(request.get_full_path())
    asked = clean_text(request.GET.get("voter", ""))[:24]
    key = asked or request.get_signed_cookie(f"{COOKIE}_{found.pk}", "")
    own = found.voters.filter(user=user).first() if user else found.voters.filter(key=key, user=None).first()
    if request.method == "POST":
        answers = {
            option: value
            for name, value in request.POST.items()
            if name[:1] == "o" and (option := whole(name[1:])) is not None and value in Vote.Answer.values
        }
        try:
            own = actions.vote(
                poll=found,
                actor=user,
                key=own.key if own and not user else "",
                name=request.POST.get("name", ""),
                answers=answers,
            )
            messages.success(request, _("Your vote is saved. You can change it as long as the poll is open."))
            response = redirect(found)
            if user is None:
                response.set_signed_cookie(
                    f"{COOKIE}_{found.pk}", own.key, max_age=90 * 86_400, httponly=True, samesite="Lax",
                    secure=request.is_secure(),
                )  # fmt: skip
            return response
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return render(
                request, "events/polls/poll.html", _poll_context(request, found, own, answers), status=422
            )
    response = render(request, "events/polls/poll.html", _poll_context(request, found, own))
    return response


def _poll_context(request, found: DatePoll, own: Voter | None, answers: dict | None = None) -> dict:
    rows = queries.tally(found)
    voters = list(found.voters.prefetch_related("votes"))
    if answers is None:
        answers = {vote.option_id: vote.answer for vote in own.votes.all()} if own else {}
    for row in rows:
        row["mine"] = answers.get(row["option"].pk, "")
    grid = [
        {
            "name": voter.name,
            "is_visitor": voter.user_id is None,
            "answers": [
                {v.option_id: v.answer for v in voter.votes.all()}.get(r["option"].pk, "") for r in rows
            ],
        }
        for voter in voters
    ]
    inside = takes_part(request.user, found.network)
    return {
        "poll": found,
        "network": found.network if inside else None,
        "tab": "meetings",
        "rows": rows,
        "options": [row["option"] for row in rows],
        "grid": grid if inside else [],
        "own": own,
        "typed_name": request.POST.get("name", ""),
        "answers": Vote.Answer.choices,
        "may_decide": may_schedule_meeting(request.user, found.network),
    }


@login_required
@require_POST
def decide_poll(request, code):
    """Choose the moment, or remind who has not voted."""
    found = get_object_or_404(DatePoll.objects.select_related("network"), code=code)
    if not takes_part(request.user, found.network):
        raise Http404
    if request.POST.get("do") == "remind":
        count = actions.remind_voters(actor=request.user, poll=found)
        messages.success(request, _("%(count)d people are reminded.") % {"count": count})
        return redirect(found)
    option = get_object_or_404(found.options, pk=whole(request.POST.get("option")))
    try:
        meeting = actions.choose(actor=request.user, poll=found, option=option)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(found)
    messages.success(request, _("The meeting is planned. Who said yes comes, everyone else is invited."))
    if visitors := queries.visitors_who_said_yes(option):
        text = _("They have no account and said yes, so tell them yourself: %(names)s.")
        messages.info(request, text % {"names": ", ".join(visitors)})
    return redirect(meeting)
