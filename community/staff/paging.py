"""Long lists, a page at a time. A page begins after a row, so that what comes or goes meanwhile moves nothing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from community.richtext.cleaning import whole

PER_PAGE = 40


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and after which row the next page begins; `after` is 0 on the last page."""

    rows: list[Any]
    after: int


def page_of(rows: QuerySet, asked: str, column: str = "pk", *, falling: bool = False) -> Page:
    """The rows after the one with key `asked` in the order of `column`, from high to low when `falling`.

    `asked` is what somebody typed or followed: nonsense, or a row that is gone, gives the first page.
    """
    sign, beyond = ("-", "lt") if falling else ("", "gt")
    rows = rows.order_by(f"{sign}{column}", *([] if column == "pk" else [f"{sign}pk"]))
    rows = _beyond(rows, whole(asked), column, beyond)
    found = list(rows[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return Page(shown, shown[-1].pk if len(found) > PER_PAGE else 0)


def _beyond(rows: QuerySet, pk: int | None, column: str, beyond: str) -> QuerySet:
    model: type[Model] = rows.model
    last = model._base_manager.filter(pk=pk).values_list(column, flat=True).first() if pk else None
    if last is None:
        return rows
    if column == "pk":
        return rows.filter(**{f"pk__{beyond}": pk})
    return rows.filter(Q(**{f"{column}__{beyond}": last}) | Q(**{column: last, f"pk__{beyond}": pk}))
