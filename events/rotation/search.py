"""Exact search: depth first over the meetings in order, cut off by a lower bound on the whole objective.

The objective is a tuple compared from left to right, so a bound on each part is a bound on the whole.
"""

import time
from fractions import Fraction

from .options import Option
from .problem import Problem

ZERO = Fraction(0)
Balances = dict[str, Fraction]
Sums = tuple[int, int, int, int, Fraction]  # changes, who attend (below zero), twice "if need be", person-km

#: The places of the objective (section 3.3) in the order in which they are compared.
ORDERS = {
    "fairness": (0, 1, 2, 3, 4, 5, 6, 7),
    "travel": (7, 6, 0, 1, 2, 3, 4, 5),
    "people": (2, 3, 4, 5, 0, 1, 6, 7),
}


class OutOfTime(Exception):
    """The time or the number of steps that was given is used up."""


class Search:
    """One search. `best` is the best plan so far (a list of options) and `value` its objective."""

    def __init__(
        self,
        problem: Problem,
        options: list[list[Option]],
        any_plan: bool = False,
        leading: str = "fairness",
        most_steps: int | None = None,
    ) -> None:
        self.order, self.most_steps = ORDERS[leading], most_steps
        self.problem, self.options, self.any_plan = problem, options, any_plan
        self.best: list[Option] | None = None
        self.value: tuple | None = None
        self.deadline = time.monotonic() + problem.time_limit if problem.time_limit else None
        self.steps = 0
        self.names = _everyone(problem)
        self.start = _past_balance(problem, self.names)
        self.past_hosts: dict[str, list[int]] = {}
        for index, past in enumerate(problem.history):
            for name, _credit in past.hosts:
                self.past_hosts.setdefault(name, []).append(index - len(problem.history))
        self.fixed = [meeting.locked is not None for meeting in problem.meetings]
        self.travellers = {o.id: o.travellers for o in problem.organisations}
        self._prepare_bounds()

    def _prepare_bounds(self) -> None:
        """For every depth: the best that the meetings from there on can add to each part."""
        count = len(self.options)
        self.rest: list[Sums] = [(0, 0, 0, 0, ZERO)] * (count + 1)
        self.rest_credit = [ZERO] * (count + 1)
        self.least_share: list[dict[str, Fraction]] = [dict.fromkeys(self.names, ZERO)] * (count + 1)
        self.most_share = list(self.least_share)
        self.first_dates: list[tuple] = [()] * (count + 1)
        for depth in range(count - 1, -1, -1):
            found, meeting = self.options[depth], self.problem.meetings[depth]
            self.rest_credit[depth] = self.rest_credit[depth + 1] + meeting.credit
            if not found:
                continue
            after = self.rest[depth + 1]
            self.rest[depth] = (
                after[0] + min(o.change for o in found),
                after[1] + min(-o.attending for o in found),
                after[2] + min(o.host_if_need_be for o in found),
                after[3] + min(o.attend_if_need_be for o in found),
                after[4] + min(self._person_km(o) for o in found),
            )
            parts = [shares(o, meeting.credit) for o in {o.eligible: o for o in found}.values()]
            self.least_share[depth] = {
                n: self.least_share[depth + 1][n] + min(s.get(n, ZERO) for s in parts) for n in self.names
            }
            self.most_share[depth] = {
                n: self.most_share[depth + 1][n] + max(s.get(n, ZERO) for s in parts) for n in self.names
            }
            self.first_dates[depth] = (min(o.date for o in found), *self.first_dates[depth + 1])

    def _person_km(self, option: Option) -> Fraction:
        return sum((km * self.travellers[name] for name, km in option.travel), ZERO)

    def run(self) -> bool:
        """Search to the end. False when time ran out first."""
        try:
            self._descend([], dict(self.start), dict.fromkeys(self.names, ZERO), (0, 0, 0, 0, ZERO))
        except OutOfTime:
            return False
        return True

    def _descend(self, chosen: list[Option], balance: Balances, travelled: Balances, sums: Sums) -> bool:
        self.steps += 1
        if self.most_steps and self.steps > self.most_steps:
            raise OutOfTime
        if self.deadline and self.steps % 256 == 0 and time.monotonic() > self.deadline:
            raise OutOfTime
        depth = len(chosen)
        if depth == len(self.options):
            value = (*self._objective(balance, travelled, sums), *_tie_break(chosen))
            if self.value is None or value < self.value:
                self.best, self.value = list(chosen), value
            return self.any_plan
        if self.value is not None and self._hopeless(self.value, chosen, balance, travelled, sums):
            return False
        candidates = [o for o in self.options[depth] if self._fits(o, chosen)]
        candidates.sort(key=lambda o: (balance[o.host], o.change, -o.attending, o.host_if_need_be))
        for option in candidates:
            after, road = dict(balance), dict(travelled)
            total = self._add(option, after, road, sums)
            if self._descend([*chosen, option], after, road, total):
                return True
        return False

    def _fits(self, option: Option, chosen: list[Option]) -> bool:
        return self.clash(option, chosen) is None

    def clash(self, option: Option, chosen: list[Option]) -> str | None:
        """What this option breaks against the meetings before it: spacing, gap, turns or grace; None when it fits."""
        rules, index = self.problem.rules, option.meeting
        if chosen:
            days = (option.date - chosen[-1].date).days
            if days <= 0 or not rules.spacing[0] <= days <= rules.spacing[1]:
                return "spacing"
        turns = [earlier.meeting for earlier in chosen if earlier.host == option.host]
        for turn in [*self.past_hosts.get(option.host, ()), *turns]:
            both_fixed = self.fixed[index] and (turn < 0 or self.fixed[turn])
            if index - turn < rules.min_gap and not both_fixed:
                return "gap"
        if self.fixed[index]:
            return None
        if rules.each_at_most is not None:
            locked_later = sum(
                self.fixed[later] and self.options[later][0].host == option.host
                for later in range(index + 1, len(self.options))
            )
            if len(turns) + 1 + locked_later > rules.each_at_most:
                return "turns"
        return None if self._grace_over(option, chosen) else "grace"

    def _grace_over(self, option: Option, chosen: list[Option]) -> bool:
        if not self.problem.rules.grace_meetings:
            return True
        joined = next(o for o in self.problem.organisations if o.id == option.host).member_from
        held = sum(past.date >= joined for past in self.problem.history)
        held += sum(earlier.date >= joined for earlier in chosen)
        return held >= self.problem.rules.grace_meetings

    def value_of(self, chosen: list[Option]) -> tuple:
        """The objective of a whole plan, with its tie-breaks."""
        balance, travelled = dict(self.start), dict.fromkeys(self.names, ZERO)
        sums: Sums = (0, 0, 0, 0, ZERO)
        for option in chosen:
            sums = self._add(option, balance, travelled, sums)
        return (*self._objective(balance, travelled, sums), *_tie_break(chosen))

    def _add(self, option: Option, balance: Balances, travelled: Balances, sums: Sums) -> Sums:
        """Adds one meeting to the balances and roads in place; gives the new sums."""
        credit = self.problem.meetings[option.meeting].credit
        balance[option.host] += credit
        for name, share in shares(option, credit).items():
            balance[name] -= share
        for name, km in option.travel:
            travelled[name] += km
        return (
            sums[0] + option.change,
            sums[1] - option.attending,
            sums[2] + option.host_if_need_be,
            sums[3] + option.attend_if_need_be,
            sums[4] + self._person_km(option),
        )

    def _objective(self, balance: Balances, travelled: Balances, sums: Sums) -> tuple:
        worst = max((abs(b) for b in balance.values()), default=ZERO)
        squares = sum((b * b for b in balance.values()), ZERO)
        far = max(travelled.values(), default=ZERO)
        return self._in_order((worst, squares, *sums[:4], far, sums[4]))

    def _in_order(self, parts: tuple) -> tuple:
        return tuple(parts[place] for place in self.order)

    @property
    def objective(self) -> tuple:
        """The objective of the best plan as section 3.8 writes it, whatever came first here."""
        if self.value is None:
            raise ValueError("There is no plan.")
        return tuple(self.value[self.order.index(place)] for place in range(8))

    def _hopeless(
        self, best: tuple, chosen: list[Option], balance: Balances, travelled: Balances, sums: Sums
    ) -> bool:
        """Can nothing below this node be better than the best plan so far?"""
        depth = len(chosen)
        worst, squares = self._fairness_bound(depth, balance)
        rest = self.rest[depth]
        parts = (
            worst,
            squares,
            sums[0] + rest[0],
            sums[1] + rest[1],
            sums[2] + rest[2],
            sums[3] + rest[3],
            max(travelled.values(), default=ZERO),
            sums[4] + rest[4],
        )
        bound = self._in_order(parts)
        if bound != best[:8]:
            return bound > best[:8]
        dates = (*(o.date for o in chosen), *self.first_dates[depth])
        if dates != best[8]:
            return dates > best[8]
        return tuple(o.venue.id for o in chosen) > best[9][:depth]

    def _fairness_bound(self, depth: int, balance: Balances) -> tuple[Fraction, Fraction]:
        """Spread the turns to come as evenly as they could go, without asking who can take them."""
        low = [balance[n] - self.most_share[depth][n] for n in self.names]
        high = [balance[n] - self.least_share[depth][n] for n in self.names]
        credit = self.rest_credit[depth]
        if low == high:
            level = _water_level(sorted(low), credit)
            ends = [max(b, level) for b in low]
            return max((abs(b) for b in ends), default=ZERO), sum((b * b for b in ends), ZERO)
        top = max((b for b in low if b > 0), default=ZERO)
        return top, sum((b * b for b in low if b > 0), ZERO)


def _water_level(levels: list[Fraction], water: Fraction) -> Fraction:
    """Pour `water` over columns of these heights (ascending): how high does it stand?"""
    if not levels:
        return ZERO
    filled = ZERO
    for count, height in enumerate(levels, start=1):
        filled += height
        level = (filled + water) / count
        if count == len(levels) or level <= levels[count]:
            return level
    return level


def shares(option: Option, credit: Fraction) -> dict[str, Fraction]:
    """What each eligible organisation is expected to carry of this meeting."""
    if not option.eligible:
        return {}
    return dict.fromkeys(option.eligible, credit / len(option.eligible))


def _tie_break(chosen: list[Option]) -> tuple:
    return tuple(o.date for o in chosen), tuple(o.venue.id for o in chosen)


def _everyone(problem: Problem) -> list[str]:
    """Everyone who ever took part, in a stable order."""
    names = [o.id for o in problem.organisations]
    for past in problem.history:
        names += [*past.eligible, *(name for name, _credit in past.hosts)]
    return list(dict.fromkeys(names))


def _past_balance(problem: Problem, names: list[str]) -> dict[str, Fraction]:
    """Hosted minus expected over the history; what was hosted is expected of all eligible in equal parts."""
    balance = dict.fromkeys(names, ZERO)
    for past in problem.history:
        total = sum((credit for _name, credit in past.hosts), ZERO)
        for name, credit in past.hosts:
            balance[name] += credit
        for name in past.eligible:
            balance[name] -= total / len(past.eligible)
    return balance
