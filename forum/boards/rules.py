from community.members.models import Anyone
from community.members.rules import is_staff

from ..models import Board


def may_make_board(user: Anyone) -> bool:
    """Staff make boards for everyone; a network has one from its beginning."""
    return is_staff(user)


def may_change_board(user: Anyone, board: Board) -> bool:
    """Staff change the boards that belong to no network."""
    return board.network_id is None and is_staff(user)
