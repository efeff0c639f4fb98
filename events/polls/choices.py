"""The moments of a date poll to choose from: which may come, change and go."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .models import DatePoll, PollOption

MOST_OPTIONS = 40


class Moment(NamedTuple):
    """A moment to choose from (timezone-aware) and for how many, None for no limit. `key` is that of its option."""

    starts_at: datetime
    ends_at: datetime
    capacity: int | None = None
    key: int | None = None


class HasVotes(ValidationError):
    """A moment cannot move: somebody voted for it. `key` is that of its option."""

    def __init__(self, option: PollOption, votes: int) -> None:
        text = ngettext(
            "%(n)d person voted for this moment, so it stays where it is. Take it out and add a new one.",
            "%(n)d people voted for this moment, so it stays where it is. Take it out and add a new one.",
            votes,
        )
        super().__init__(text % {"n": votes})
        self.key = option.pk


def check(moments: list[Moment]) -> None:
    if not moments:
        raise ValidationError(_("Give at least one moment to choose from."))
    if len(moments) > MOST_OPTIONS:
        raise ValidationError(_("Give at most %(most)d moments.") % {"most": MOST_OPTIONS})
    if any(moment.ends_at <= moment.starts_at for moment in moments):
        raise ValidationError(_("A meeting ends after it starts."))


def add(poll: DatePoll, moments: list[Moment]) -> None:
    if len({moment.starts_at for moment in moments}) < len(moments):
        raise ValidationError(_("Two moments begin at the same time. Take one of them out."))
    PollOption.objects.bulk_create(
        PollOption(poll=poll, starts_at=moment.starts_at, ends_at=moment.ends_at, capacity=moment.capacity)
        for moment in moments
    )


def change_moments(poll: DatePoll, moments: list[Moment], out: Collection[int]) -> tuple[int, int]:
    """Returns how many moments are new, and how many are gone."""
    options = {option.pk: option for option in poll.options.annotate(n_votes=Count("votes"))}
    stays = {(option.starts_at, option.ends_at): option for pk, option in options.items() if pk not in out}
    gone, added = set(out) & set(options), []
    for moment in moments:
        option = options.get(moment.key or 0)
        same = stays.get((moment.starts_at, moment.ends_at))
        if same and option in (None, same):
            PollOption.objects.filter(pk=same.pk).update(capacity=moment.capacity)
            continue
        if option and option.n_votes:
            raise HasVotes(option, option.n_votes)
        if option:
            gone.add(option.pk)
        added.append(moment)
    poll.options.filter(pk__in=gone).delete()
    kept = [Moment(option.starts_at, option.ends_at) for option in poll.options.all()]
    check([*kept, *added])
    if {moment.starts_at for moment in kept} & {moment.starts_at for moment in added}:
        raise ValidationError(_("Two moments begin at the same time. Take one of them out."))
    add(poll, added)
    return len(added), len(gone)
