"""Turns on the pages of others: exchanges that are asked, a host that is not there, and whose turn it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..meetings.models import Meeting
from ..meetings.sections import CANCELLING, MEETING, NETWORK, Look, Overview
from ..scheduling import said
from ..scheduling.queries import counts_when_cancelled
from . import ledger
from .models import SwapRequest
from .queries import is_short_notice
from .rules import may_answer_swap, may_approve_swap, may_withdraw_swap


@dataclass(frozen=True)
class Swap:
    """An exchange that is asked, what the reader can do, and whether the facilitator decides after that."""

    swap: SwapRequest
    may_answer: bool
    may_approve: bool
    may_withdraw: bool
    third_yes: bool


@MEETING.register(
    "swaps",
    "events/turns/_swaps.html",
    rows=lambda meeting: {"swaps": SwapRequest.objects.undecided().about(meeting)},
)
def swaps(look: Look) -> list[Swap] | None:
    """For who takes part in the network: what is not decided about this meeting."""
    if not look.standing.takes_part or not look.counts["swaps"]:
        return None
    asked = SwapRequest.objects.undecided().about(look.meeting)
    related = ("first__host", "second__host", "first_host", "second_host")
    return [_swap(look, one) for one in asked.select_related(*related)] or None


def _swap(look: Look, swap: SwapRequest) -> Swap:
    swap.first.network = swap.second.network = look.meeting.network
    may = (may_answer_swap, may_approve_swap, may_withdraw_swap)
    third_yes = swap.status == SwapRequest.Status.ASKED and is_short_notice(swap.first, swap.second)
    answers, approves, withdraws = (rule(look.standing, swap) for rule in may)
    return Swap(swap, answers, approves, withdraws, third_yes)


@dataclass(frozen=True)
class Shifts:
    """Whose balance moves, and whether that is so only when the host calls it off."""

    shifts: list[ledger.Shift]
    counts_for_host: bool


@CANCELLING.register("shifts", "events/turns/_shifts.html")
def shifts(look: Look) -> Shifts | None:
    """What calling a meeting off does to whose turn it is."""
    meeting = look.meeting
    if not meeting.network or not meeting.host_id or meeting.uncounted:
        return None
    moved = ledger.shifts(meeting.network, {meeting.pk: None})
    return Shifts(moved, counts_when_cancelled(meeting)) if moved else None


@NETWORK.register("balances", "events/turns/_balances.html")
def balances(look: Overview) -> list[ledger.Line] | None:
    """Whose turn it is, for who plans a meeting."""
    return [line for line in ledger.lines(look.network) if not line.left] or None


@NETWORK.register("turns", "events/turns/_links.html")
def turns(look: Overview) -> Overview:
    """The ways to the ledger, and for facilitators to who takes turns."""
    return look


@said.register
def planned(meeting: Meeting) -> str | None:
    """The new balance of the host of a meeting that was just planned."""
    if meeting.host is None or meeting.network is None:
        return None
    line = next(line for line in ledger.lines(meeting.network) if line.organisation == meeting.host)
    return _("The meeting is planned. With it, %(host)s %(balance)s.") % {
        "host": meeting.host.name,
        "balance": ledger.words(line.balance),
    }
