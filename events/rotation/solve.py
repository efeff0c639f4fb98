"""Which search for which problem: the small one first, the large one when that takes too many steps."""

import time
from collections.abc import Callable

from .options import Option
from .problem import Problem
from .search import Search

STEPS = 4_000  # about a third of a second; counted, not timed, so that every machine takes the same road
FEW = 120  # with more options than this the small search would only lose that time


def solve(
    problem: Problem,
    options: list[list[Option]],
    *,
    any_plan: bool = False,
    leading: str = "fairness",
    told: Callable[[int, int], None] | None = None,
) -> tuple[Search, bool]:
    """The search with the best plan it found, and whether that is proven (also: proven that there is none).

    `leading` is what comes first: "fairness" (the order of section 3.3), "travel" or "people". `told(part, parts)` is
    called now and then and may raise to stop.
    """
    search = Search(problem, options, any_plan, leading, most_steps=STEPS)
    if not all(options):
        return search, True
    if sum(map(len, options)) <= FEW and search.run():
        return search, True
    if search.deadline and time.monotonic() > search.deadline:
        return search, False
    from .solver import Solver, TooLarge  # takes a second and 60 MB to load, which most plans need not

    try:
        solver: Search = Solver(problem, options, any_plan, leading, told=told)
        finished = solver.run()
    except TooLarge:
        solver = Search(problem, options, any_plan, leading)
        finished = solver.run()
    if finished or search.value is None or (solver.value is not None and solver.value <= search.value):
        return solver, finished
    return search, False
