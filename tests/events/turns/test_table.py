"""Whose turn it is, for a spreadsheet."""

import pytest
from django.urls import reverse

from community import tables

from ..spreadsheets import read

pytestmark = pytest.mark.django_db


class TestLedger:
    def test_the_same_numbers_as_on_the_page(self, house, sign_in):
        client = sign_in(house.member)
        rows = read(client.get(reverse("events:ledger_table", args=[house.network.slug])))
        page = client.get(reverse("events:ledger", args=[house.network.slug]))
        shown = [
            [
                row["line"].organisation.name,
                *(tables.cell(getattr(row["line"], part)) for part in ("hosted", "expected", "balance")),
            ]
            for row in page.context["rows"]
        ]
        assert [row[:4] for row in rows[1:]] == shown
