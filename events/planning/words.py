"""What the planner's codes say, in the active language, with the names that people know."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

REASONS = {
    "was_fixed": gettext_lazy("This turn was already fixed."),
    "only_host": gettext_lazy("The only organisation that can host this meeting."),
    "only_host_on_date": gettext_lazy("The only organisation that can host on this date."),
    "no_other_date": gettext_lazy("Can host on no other date."),
    "never_hosted": gettext_lazy("Has not hosted yet."),
    "waits_longest": gettext_lazy("Waits longest for a turn."),
    "more_can_come": gettext_lazy("More organisations can come than on the other dates."),
    "suits_more": gettext_lazy("Suits more organisations well than the other dates do."),
    "host_if_need_be": gettext_lazy("Hosts on this date if need be."),
    "some_can_come": gettext_lazy("%(count)d of %(total)d organisations can attend."),
    "some_unknown": gettext_lazy("Yes from %(count)d, no answer yet from %(unknown)d."),
    "everyone_can_come": gettext_lazy("Everyone can come."),
}
BROKEN = {
    "membership": gettext_lazy("%(who)s is not a member on %(day)s."),
    "exempt": gettext_lazy("%(who)s does not host for now."),
    "closed": gettext_lazy("%(day)s is a closed day: %(reason)s."),
    "availability": gettext_lazy("%(who)s cannot host on %(day)s."),
    "unanswered": gettext_lazy("%(who)s has not answered for %(day)s."),
    "capacity": gettext_lazy("This venue has %(seats)d seats; this meeting needs %(needed)d."),
    "spacing": gettext_lazy("The meetings would come too close together, too far apart or in another order."),
    "gap": gettext_lazy("%(who)s would host again too soon."),
    "turns": gettext_lazy("%(who)s would host more often than agreed."),
    "grace": gettext_lazy("%(who)s only just joined and attends first."),
    "locked": gettext_lazy("This turn was fixed."),
    "quorum": gettext_lazy("Too few organisations can attend on %(day)s."),
}
NEEDS = {
    "step_free": gettext_lazy("This venue is not step-free; this meeting needs that."),
    "hybrid": gettext_lazy("This venue has no equipment for hybrid meetings; this meeting needs it."),
}
OTHER_NEED = gettext_lazy("This venue does not offer “%(need)s”; this meeting needs it.")
RELAXATIONS = {
    "ask_host": gettext_lazy("Ask %(who)s to host on %(day)s."),
    "second_turn": gettext_lazy("Let an organisation host %(times)d times."),
    "smaller_gap": gettext_lazy("Let the same organisation host again sooner."),
    "lower_number": gettext_lazy("Meet with at most %(seats)d people in the room."),
    "go_online": gettext_lazy("Hold this meeting online."),
    "other_date": gettext_lazy("Also consider %(day)s."),
    "borrow_venue": gettext_lazy("Let %(who)s receive everyone in a room of %(place)s on %(day)s."),
}


@dataclass(frozen=True)
class Names:
    """What people call organisations and meetings, by id; what has no name is called by its id.

    `answered` are the organisations and days (as `2027-01-14`) with an answer; None when that is not told.
    """

    organisations: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    answered: frozenset[tuple[str, str]] | None = None

    def is_silent(self, said: dict, row: dict) -> bool:
        """The planner reads a no where nobody answered."""
        if said.get("code") != "availability" or self.answered is None:
            return False
        return (row["organisation"], row["date"]) not in self.answered

    def organisation(self, key: str) -> str:
        """What people call this organisation."""
        return self.organisations.get(key, key)

    def meeting(self, key: str) -> str:
        """What people call this meeting."""
        return self.meetings.get(key, key)


NOBODY = Names()


def in_words(result: dict, names: Names = NOBODY) -> dict:
    """A stored result (`Plan.as_json`) as section 3.8 gives it: sentences in the active language beside the ids.

    What was made before there were codes has its sentence in `text` and keeps it.
    """
    return result | {
        "assignments": [
            turn | {"reasons": [_reason(said) for said in turn["reasons"]]}
            for turn in result.get("assignments", [])
        ],
        "blocked": [_blocked(one, names) for one in result.get("blocked", [])],
        "conflict": _conflict(result.get("conflict"), names),
        "relaxations": [
            {"text": str(RELAXATIONS[one["kind"]]) % _values(one, names)} | one
            for one in result.get("relaxations", [])
        ],
    }


def _reason(said: dict) -> str:
    if said["code"] == "only_date_for_everyone":
        text = ngettext(
            "Of the %(count)d possible date the only one on which everyone can come.",
            "Of the %(count)d possible dates the only one on which everyone can come.",
            said["count"],
        )
        return text % said
    return said.get("text") or str(REASONS[said["code"]]) % said


def _values(row: dict, names: Names) -> dict:
    """What stands in a sentence about this row: names instead of ids, a date as people write it."""
    return row | {
        "who": names.organisation(row.get("organisation") or ""),
        "place": names.organisation(row.get("place") or ""),
        "day": date_format(date.fromisoformat(row["date"]), "j F Y") if row.get("date") else "",
    }


def _blocked(row: dict, names: Names) -> dict:
    """What stands in the way, in plain words, without blaming anyone or saying whose need it is."""
    told = {key: value for key, value in row.items() if key not in ("broken", "organisation")}
    return told | {"text": " ".join(_one_broken(said, row, names) for said in row["broken"])}


def _one_broken(said: dict, row: dict, names: Names) -> str:
    if "text" in said:
        return said["text"]
    if said["code"] == "need":
        text = NEEDS.get(said["need"], OTHER_NEED)
    else:
        text = BROKEN["unanswered" if names.is_silent(said, row) else said["code"]]
    told = row | said
    if "reason" in told:
        told["reason"] = told["reason"].rstrip(
            " ."
        )  # as somebody typed it; the sentence has a period of its own
    return str(text) % _values(told, names)


def _conflict(row: dict | None, names: Names) -> dict | None:
    if row is None:
        return None
    named = {
        "meetings": ", ".join(names.meeting(meeting) for meeting in row["meetings"]),
        "hosts": ", ".join(names.organisation(host) for host in row["organisations"]),
    }
    if "text" in row:
        return row
    if row["code"] == "nobody":
        text = ngettext(
            "Nobody can host %(meetings)s.", "Nobody can host any of %(meetings)s.", len(row["meetings"])
        )
    elif row["code"] == "few_turns":
        text = _("%(meetings)s can only be hosted by %(hosts)s, who have too few turns for them.")
    else:
        text = _("The dates, the gaps between turns and the spacing between meetings do not fit together.")
    return {"meetings": row["meetings"], "organisations": row["organisations"], "text": text % named}
