from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..closing.refusing import refuse
from ..models import Network, NetworkDocument
from ..rights import Right
from ..rules import has_right
from . import actions
from .forms import NetworkDocumentForm, VersionForm
from .rules import may_add_document, may_change_document


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request, slug):
    """What the network keeps, by folder; who takes part adds to it."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    form = NetworkDocumentForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST":
        if not may_add_document(request.user, network):
            refuse(network)
        if form.is_valid() and _taken(form, actions.add_document, request.user, network=network):
            messages.success(request, _("%(title)s is kept.") % form.cleaned_data)
            return redirect("networks:documents", slug)
        form.keep_files()
    return _page(request, network, form)


def _taken(form, verb, actor, **about) -> bool:
    data = dict(form.cleaned_data)
    upload = next(iter(data.pop("file")), None)
    data.pop("no_children")
    try:
        verb(actor=actor, upload=upload, **data, **about)
    except ValidationError as error:
        form.add_error(None if hasattr(error, "error_dict") else "file", error)
        return False
    return True


def _page(request, network: Network, form, versions: VersionForm | None = None, of: int | None = None):
    found = list(
        network.documents.visible_to(request.user)
        .select_related("network", "made_by")
        .prefetch_related("versions__file", "versions__by")
    )
    adds = may_add_document(request.user, network)
    orders = has_right(request.user, network, Right.ORDER) and network.closed_at is None
    folders: dict[str, list[NetworkDocument]] = {}
    for one in found:
        if orders or (adds and one.made_by_id == request.user.pk):
            own = versions if versions and one.pk == of else None
            one.form = own or VersionForm(auto_id=f"version_{one.pk}_%s")
        folders.setdefault(one.folder, []).append(one)
    context = {
        "network": network,
        "tab": "documents",
        "folders": sorted(folders.items()),
        "form": form if adds else None,
    }
    wrong = bool(form.errors or (versions and versions.errors))
    return render(request, "networks/documents/page.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def document(request, pk):
    """The next version of a document, or take it away, or bring it back."""
    mine = Network.objects.of(request.user)
    found = get_object_or_404(
        NetworkDocument.objects.filter(network__in=mine).select_related("network"), pk=pk
    )
    back = redirect("networks:documents", found.network.slug)
    match request.POST.get("do"):
        case "remove":
            actions.remove_document(actor=request.user, document=found)
            undo = reverse("networks:restore_document", args=[pk])
            text = _("%(title)s is taken away.") % {"title": found.title}
            messages.success(request, text, extra_tags=f"undo:{undo}")
        case "version":
            if not may_change_document(request.user, found):
                refuse(found.network)
            form = VersionForm(
                request.POST, request.FILES, user=request.user, auto_id=f"version_{found.pk}_%s"
            )
            if not (form.is_valid() and _taken(form, actions.add_version, request.user, document=found)):
                form.keep_files()
                return _page(request, found.network, NetworkDocumentForm(user=request.user), form, found.pk)
            messages.success(request, _("The new version is kept. The former ones stay to read."))
        case _:
            raise Http404
    return back


@login_required
@require_POST
def restore_document(request, pk):
    """Undo that a document was taken away."""
    mine = Network.objects.of(request.user)
    found = get_object_or_404(
        NetworkDocument.objects.filter(network__in=mine).select_related("network"), pk=pk
    )
    try:
        actions.restore_document(actor=request.user, document=found)
    except PermissionDenied:
        raise Http404 from None
    return redirect("networks:documents", found.network.slug)
