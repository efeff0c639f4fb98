from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.richtext.cleaning import whole
from community.richtext.drafts import begin

from ...models import Beginning, Network
from .. import actions, listing, rules
from ..forms import ColumnsForm, ListForm, MendForm, ReadForm
from ..queries import seconds_for
from .concept import frame, go_on


def own_list(request, pk) -> Beginning:
    """The list of a concept, or of a network that the reader facilitates."""
    visible = Beginning.objects.visible_to(request.user).select_related("network", "owner")
    found = get_object_or_404(visible, pk=pk)
    if not rules.may_list_people(request.user, found):
        raise PermissionDenied
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, pk):
    """The third step: a list of people is read and looked at. Nothing is sent."""
    beginning = own_list(request, pk)
    do = request.POST.get("do")
    if do == "read":
        return _read(request, beginning)
    if do == "columns":
        return _columns(request, beginning)
    if request.method == "POST":
        return _keep(request, beginning)
    return _page(request, beginning)


def _read(request, beginning):
    form = ReadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.read_people(actor=request.user, beginning=beginning, text=text)
            return redirect(request.path)
        except ValidationError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", error.messages)
    return _page(request, beginning, read=form)


def _columns(request, beginning):
    form = ColumnsForm(request.POST, beginning=beginning)
    if form.is_valid():
        try:
            actions.read_people(
                actor=request.user, beginning=beginning, text=beginning.pasted, columns=form.columns
            )
            return redirect(request.path)
        except ValidationError as error:
            form.add_error(None, error.messages)
    return _page(request, beginning, columns=form)


def _keep(request, beginning):
    form = ListForm(request.POST, instance=beginning, seconds=seconds_for(beginning.owner, beginning))
    if form.is_valid():
        roles = {
            key: value
            for name, value in request.POST.items()
            if name.startswith("role-") and (key := whole(name.removeprefix("role-"))) is not None
        }
        try:
            actions.keep_list(actor=request.user, beginning=beginning, roles=roles, **form.cleaned_data)
            if beginning.network:
                return _invite(request, beginning)
            return go_on(request, beginning.address_of("how"))
        except ValidationError as error:
            form.add_error(None, error.messages)
    return _page(request, beginning, around=form)


def _invite(request, beginning):
    """The network runs already: who is ready is invited now."""
    try:
        count = actions.invite_people(actor=request.user, beginning=beginning)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(request.path)
    listing.say_invited(request, count)
    return redirect("networks:begun", beginning.pk)


def _page(request, beginning, *, read=None, columns=None, around=None, mend=None):
    beginning = Beginning.objects.select_related("network", "owner").get(pk=beginning.pk)
    page = listing.page_of(beginning, whole(request.GET.get("from")) or 0)
    if read is None:
        initial = {"text": beginning.pasted} if len(beginning.pasted) < listing.MOST_SHOWN_TEXT else {}
        read = ReadForm(initial=initial)
        begin(read)  # so that the fold around it is open when something waits in it
    forms = [
        mend
        if mend is not None and mend.line.pk == one.line.pk
        else MendForm(line=one.line, **page.choices_for(one.line))
        for one in page.doubts
    ]
    context = {
        "page": page,
        "doubts": list(zip(page.doubts, forms, strict=True)),
        "read": read,
        "columns": columns or ColumnsForm(beginning=beginning),
        "around": around or ListForm(instance=beginning, seconds=seconds_for(beginning.owner, beginning)),
        "network": beginning.network,
        "roles": listing.ROLES,
        **frame(beginning, "people", request),
    }
    wrong = any(form is not None and form.errors for form in (read, columns, around, mend))
    return render(request, "networks/beginning/people.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def open_list(request, slug):
    """To the list of people of a network that runs."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    beginning = actions.open_list(actor=request.user, network=network)
    return redirect(beginning.address_of("people"))


@login_required
@require_POST
def line(request, pk, line):
    """One line: mended, taken as it is, left out, or brought back."""
    beginning = own_list(request, pk)
    found = get_object_or_404(beginning.lines.select_related("organisation"), pk=line)
    do, back = request.POST.get("do"), redirect(f"{beginning.address_of('people')}#lines")
    try:
        if do == "out":
            actions.take_line(actor=request.user, beginning=beginning, line=found, invited=False)
            text = _("Line %(number)d is left out.") % {"number": found.number}
            messages.success(request, text, extra_tags=f"undo:{request.path}")
        elif do == "both":
            actions.take_line(actor=request.user, beginning=beginning, line=found, invited=True)
        elif do == "mend":
            return _mend(request, beginning, found, back)
        else:
            actions.bring_line_back(actor=request.user, beginning=beginning, line=found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back


def _mend(request, beginning, found, back):
    page = listing.page_of(beginning, 0)
    form = MendForm(request.POST, line=found, **page.choices_for(found))
    if form.is_valid():
        try:
            actions.mend_line(actor=request.user, beginning=beginning, line=found, **form.cleaned_data)
            return back
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, beginning, mend=form)
