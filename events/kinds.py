"""What can reach somebody from the room of meetings: sentence, icon and button of each kind."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.members.clocks import full_day
from community.notifications.kinds import Kind

from .differences import sentence


def _with_day(data: dict, *fields: str) -> dict:
    """The data with these ISO dates in words: weekday, date and year."""
    return data | {field: full_day(date.fromisoformat(data[field])) for field in fields}


def _poll_changed(name: str, data: dict) -> str:
    counts = []
    if data["added"]:
        new = ngettext("%(n)d new moment", "%(n)d new moments", data["added"])
        counts.append(new % {"n": data["added"]})
    if data["gone"]:
        gone = ngettext("%(n)d moment taken out", "%(n)d moments taken out", data["gone"])
        counts.append(gone % {"n": data["gone"]})
    told = _with_day(data, "by") | {"changes": ", ".join(counts)}
    return _("Changed: %(title)s, %(changes)s. Look at your vote before %(by)s") % told


KINDS = [
    Kind(*kind)
    for kind in (
        (
            "events/invited",
            gettext_lazy("You are invited to a meeting"),
            "cal",
            lambda name, data: _("%(day)s: %(title)s. Are you coming?") % _with_day(data, "day"),
            gettext_lazy("Say whether you come"),
        ),
        (
            "events/changed",
            gettext_lazy("A meeting changed"),
            "cal",
            lambda name, data: sentence(data["title"], data["day"], data.get("changes", [])),
            gettext_lazy("See what changed"),
        ),
        (
            "events/cancelled",
            gettext_lazy("A meeting is cancelled"),
            "x",
            lambda name, data: _("Cancelled: %(title)s on %(day)s") % _with_day(data, "day"),
            gettext_lazy("See the meeting"),
        ),
        (
            "events/reminder",
            gettext_lazy("A meeting waits for your answer"),
            "clock",
            lambda name, data: _("Are you coming on %(day)s? %(title)s") % _with_day(data, "day"),
            gettext_lazy("Say whether you come"),
        ),
        (
            "events/promoted",
            gettext_lazy("A place came free for you"),
            "ok",
            lambda name, data: _("There is a place for you: %(title)s") % data,
            gettext_lazy("See the meeting"),
        ),
        (
            "events/availability",
            gettext_lazy("When can your organisation host?"),
            "home",
            lambda name, data: _("When can you host? %(plan)s, answer before %(by)s") % _with_day(data, "by"),
            gettext_lazy("Fill in"),
        ),
        (
            "events/turn",
            gettext_lazy("It is your turn to host"),
            "home",
            lambda name, data: (
                _("You would host on %(day)s: %(title)s. Is that all right? Say so until %(until)s.")
                % _with_day({"until": data["day"], **data}, "day", "until")
            ),
            gettext_lazy("Say yes or no"),
        ),
        (
            "events/turns_late",
            gettext_lazy("Hosts did not answer for their turn"),
            "clock",
            lambda name, data: _("No answer about their turn yet: %(hosts)s") % data,
            gettext_lazy("See the proposal"),
        ),
        (
            "events/turn_declined",
            gettext_lazy("A host cannot take its turn"),
            "x",
            lambda name, data: _("%(organisation)s cannot host on %(day)s") % _with_day(data, "day"),
            gettext_lazy("See the proposal"),
        ),
        (
            "events/registered",
            gettext_lazy("Somebody registered you for a meeting"),
            "cal",
            lambda name, data: (
                _("%(name)s registered you: %(title)s on %(day)s") % (_with_day(data, "day") | {"name": name})
            ),
            gettext_lazy("See your place"),
        ),
        (
            "events/ride",
            gettext_lazy("Somebody rides along with you"),
            "car",
            lambda name, data: (
                (
                    _("%(name)s rides along with you: %(title)s")
                    if data["joins"]
                    else _("%(name)s no longer rides along: %(title)s")
                )
                % (data | {"name": name})
            ),
            gettext_lazy("See who rides along"),
        ),
        (
            "events/ride_gone",
            gettext_lazy("Your ride is cancelled"),
            "car",
            lambda name, data: _("%(name)s does not drive after all: %(title)s") % (data | {"name": name}),
            gettext_lazy("Find another ride"),
        ),
        (
            "events/action",
            gettext_lazy("You take care of an action"),
            "check",
            lambda name, data: (
                _("You take care of: %(text)s, before %(by)s") % _with_day(data, "by")
                if data["by"]
                else _("You take care of: %(text)s") % data
            ),
            gettext_lazy("See the action"),
        ),
        (
            "events/action_late",
            gettext_lazy("An action is past its day"),
            "clock",
            lambda name, data: _("Not done before %(by)s: %(text)s") % _with_day(data, "by"),
            gettext_lazy("Say how far it is"),
        ),
        (
            "events/minutes",
            gettext_lazy("The minutes of a meeting are there"),
            "book",
            lambda name, data: _("The minutes are there: %(title)s") % data,
            gettext_lazy("Read the minutes"),
        ),
        (
            "events/minutes_comment",
            gettext_lazy("Somebody remarks on your minutes"),
            "edit",
            lambda name, data: _("%(name)s remarks on your minutes: %(title)s") % (data | {"name": name}),
            gettext_lazy("Read the remark"),
        ),
        (
            "events/question",
            gettext_lazy("Somebody asks something before a meeting"),
            "ask",
            lambda name, data: _("%(name)s asks something beforehand: %(title)s") % (data | {"name": name}),
            gettext_lazy("Answer"),
        ),
        (
            "events/question_answered",
            gettext_lazy("Your question before a meeting is answered"),
            "ok",
            lambda name, data: _("%(name)s answered your question: %(title)s") % (data | {"name": name}),
            gettext_lazy("Read the answer"),
        ),
        (
            "events/pulse",
            gettext_lazy("How was the meeting?"),
            "lamp",
            lambda name, data: _("How was it? %(title)s, one minute") % data,
            gettext_lazy("Look back"),
        ),
        (
            "events/inspiration",
            gettext_lazy("Your note of six weeks ago comes back"),
            "lamp",
            lambda name, data: _("What you took home from “%(title)s”: what came of it?") % data,
            gettext_lazy("Look back"),
        ),
        (
            "events/thanks",
            gettext_lazy("Somebody thanks you for hosting"),
            "thanks",
            lambda name, data: _("%(name)s thanks you for %(title)s") % (data | {"name": name}),
            gettext_lazy("Read it"),
        ),
        (
            "events/certificate",
            gettext_lazy("Your certificate is ready"),
            "ok",
            lambda name, data: _("Your certificate of %(network)s is ready") % data,
            gettext_lazy("See the certificate"),
        ),
        (
            "events/harvest",
            gettext_lazy("May your words be used in an article?"),
            "leaf",
            lambda name, data: _("May your words stand in the article “%(title)s”?") % data,
            gettext_lazy("Say yes or no"),
        ),
        (
            "events/swap_asked",
            gettext_lazy("A host asks to exchange turns"),
            "swap",
            lambda name, data: (
                _("%(organisation)s asks to exchange %(first)s for %(second)s")
                % _with_day(data, "first", "second")
            ),
            gettext_lazy("Say yes or no"),
        ),
        (
            "events/swap_declined",
            gettext_lazy("An exchange of turns does not go on"),
            "x",
            lambda name, data: (
                _("The exchange of %(first)s for %(second)s does not go on")
                % _with_day(data, "first", "second")
            ),
            gettext_lazy("See the meeting"),
        ),
        (
            "events/swap_agreed",
            gettext_lazy("Two hosts want to exchange turns at short notice"),
            "swap",
            lambda name, data: (
                _("Both hosts want to exchange %(first)s for %(second)s. Is that all right?")
                % _with_day(data, "first", "second")
            ),
            gettext_lazy("Decide"),
        ),
        (
            "events/swapped",
            gettext_lazy("Two hosts exchanged turns"),
            "swap",
            lambda name, data: (
                _("The hosts of %(first)s and %(second)s exchanged turns")
                % _with_day(data, "first", "second")
            ),
            gettext_lazy("See the meeting"),
        ),
        (
            "events/poll",
            gettext_lazy("Which day suits you?"),
            "poll",
            lambda name, data: _("Which day suits you? %(title)s, vote until %(by)s") % _with_day(data, "by"),
            gettext_lazy("Vote"),
        ),
        (
            "events/poll_changed",
            gettext_lazy("The moments of a date poll changed"),
            "poll",
            _poll_changed,
            gettext_lazy("Look at your vote"),
        ),
        (
            "events/poll_reminder",
            gettext_lazy("A date poll waits for your vote"),
            "poll",
            lambda name, data: _("You did not vote yet: %(title)s, until %(by)s") % _with_day(data, "by"),
            gettext_lazy("Vote"),
        ),
    )
]
