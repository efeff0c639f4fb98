from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.models import User

from ..models import Board
from .rules import may_change_board, may_make_board

NAME_EXISTS = _("There is a board with this name already. Choose another one.")


@transaction.atomic
def make_board(*, actor: User, name: str, description: str = "", visibility: str = "members") -> Board:
    """Make a board for everyone with an account, or for everyone (`visibility`: members, public). It stands last.

    Raises `PermissionDenied`, and `ValidationError` for a name that another board has or that makes no address.
    """
    if not may_make_board(actor):
        raise PermissionDenied
    slug = slugify(name)[:50].strip("-")
    if not slug:
        raise ValidationError({"name": _("Use letters or digits in the name.")})
    board = Board(name=name, slug=slug, description=description, visibility=visibility, position=_last() + 1)
    if (
        Board.objects.filter(network=None, name__iexact=name).exists()
        or Board.objects.filter(slug=slug).exists()
    ):
        raise ValidationError({"name": NAME_EXISTS})
    board.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            board.save()
    except IntegrityError as error:  # somebody else made it a moment ago
        raise ValidationError({"name": NAME_EXISTS}) from error
    record(actor=actor, verb="forum.board_made", about=board)
    return board


@transaction.atomic
def change_board(*, actor: User, board: Board, name: str, description: str, visibility: str) -> Board:
    """Change what a board is called, what it is for and who reads it; its address stays.

    Raises `PermissionDenied`, and `ValidationError` for a name that another board has.
    """
    board = Board.objects.select_for_update().get(pk=board.pk)
    if not may_change_board(actor, board):
        raise PermissionDenied
    if Board.objects.filter(network=None, name__iexact=name).exclude(pk=board.pk).exists():
        raise ValidationError({"name": NAME_EXISTS})
    before = board.visibility
    board.name, board.description, board.visibility = name, description, visibility
    board.full_clean()
    board.save(update_fields=["name", "description", "visibility"])
    record(actor=actor, verb="forum.board_changed", about=board, before=before, visibility=visibility)
    touch("names")
    return board


def _last() -> int:
    return Board.objects.order_by("-position").values_list("position", flat=True).first() or 0
