"""How a value stands in a cell of a spreadsheet."""

from fractions import Fraction

import pytest

from community import tables

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+32 9", "'+32 9"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("Een\r\n=regel", "Een =regel"),
        ("De Zandloper; vzw", "De Zandloper; vzw"),
        (Fraction(-3, 5), "-0,6"),
        (Fraction(7, 5), "1,4"),
        (2, "2"),
        (None, ""),
    ],
)
def test_cells(value, expected):
    assert tables.cell(value) == expected
