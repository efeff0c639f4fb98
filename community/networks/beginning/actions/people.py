"""The list of people: read, looked at line by line, and kept. Nobody hears of it before they are invited."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.models import User
from community.organisations.models import Organisation
from community.richtext.cleaning import clean_text

from ...models import STEPS, Beginning, Line, Participant
from .. import rules
from ..judging import Known, Places, doubt_look_alikes, finder, judge, wrong_address
from ..queries import organisations_of
from ..reading import MEANINGS, read
from .preparing import locked

State, Reason = Line.State, Line.Reason
AT_ONCE = 1000  # rows in one question to the database


def list_of(actor: User, beginning: Beginning) -> Beginning:
    """The list, for who is about to change it. Raises `PermissionDenied`."""
    beginning = locked(beginning)
    if not rules.may_list_people(actor, beginning):
        raise PermissionDenied
    return beginning


def known_to(beginning: Beginning) -> Known:
    """The addresses, in small letters, of who takes part already, and of who was invited and did not answer."""
    if beginning.network is None:
        return Known(members=_addresses_of([beginning.owner_id]))
    inside = beginning.network.participants.active().values_list("user", flat=True)
    open_ones = beginning.network.invitations.filter(accepted_at=None, expires_at__gt=timezone.now())
    invited = set(open_ones.values_list(Lower("email"), flat=True))
    return Known(members=_addresses_of(inside), invited=invited)


def _addresses_of(people: Iterable[int]) -> set[str]:
    own = User.objects.filter(pk__in=people).values_list(Lower("email"), flat=True)
    more = EmailAddress.objects.filter(user__in=people, verified=True).values_list(Lower("email"), flat=True)
    return {*own, *more}


@transaction.atomic
def read_people(*, actor: User, beginning: Beginning, text: str, columns: Iterable[str] = ()) -> Beginning:
    """Read a list of people, a line each, in the place of what was read before and not invited yet.

    `columns` says what each holds, as in `MEANINGS`; without it that is recognised. What was decided by hand
    stays for lines that are the same. Raises `PermissionDenied`, and `ValidationError` for what is no list.
    """
    beginning = list_of(actor, beginning)
    columns = [one for one in columns if one in MEANINGS]
    places = Places(organisations_of(beginning))
    sheet = read(text, finder(places), columns)
    decided = {line.text: line for line in beginning.lines.filter(by_hand=True, invitation=None)}
    lines = judge(beginning, sheet, places, known_to(beginning))
    for line in lines:
        if line.text in decided and line.state == State.DOUBT:
            _as_decided(line, decided[line.text])
    beginning.lines.filter(invitation=None).delete()
    Line.objects.bulk_create(lines, AT_ONCE)
    beginning.pasted, beginning.columns = text, sheet.columns
    beginning.save(update_fields=["pasted", "columns", "changed_at"])
    record(actor=actor, verb="networks.people_listed", about=beginning, lines=len(lines))
    return beginning


def _as_decided(line: Line, before: Line) -> None:
    for name in ("name", "email", "organisation", "role", "state", "reason", "by_hand"):
        setattr(line, name, getattr(before, name))


def _line(beginning: Beginning, number: int) -> Line:
    line = beginning.lines.filter(pk=number, invitation=None).first()
    if line is None:
        raise ValidationError(_("This line was invited or taken away meanwhile."))
    return line


@transaction.atomic
def mend_line(
    *, actor: User, beginning: Beginning, line: Line, email: str, organisation: Organisation | None
) -> Line:
    """Somebody looked at a doubtful line: this is the address, and for this organisation (None: for none).

    An organisation that does not take part yet does from now on. Raises `PermissionDenied`, and `ValidationError` by
    field, or when the line is gone.
    """
    beginning = list_of(actor, beginning)
    line = _line(beginning, line.pk)
    email = clean_text(email).strip().lower()
    if why := wrong_address(email):
        raise ValidationError({"email": why})
    if other := beginning.lines.filter(email=email, state=State.READY).exclude(pk=line.pk).first():
        text = _("Line %(number)s has this address already. Leave this line out.")
        raise ValidationError({"email": text % {"number": other.number}})
    if email in known_to(beginning).members:
        raise ValidationError({"email": _("This person takes part already. Leave this line out.")})
    if organisation and organisation not in organisations_of(beginning):
        if beginning.network:
            raise ValidationError({"organisation": _("This organisation is no member of the network.")})
        beginning.organisations.add(organisation)
    line.email, line.organisation = email, organisation
    line.state, line.reason, line.by_hand = State.READY, "", True
    line.save()
    _touch(beginning)
    return line


@transaction.atomic
def take_line(*, actor: User, beginning: Beginning, line: Line, invited: bool) -> Line:
    """A line is left out, or is to be invited as it stands after all: two people whose names look alike.

    Raises `PermissionDenied`, and `ValidationError` when it cannot be invited as it stands, or is gone.
    """
    beginning = list_of(actor, beginning)
    line = _line(beginning, line.pk)
    if invited and (wrong_address(line.email) or (line.reason not in (Reason.LOOKALIKE, Reason.BY_HAND))):
        raise ValidationError(_("Mend this line first."))
    line.state = State.READY if invited else State.OUT
    line.reason, line.by_hand = "" if invited else Reason.BY_HAND, True
    line.save(update_fields=["state", "reason", "by_hand"])
    _touch(beginning)
    return line


@transaction.atomic
def bring_line_back(*, actor: User, beginning: Beginning, line: Line) -> Line:
    """Undo that a line was left out: it is judged as when it was read.

    Raises `PermissionDenied`, and `ValidationError` when it is gone, or another line has its address.
    """
    beginning = list_of(actor, beginning)
    line = _line(beginning, line.pk)
    line.by_hand, line.state, line.reason = False, State.READY, ""
    if "@" not in line.email:
        line.state, line.reason = State.DOUBT, Reason.SHORT
    elif wrong_address(line.email):
        line.state, line.reason = State.DOUBT, Reason.ADDRESS
    elif line.organisation is None and line.place:
        line.state, line.reason = State.DOUBT, Reason.ORGANISATION
    else:
        same = beginning.lines.ready().exclude(pk=line.pk)
        if same.filter(email=line.email).exists():
            raise ValidationError(_("Another line has this address already."))
        family = same.filter(organisation=line.organisation, number__lt=line.number)
        doubt_look_alikes([*family, line])
    line.save()
    _touch(beginning)
    return line


@transaction.atomic
def keep_list(
    *,
    actor: User,
    beginning: Beginning,
    roles: dict[int, str],
    second: User | None,
    words: str,
    whole: bool,
) -> Beginning:
    """Save what stands around the list: the role of each line by its key, who facilitates as well, one's own words.

    `whole`: nobody is invited while a line is doubtful. Raises `PermissionDenied`, and `ValidationError` by field.
    """
    beginning = list_of(actor, beginning)
    known = set(Participant.Role.values)
    for role in known & set(roles.values()):
        keys = [key for key, value in roles.items() if value == role]
        beginning.lines.ready().filter(pk__in=keys).exclude(role=role).update(role=role)
    beginning.second, beginning.words, beginning.whole = second, words, whole
    beginning.step = max(beginning.step, STEPS.index("people") + 2)
    beginning.full_clean(validate_unique=False, exclude=["network"])
    beginning.save()
    touch(f"reader.{beginning.owner_id}")
    return beginning


def _touch(beginning: Beginning) -> None:
    beginning.save(update_fields=["changed_at"])
