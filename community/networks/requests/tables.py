"""Who asked to join and what they answered, for a spreadsheet."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.tables import written

from ..models import Network


def requests_table(network: Network) -> bytes:
    """A line for each request, the newest last, with a column for each question that was ever asked."""
    requests = list(network.join_requests.select_related("user", "answered_by").order_by("pk"))
    questions = list(dict.fromkeys(question for one in requests for question, _answer in one.answers))
    head = [_("Name"), _("Works at"), _("Day"), _("State"), _("Answered by"), _("Answer")]
    rows = []
    for one in requests:
        answers = dict(one.answers)
        rows.append(
            [
                one.user.name,
                one.user.works_at,
                date_format(one.created_at.date(), "Y-m-d"),
                one.get_status_display(),
                one.answered_by.name if one.answered_by else "",
                one.reply,
                one.motivation,
                *(answers.get(question, "") for question in questions),
            ]
        )
    return written([*head, _("What would you like to learn here?"), *questions], rows)
