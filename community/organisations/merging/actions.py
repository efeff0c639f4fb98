"""Two organisations turn out to be one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ManyToOneRel, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User

from ..models import FormerName, Organisation
from .names import show_beside_people
from .rules import may_merge_organisations

#: What the one that stays takes over where it says nothing itself.
TAKEN_OVER = ("number", "website", "story", "level")


@transaction.atomic
def merge_organisations(*, actor: User, gone: Organisation, into: Organisation) -> Organisation:
    """Everything of `gone` becomes of `into`: people, networks, meetings, places; its name and address lead there.

    Where both have the same, such as a membership of one network, the one of `into` stays. Sent again, it gives back
    what it was merged into. Raises `PermissionDenied`, and `ValidationError` for an organisation and itself.
    """
    if not may_merge_organisations(actor):
        raise PermissionDenied
    if gone.pk == into.pk:
        raise ValidationError(_("Choose another organisation than this one."))
    both = {one.pk: one for one in Organisation.objects.select_for_update().filter(pk__in=[gone.pk, into.pk])}
    if into.pk not in both:
        raise ValidationError(_("This organisation is not there any more."))
    if gone.pk not in both:
        return both[into.pk]
    gone, into = both[gone.pk], both[into.pk]
    _take_over(gone, into)
    _begin_with_the_oldest(gone, into)
    for model, field in _pointing_here():
        _move(model, field, gone, into)
    show_beside_people(gone.slug, into, into.name)
    number, name, slug = gone.pk, gone.name, gone.slug
    gone.delete()
    FormerName.objects.create(organisation=into, name=name, slug=slug, until=timezone.localdate())
    record(actor=actor, verb="organisations.merged", about=into, gone=name, gone_id=number)
    return into


def _take_over(gone: Organisation, into: Organisation) -> None:
    for name in TAKEN_OVER:
        if not getattr(into, name):
            setattr(into, name, getattr(gone, name))
    into.open_for_cooperation |= gone.open_for_cooperation
    into.save(update_fields=[*TAKEN_OVER, "open_for_cooperation"])


def _pointing_here() -> list[tuple[type[Model], str]]:
    """Every table with a column that names an organisation, in any room; people before what they do."""
    relations = Organisation._meta.get_fields(include_hidden=True)
    return [(one.related_model, one.field.name) for one in relations if isinstance(one, ManyToOneRel)]


def _begin_with_the_oldest(gone: Organisation, into: Organisation) -> None:
    """What both have without an end began when the first of the two began."""
    for model, field in _pointing_here():
        names = {one.name for one in model._meta.fields}
        if not {"since", "until"} <= names:
            continue
        other = next(one for one in ("network", "person") if one in names)
        rows = model._base_manager.filter(**{field: gone, "until": None}).values_list("since", f"{other}_id")
        for since, number in rows:
            same = {field: into, "until": None, f"{other}_id": number}
            model._base_manager.filter(**same, since__gt=since).update(since=since)


def _move(model: type[Model], field: str, gone: Organisation, into: Organisation) -> None:
    """Each row that names the one, names the other; one that would be there twice goes."""
    rows = model._base_manager.filter(**{field: gone})
    try:
        with transaction.atomic():
            rows.update(**{field: into})
        return
    except IntegrityError:  # both have the same somewhere: one row after the other
        pass
    for row in rows:
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{field: into})
        except IntegrityError:
            row.delete()
