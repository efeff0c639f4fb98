import pytest
from django.core.exceptions import ValidationError

from community.organisations.numbers import enterprise_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0999.999.922", "0999.999.922"), ("BE 0999 999 922", "0999.999.922"), ("999999922", "0999.999.922"),
        ("be0999999922", "0999.999.922"), ("12345678", "12345678"), ("KvK 12 34 56 78", "12345678"), (" ", ""),
    ],
)  # fmt: skip
def test_a_number_is_kept_in_one_way(typed, kept):
    assert enterprise_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["0999.999.923", "9999.999.922", "1234567", "12345678901", "nul", "٠٩٩٩٩٩٩٩٢٢", "\x00"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        enterprise_number(typed)
