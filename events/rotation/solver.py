"""The same optimum as `search.py` for large problems: one CP-SAT model, solved once for each part of the objective.

Every part is proven before the next one is asked, and the last parts break all ties, so that the plan does not depend
on the machine, the number of threads or luck. Fractions become whole numbers by their common denominator.
"""

import time
from collections.abc import Callable
from functools import cached_property
from math import gcd, lcm
from typing import NamedTuple

from ortools.sat.python import cp_model

from .options import Option
from .problem import Problem
from .search import ZERO, Search, shares

Linear = cp_model.LinearExpr | int
MOST = 2**60  # CP-SAT counts in 64 bits
VENUE_DIGITS = 2**40


class Balance(NamedTuple):
    """base + step × steps − dated: what is certain, what hosting adds, what depends on the dates that are chosen."""

    base: int
    step: int
    steps: Linear
    most: int
    dated: Linear

    @property
    def total(self) -> Linear:
        """What somebody hosted beyond what was expected of them."""
        return self.base + self.step * self.steps - self.dated


class TooLarge(ArithmeticError):
    """The fractions of this problem do not fit into 64 bits."""


class Solver(Search):
    """One model. `best` and `value` are as those of `Search`; `told(part, parts)` is called before each part."""

    def __init__(
        self,
        problem: Problem,
        options: list[list[Option]],
        any_plan: bool = False,
        leading: str = "fairness",
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        super().__init__(problem, options, any_plan, leading)
        self.told: Callable[[int, int], None] = told or (lambda part, parts: None)
        self.model = cp_model.CpModel()
        self.options = [self._apart_from_history(found) for found in options]
        self.takes = [[self.model.new_bool_var("") for _ in found] for found in self.options]

    def _prepare_bounds(self) -> None:
        """The model finds its own."""

    def _apart_from_history(self, found: list[Option]) -> list[Option]:
        """The options that keep the gap after the turns of the past."""
        gap = self.problem.rules.min_gap

        def fits(option: Option) -> bool:
            return self.fixed[option.meeting] or all(
                option.meeting - turn >= gap for turn in self.past_hosts.get(option.host, ())
            )

        return [option for option in found if fits(option)]

    def run(self) -> bool:
        """Solve every part to its proven end. False when time ran out first. Raises `TooLarge`."""
        if not all(self.options):
            return True
        self._rules()
        if self.any_plan:
            return self._solve(None) is not None
        parts = self._parts()
        for number, part in enumerate(parts):
            self.told(number, len(parts))
            goal = part()
            if isinstance(goal, int):  # the same for every plan
                continue
            least = self._solve(goal)
            if least is None:
                return False
            if self.best is None:
                return True
            self.model.add(goal == least)
        self.told(len(parts), len(parts))
        return True

    # -- what must hold -------------------------------------------------------------------------------
    def _rules(self) -> None:
        for takes in self.takes:
            self.model.add_exactly_one(takes)
        self._dates()
        self._turns()
        self._grace()

    @cached_property
    def on(self) -> list[dict]:
        """For each meeting, a variable per date: it takes place then."""
        found = []
        for options, takes in zip(self.options, self.takes, strict=True):
            of_day: dict = {}
            for option, take in zip(options, takes, strict=True):
                of_day.setdefault(option.date, []).append(take)
            days = {}
            for day in sorted(of_day):
                days[day] = self.model.new_bool_var("")
                self.model.add(sum(of_day[day]) == days[day])
            found.append(days)
        return found

    def _dates(self) -> None:
        low, high = self.problem.rules.spacing
        for earlier, later in zip(self.on, self.on[1:], strict=False):
            for day, here in earlier.items():
                fits = [there for other, there in later.items() if max(1, low) <= (other - day).days <= high]
                self.model.add_bool_or([here.Not(), *fits])

    def _hosting(self, name: str, meeting: int) -> list:
        pairs = zip(self.options[meeting], self.takes[meeting], strict=True)
        return [take for option, take in pairs if option.host == name]

    @cached_property
    def hosts(self) -> dict[str, list[list]]:
        """For each organisation and meeting, the variables in which it is the host."""
        hosts = {o.host for found in self.options for o in found}
        return {
            name: [self._hosting(name, meeting) for meeting in range(len(self.options))]
            for name in sorted(hosts)
        }

    def _turns(self) -> None:
        rules, count = self.problem.rules, len(self.options)
        for turns in self.hosts.values():
            for first in range(count):
                for second in range(first + 1, min(count, first + rules.min_gap)):
                    if not (self.fixed[first] and self.fixed[second]):
                        self.model.add_at_most_one([*turns[first], *turns[second]])
            if rules.each_at_most is not None:
                locked = sum(bool(turns[m]) for m in range(count) if self.fixed[m])
                free = [take for m in range(count) if not self.fixed[m] for take in turns[m]]
                self.model.add(sum(free) <= max(0, rules.each_at_most - locked))

    def _grace(self) -> None:
        least = self.problem.rules.grace_meetings
        if not least:
            return
        for organisation in self.problem.organisations:
            held = sum(past.date >= organisation.member_from for past in self.problem.history)
            for meeting, turns in enumerate(self.hosts.get(organisation.id, ())):
                if self.fixed[meeting]:
                    continue
                since = [
                    here
                    for days in self.on[:meeting]
                    for day, here in days.items()
                    if day >= organisation.member_from
                ]
                for take in turns:
                    self.model.add(held + sum(since) >= least).only_enforce_if(take)

    # -- what is wanted, in this order ----------------------------------------------------------------
    def _parts(self) -> list[Callable]:
        of_place = {
            0: self._worst_balance,
            1: self._squares,
            2: self._counts,  # places 2 to 5 are one number
            6: self._longest_road,
            7: self._all_person_km,
        }
        asked = [of_place[place] for place in self.order if place in of_place]
        return [*asked, self._first_dates, *self._first_venues()]

    @cached_property
    def balances(self) -> list["Balance"]:
        """The balance of everyone who ever took part, in whole numbers of one common denominator."""
        credits = [meeting.credit for meeting in self.problem.meetings]
        expected = [
            {o.date: shares(o, credit) for o in found}
            for found, credit in zip(self.options, credits, strict=True)
        ]
        parts = [share for days in expected for one in days.values() for share in one.values()]
        unit = lcm(*(value.denominator for value in [*self.start.values(), *credits, *parts]))
        step = gcd(*(int(credit * unit) for credit in credits))
        found = []
        for name in self.names:
            base, dated = int(self.start[name] * unit), []
            turns = self.hosts.get(name, [[]] * len(credits))
            steps = [
                int(credit * unit) // step * sum(takes) for credit, takes in zip(credits, turns, strict=True)
            ]
            most = sum(int(c * unit) // step for c, takes in zip(credits, turns, strict=True) if takes)
            for meeting, days in enumerate(self.on):
                costs = {day: int(expected[meeting][day].get(name, ZERO) * unit) for day in days}
                base -= (common := min(costs.values()))
                dated += [(cost - common) * days[day] for day, cost in costs.items() if cost > common]
            reach = sum(int(max(days.get(name, ZERO) for days in one.values()) * unit) for one in expected)
            if (abs(base) + reach + step * most) ** 2 * len(self.names) > MOST:
                raise TooLarge
            found.append(Balance(base, step, sum(steps), most, sum(dated)))
        return found

    def _worst_balance(self) -> cp_model.IntVar:
        self.worst = self.model.new_int_var(0, MOST, "")
        for balance in self.balances:
            self.model.add(balance.total <= self.worst)
            self.model.add(-balance.total <= self.worst)
        return self.worst

    def _squares(self) -> Linear:
        """The sum of squares. A balance that only hosting changes climbs stairs, which the solver sees through."""
        total: Linear = 0
        worst = int(self.model_value(self.worst))
        for balance in self.balances:
            if isinstance(balance.dated, int):
                total += self._stairs(balance)
            else:
                value = self.model.new_int_var(-worst, worst, "")
                square = self.model.new_int_var(0, worst * worst, "")
                self.model.add(value == balance.total)
                self.model.add_multiplication_equality(square, [value, value])
                total += square
        return total

    def _stairs(self, balance: "Balance") -> Linear:
        """base² and, for every step taken, what that step adds; a later step is taken only after the one before."""
        taken = [self.model.new_bool_var("") for _ in range(balance.most)]
        self.model.add(sum(taken) == balance.steps)
        for earlier, later in zip(taken, taken[1:], strict=False):
            self.model.add_implication(later, earlier)
        levels = [balance.base + balance.step * count for count in range(balance.most + 1)]
        rises = [high**2 - low**2 for low, high in zip(levels, levels[1:], strict=False)]
        return levels[0] ** 2 + sum(rise * take for rise, take in zip(rises, taken, strict=True))

    def _counts(self) -> Linear:
        """Changes, who can attend, and the two counts of "if need be", as the digits of one number."""
        total: Linear = 0
        weight = 1
        for cost in (
            lambda o: o.attend_if_need_be,
            lambda o: o.host_if_need_be,
            lambda o: -o.attending,
            lambda o: o.change,
        ):
            costs = [[cost(option) for option in found] for found in self.options]
            common = [min(row) for row in costs]
            total = total + weight * self._sum(
                [[value - low for value in row] for row, low in zip(costs, common, strict=True)]
            )
            weight *= 1 + sum(max(row) - min(row) for row in costs)
        return total

    def _sum(self, costs: list[list[int]]) -> Linear:
        return sum(
            cost * take
            for row, takes in zip(costs, self.takes, strict=True)
            for cost, take in zip(row, takes, strict=True)
            if cost
        )

    @cached_property
    def km_unit(self) -> int:
        """The denominator in which all distances are whole numbers."""
        return lcm(*(km.denominator for found in self.options for o in found for _name, km in o.travel))

    def _longest_road(self) -> Linear:
        roads: dict[str, list] = {}
        for found, takes in zip(self.options, self.takes, strict=True):
            for option, take in zip(found, takes, strict=True):
                for name, km in option.travel:
                    if km:
                        roads.setdefault(name, []).append(int(km * self.km_unit) * take)
        if not roads:
            return 0
        longest = self.model.new_int_var(0, MOST, "")
        for terms in roads.values():
            self.model.add(sum(terms) <= longest)
        return longest

    def _all_person_km(self) -> Linear:
        costs = [[int(self._person_km(option) * self.km_unit) for option in found] for found in self.options]
        common = [min(row) for row in costs]
        return self._sum([[value - low for value in row] for row, low in zip(costs, common, strict=True)])

    def _first_dates(self) -> Linear:
        """The dates as the digits of one number, that of the first meeting in front."""
        total: Linear = 0
        weight = 1
        for days in reversed(self.on):
            total = total + sum(weight * place * here for place, here in enumerate(days.values()))
            weight *= len(days)
        if weight > MOST:
            raise TooLarge
        return total

    def _first_venues(self) -> list[Callable]:
        """The venues likewise, some meetings at a time."""
        ranks = [{v: n for n, v in enumerate(sorted({o.venue.id for o in found}))} for found in self.options]
        groups: list[list[int]] = [[]]
        weight = 1
        for meeting, rank in enumerate(ranks):
            weight *= len(rank)
            if weight > VENUE_DIGITS:
                groups.append([])
                weight = len(rank)
            groups[-1].append(meeting)

        def part(group: list[int]) -> Linear:
            total: Linear = 0
            weight = 1
            for meeting in reversed(group):
                pairs = zip(self.options[meeting], self.takes[meeting], strict=True)
                total = total + sum(weight * ranks[meeting][o.venue.id] * take for o, take in pairs)
                weight *= len(ranks[meeting])
            return total

        return [lambda group=group: part(group) for group in groups]

    # -- solving --------------------------------------------------------------------------------------
    def _solve(self, goal: Linear | None) -> int | None:
        """The least value of `goal`, proven; None when time ran out. `best` is the plan, or None if there is none."""
        if goal is not None:
            self.model.minimize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 8
        solver.parameters.random_seed = 1
        if self.deadline:
            solver.parameters.max_time_in_seconds = max(0.01, self.deadline - time.monotonic())
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return 0
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._keep(solver)
        if status != cp_model.OPTIMAL:
            return None
        self.model_value = solver.value
        return int(solver.value(goal)) if goal is not None else 0

    def _keep(self, solver: cp_model.CpSolver) -> None:
        chosen = [
            next(o for o, take in zip(found, takes, strict=True) if solver.boolean_value(take))
            for found, takes in zip(self.options, self.takes, strict=True)
        ]
        value = self.value_of(chosen)
        if self.value is None or value < self.value:
            self.best, self.value = chosen, value
        self.model.clear_hints()
        for takes in self.takes:
            for take in takes:
                self.model.add_hint(take, solver.boolean_value(take))
