"""After a meeting: the pulse, what one takes home, thanks; at the end certificates and the harvest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.members.models import User
from community.networks.models import Network
from community.richtext.cleaning import whole
from forum.models import Post

from .. import moments, rules
from ..actions import certificates, harvesting, reflection
from ..forms.around import HarvestForm, PeriodForm, PulseForm
from ..models import Certificate, Harvest, Inspiration, Note, Passage
from .meetings import visible_meeting

MOST_SHOWN = 60


@login_required
@require_http_methods(["GET", "POST"])
def reflect(request, pk):
    """One minute to look back: three questions and one open, what one takes home, and thanks."""
    found = visible_meeting(request, pk)
    may = rules.may_reflect(request.user, found)
    boss = rules.may_change_meeting(request.user, found)
    if not may and not boss:
        raise PermissionDenied
    there = found.attendances.exclude(attended=False).exclude(user=request.user).values("user")
    doing = request.POST.get("do")
    form = PulseForm(request.POST if doing == "pulse" else None, people=User.objects.filter(pk__in=there))
    if request.method == "POST":
        try:
            if doing == "home":
                reflection.take_home(actor=request.user, meeting=found, text=request.POST.get("text", ""))
                messages.success(request, _("Kept for you alone. In six weeks it comes back."))
            elif doing == "thanks":
                reflection.thank_host(actor=request.user, meeting=found, text=request.POST.get("text", ""))
                messages.success(request, _("The host hears of it."))
            elif form.is_valid():
                reflection.give_pulse(actor=request.user, meeting=found, **form.cleaned_data)
                messages.success(request, _("Thank you. Nobody sees which answer is yours."))
            if not form.errors:
                return redirect("events:reflect", pk)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    thanks = list(found.thanks.select_related("author"))
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "form": form,
        "may_reflect": may,
        "given": found.pulse_given.filter(user=request.user).exists(),
        "pulse": reflection.pulse_of(found),
        "pulse_count": found.pulse_given.count(),
        "fewest": reflection.FEWEST_ANSWERS,
        "inspiration": Inspiration.objects.filter(meeting=found, user=request.user).first(),
        "thanks": thanks,
        "thanked": any(one.author_id == request.user.pk for one in thanks),
    }
    return render(request, "events/reflection/reflect.html", context, status=422 if form.errors else 200)


# -- certificates -----------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def certificate_list(request, slug):
    """Who attended how much in a period, and who gets a certificate for it."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not rules.may_schedule_meeting(request.user, network):
        raise PermissionDenied
    today = moments.today()
    start = today.replace(year=today.year - 1, day=min(today.day, 28))
    form = PeriodForm(request.POST or request.GET or None, initial={"since": start, "until": today})
    since, until = start, today
    if form.is_bound and form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        if request.method == "POST":
            made = certificates.issue(actor=request.user, network=network, since=since, until=until)
            messages.success(request, _("%(count)d certificates are issued.") % {"count": len(made)})
            return redirect("events:certificates", slug)
    rows = certificates.records(network, since, until)
    context = {
        "network": network,
        "tab": "meetings",
        "form": form,
        "since": since,
        "until": until,
        "rows": sorted(rows, key=lambda row: (-row.attended, row.person.name)),
        "issued": network.certificates.select_related("person"),
    }
    return render(
        request, "events/certificates/certificates.html", context, status=422 if form.errors else 200
    )


def _certificate(code) -> Certificate:
    return get_object_or_404(Certificate, code=code)


@require_GET
def certificate(request, code):
    """Is this certificate real? Whoever has its code sees what stands on it, and nothing more."""
    return render(request, "events/certificates/certificate.html", {"certificate": _certificate(code)})


@require_GET
def certificate_pdf(request, code):
    """The certificate to print."""
    found = _certificate(code)
    if found.voided_at:
        raise Http404
    content = certificates.as_pdf(found, get_language() or "nl")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="vonder-{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


# -- harvest ----------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def harvests(request, slug):
    """What this network is gathering for articles."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    boss = rules.may_harvest(request.user, network)
    form = HarvestForm(request.POST or None)
    if request.method == "POST":
        if not boss:
            raise PermissionDenied
        if form.is_valid():
            made = harvesting.start_harvest(actor=request.user, network=network, **form.cleaned_data)
            return redirect(made)
    shown = [
        one
        for one in network.harvests.select_related("page", "network")
        if rules.may_see_harvest(request.user, one)
    ]
    context = {"network": network, "tab": "meetings", "harvests": shown, "form": form, "may_harvest": boss}
    return render(request, "events/harvest/harvests.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def harvest(request, pk):
    """Choose passages, hear who agrees, make the draft article. Contributors answer for their own words."""
    found = get_object_or_404(Harvest.objects.select_related("network", "page"), pk=pk)
    if not rules.takes_part(request.user, found.network) or not rules.may_see_harvest(request.user, found):
        raise Http404
    if request.method == "POST":
        try:
            _harvest_step(request, found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(found)
    boss = rules.may_harvest(request.user, found.network)
    passages = list(found.passages.select_related("contributor"))
    context = {
        "harvest": found,
        "network": found.network,
        "tab": "meetings",
        "may_harvest": boss,
        "own": [passage for passage in passages if passage.contributor_id == request.user.pk],
        "passages": passages if boss else [],
        "waiting": sum(passage.agrees is None for passage in passages),
    }
    if boss and found.page is None:
        taken = {passage.url for passage in passages}
        notes = Note.objects.filter(meeting__network=found.network).select_related("meeting", "author")
        posts = Post.objects.filter(
            topic__board__network=found.network, topic__deleted_at=None, deleted_at=None
        ).select_related("topic", "author")
        context["notes"] = [
            note
            for note in notes.order_by("-pk")[:MOST_SHOWN]
            if f"{note.meeting.get_absolute_url()}#note-{note.pk}" not in taken
        ]
        context["posts"] = [
            post for post in posts.order_by("-pk")[:MOST_SHOWN] if post.get_absolute_url() not in taken
        ]
    return render(request, "events/harvest/harvest.html", context)


def _harvest_step(request, found: Harvest) -> None:
    verb, _sep, number = request.POST.get("do", "").partition(":")
    if verb == "gather":
        notes = Note.objects.filter(pk__in=_numbers(request, "note")).select_related("meeting", "author")
        posts = Post.objects.filter(pk__in=_numbers(request, "post")).select_related("topic__board", "author")
        made = harvesting.gather(actor=request.user, harvest=found, notes=notes, posts=posts)
        messages.success(
            request, _("%(count)d passages are gathered; their writers are asked.") % {"count": len(made)}
        )
    elif verb == "article":
        harvesting.make_article(actor=request.user, harvest=found)
        messages.success(
            request, _("The draft stands in the library. An editor reads it before it is published.")
        )
    elif verb in ("yes", "yes_unnamed", "no", "drop"):
        passage = get_object_or_404(
            Passage.objects.select_related("harvest__network"), pk=whole(number), harvest=found
        )
        if verb == "drop":
            harvesting.drop_passage(actor=request.user, passage=passage)
            return
        harvesting.answer_passage(
            actor=request.user, passage=passage, agrees=verb != "no", named=verb == "yes"
        )
        messages.success(request, _("Your answer is saved."))
    else:
        raise Http404


def _numbers(request, name) -> list[int]:
    return [number for text in request.POST.getlist(name) if (number := whole(text)) is not None]
