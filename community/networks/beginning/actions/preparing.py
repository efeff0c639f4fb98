"""A concept is written, left and resumed."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.models import User
from community.organisations.models import Organisation

from ...cooperation import form_of
from ...models import STEPS, Beginning, Line
from .. import rules
from ..judging import Places
from ..queries import same_name


@transaction.atomic
def prepare(*, actor: User, **fields: Any) -> Beginning:
    """Write the concept of a network: at least its name and its question. Its ground rules are those of its form.

    The same name and question once more give back the concept that is there. Raises `PermissionDenied`, and
    `ValidationError` by field, or for somebody who has twenty concepts.
    """
    if not rules.may_prepare(actor):
        raise PermissionDenied
    User.objects.select_for_update().get(pk=actor.pk)  # pressed twice, there is one
    own = Beginning.objects.filter(owner=actor).unfinished()
    same = own.filter(name=fields.get("name"), purpose=fields.get("purpose")).first()
    if same is not None:
        return change(actor=actor, beginning=same, **fields)
    if own.count() >= rules.MOST_CONCEPTS:
        raise ValidationError(_("You have many concepts already. Finish one, or throw one away."))
    refuse_taken_name(actor, fields.get("name", ""))
    beginning = Beginning(owner=actor, step=2, **fields)
    beginning.ground_rules = usual_rules(beginning.cooperation_form)
    beginning.full_clean(validate_unique=False)
    beginning.save()
    record(actor=actor, verb="networks.prepared", about=beginning)
    touch(f"reader.{actor.pk}")
    return beginning


def usual_rules(cooperation_form: str) -> str:
    """The ground rules that a form begins with, one a line, in the language that is active now."""
    return "\n".join(str(rule) for rule in form_of(cooperation_form).rules)


def refuse_taken_name(owner: User, name: str) -> None:
    """Two networks with one name are mixed up. One that the owner may not know about is not told of.

    Raises `ValidationError` for `name`.
    """
    if (same := same_name(owner, name)) is not None:
        text = _("There is a network “%(name)s” already. Choose another name, or ask to join that one.")
        raise ValidationError({"name": text % {"name": same.name}})


def locked(beginning: Beginning) -> Beginning:
    """The concept as it is now, for who is about to change it. Raises `PermissionDenied` when it is gone."""
    found = Beginning.objects.select_for_update().filter(pk=beginning.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def _open(actor: User, beginning: Beginning) -> Beginning:
    found = locked(beginning)
    if not rules.may_change(actor, found):
        raise PermissionDenied
    return found


@transaction.atomic
def change(*, actor: User, beginning: Beginning, done: str = "", **fields: Any) -> Beginning:
    """Save what somebody filled in; `done` names the step that is finished with it.

    Ground rules that nobody touched follow another form. Raises `PermissionDenied`, and `ValidationError` by field.
    """
    beginning = _open(actor, beginning)
    if fields.get("name", beginning.name) != beginning.name:
        refuse_taken_name(beginning.owner, fields["name"])
    usual = beginning.ground_rules == usual_rules(beginning.cooperation_form)
    for name, value in fields.items():
        setattr(beginning, name, value)
    if usual and "ground_rules" not in fields:
        beginning.ground_rules = usual_rules(beginning.cooperation_form)
    if done:
        beginning.step = max(beginning.step, STEPS.index(done) + 2)
    beginning.full_clean(validate_unique=False)
    beginning.save()
    touch(f"reader.{beginning.owner_id}")
    return beginning


def fit_lines(beginning: Beginning) -> None:
    """Another organisation takes part, or one does not: lines that name it are ready, or doubtful again."""
    organisations = list(beginning.organisations.all())
    gone = beginning.lines.ready().exclude(organisation=None).exclude(organisation__in=organisations)
    gone.update(organisation=None, state=Line.State.DOUBT, reason=Line.Reason.ORGANISATION, by_hand=False)
    places = Places(organisations)
    waiting = beginning.lines.doubtful().filter(reason=Line.Reason.ORGANISATION).exclude(place="")
    for line in waiting:
        if (found := places.find(line.place)) is not None:
            line.organisation, line.state, line.reason = found, Line.State.READY, ""
            line.save(update_fields=["organisation", "state", "reason"])
    beginning.save(update_fields=["changed_at"])


@transaction.atomic
def choose(*, actor: User, beginning: Beginning, organisation: Organisation) -> None:
    """An organisation will take part. Twice is once. Raises `PermissionDenied`."""
    beginning = _open(actor, beginning)
    beginning.organisations.add(organisation)
    fit_lines(beginning)


@transaction.atomic
def leave_out(*, actor: User, beginning: Beginning, organisation: Organisation) -> None:
    """An organisation will not take part after all. Raises `PermissionDenied`."""
    beginning = _open(actor, beginning)
    beginning.organisations.remove(organisation)
    fit_lines(beginning)


@transaction.atomic
def discard(*, actor: User, beginning: Beginning) -> None:
    """Throw a concept away, with its list of people. Raises `PermissionDenied`."""
    beginning = _open(actor, beginning)
    record(actor=actor, verb="networks.concept_discarded", about=beginning)
    beginning.delete()
    touch(f"reader.{actor.pk}")
