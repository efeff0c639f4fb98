from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.boards.actions import change_board, make_board
from forum.models import Board

from ..door import staff_only
from .forms import BoardForm


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Make a board for everyone."""
    form = BoardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            board = make_board(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The board %(name)s is there.") % {"name": board.name})
            return redirect("staff:boards")
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, form)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change a board for everyone."""
    board = get_object_or_404(Board, pk=pk, network=None)
    initial = {name: getattr(board, name) for name in BoardForm.base_fields}
    form = BoardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_board(actor=request.user, board=board, **form.cleaned_data)
            messages.success(request, _("The board is changed."))
            return redirect("staff:boards")
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, form, board)


def _page(request, form, board=None):
    context = {"form": form, "tab": "boards", "changed": board}
    return render(request, "staff/boards/edit.html", context, status=422 if form.errors else 200)
