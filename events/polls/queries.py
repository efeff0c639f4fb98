"""How the votes of a poll stand."""

from community.words import fold

from .models import DatePoll, PollOption, Vote, Voter


def full(option: PollOption, besides: Voter | None = None) -> bool:
    """Whether as many people said yes as can come then."""
    if option.capacity is None:
        return False
    votes = option.votes.filter(answer=Vote.Answer.YES)
    return (
        votes.exclude(voter=besides).count() >= option.capacity
        if besides
        else votes.count() >= option.capacity
    )


def tally(poll: DatePoll) -> list[dict]:
    """The options with their votes, and `best` on those with most yes (if need be decides between equals)."""
    options = list(poll.options.prefetch_related("votes"))
    rows = []
    for option in options:
        given = [vote.answer for vote in option.votes.all()]
        count = {answer.value: given.count(answer) for answer in Vote.Answer}
        taken = option.capacity is not None and count["yes"] >= option.capacity
        rows.append({"option": option, "full": taken, "best": False, **count})
    most = max(((row["yes"], row["if_need_be"]) for row in rows), default=(0, 0))
    for row in rows:
        row["best"] = (row["yes"], row["if_need_be"]) == most and most > (0, 0)
    return rows


def visitors_who_said_yes(option: PollOption) -> list[str]:
    """The names of who voted yes without an account."""
    votes = option.votes.filter(answer=Vote.Answer.YES, voter__user=None)
    return sorted(votes.values_list("voter__name", flat=True), key=fold)
