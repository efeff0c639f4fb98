"""Whose turn it is, for a spreadsheet."""

from django.utils.translation import gettext as _

from community.tables import written

from . import ledger


def ledger_table(network) -> bytes:
    """The ledger: what everyone hosted, what was expected, and the difference."""
    rows = [
        [line.organisation.name, line.hosted, line.expected, line.balance, _("left") if line.left else ""]
        for line in ledger.lines(network)
    ]
    return written([_("Organisation"), _("Hosted"), _("Expected"), _("Difference"), ""], rows)
