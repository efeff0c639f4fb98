"""The questions that are asked before a meeting, with what the host answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.networks.closing.refusing import refuse
from community.notifications.actions import mark_read
from community.richtext.drafts import fill
from community.visits import is_visit

from ..meetings.models import Meeting
from ..meetings.queries import visible_meeting
from ..meetings.standing import Standing, standing_of
from . import actions
from .forms import AnswerForm, QuestionForm
from .models import MeetingQuestion
from .rules import may_answer_question, may_ask_question, may_withdraw_question


def _inside(request, pk) -> tuple[Meeting, Standing]:
    found = visible_meeting(request.user, pk)
    standing = standing_of(request.user, found)
    if found.network is None or not standing.takes_part:
        raise Http404
    return found, standing


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, pk):
    """Read what was asked and answered, and ask something."""
    found, standing = _inside(request, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST":
        if not may_ask_question(standing):
            refuse(found.network)
        if form.is_valid():
            try:
                actions.ask_question(actor=request.user, meeting=found, **form.cleaned_data)
                messages.success(
                    request, _("Your question is asked. You hear as soon as there is an answer.")
                )
                return redirect("events:questions", pk)
            except ValidationError as error:
                form.add_error("text", error)
    return _page(request, found, standing, form)


def _page(request, found, standing, form, refused: tuple[int, AnswerForm] | None = None):
    """`refused` is an answer that is not taken, after the key of its question."""
    asked = list(found.questions.select_related("asked_by", "answered_by"))
    may_answer = may_answer_question(standing)
    for question in asked:
        question.removable = may_withdraw_question(standing, question)
        if refused and question.pk == refused[0]:
            question.form = refused[1]
        elif may_answer:
            question.form = AnswerForm(question=question)
            fill(question.form, request.user, f"answer.{question.pk}")
    if request.user.unread_notifications and is_visit(request):
        mark_read(actor=request.user, url=request.path)
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "questions": asked,
        "form": form,
        "refused": refused,
        "may_ask": may_ask_question(standing),
        "may_answer_them": may_answer,
    }
    template = (
        "events/questions/_questions.html"
        if request.htmx and request.method == "GET"
        else "events/questions/questions.html"
    )
    return render(request, template, context, status=422 if form.errors or refused else 200)


@login_required
@require_POST
def question(request, pk):
    """Answer a question, or take it back: by the button that was pressed."""
    one = get_object_or_404(MeetingQuestion.objects.select_related("meeting__network"), pk=pk)
    found, standing = _inside(request, one.meeting_id)
    if request.POST.get("do") == "withdraw":
        actions.withdraw_question(actor=request.user, question=one)
        messages.success(request, _("The question is gone."))
        return redirect("events:questions", found.pk)
    if not may_answer_question(standing):
        refuse(found.network)
    form = AnswerForm(request.POST, question=one)
    if form.is_valid():
        text, seen = form.cleaned_data["answer"], request.POST.get("seen")
        try:
            actions.answer_question(actor=request.user, question=one, text=text, seen=seen)
        except ValidationError as error:
            form.add_error("answer", error)
    if form.errors:
        return _page(request, found, standing, QuestionForm(), (one.pk, form))
    messages.success(request, _("Your answer is there. Everyone in the network can read it."))
    return redirect("events:questions", found.pk)
