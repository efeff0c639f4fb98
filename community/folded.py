"""A column that says what others of the same row say, as it is found or sorted, whoever saves the row."""

from collections.abc import Callable, Iterable

from django.db import models

from .surnames import with_particles, without_particles
from .words import Sought, findable, fold, looks

FORMS: dict[str, Callable[[str], str]] = {
    "fold": fold,
    "findable": findable,
    "looks": looks,
    "surname": with_particles,
    "bare_surname": without_particles,
}


class FoldedField(models.TextField):
    """`of` names the fields it follows; `form` how: a key of `FORMS`, such as "fold" for names."""

    def __init__(self, *, of: Iterable[str], form: str = "fold", **options):
        self.of, self.form = tuple(of), form
        super().__init__(**{"default": "", "blank": True, "editable": False, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of, "form": self.form}

    def pre_save(self, model_instance, add):
        said = "\n".join(getattr(model_instance, name) for name in self.of)
        setattr(model_instance, self.attname, FORMS[self.form](said))
        return getattr(model_instance, self.attname)


class FoldedModel(models.Model):
    """Saving some fields of a row saves what follows from them too."""

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **options):
        if update_fields is not None:
            update_fields = set(update_fields)
            for field in self._meta.concrete_fields:
                if isinstance(field, FoldedField) and update_fields & set(field.of):
                    update_fields.add(field.name)
        super().save(update_fields=update_fields, **options)


def says(sought: Iterable[Sought], *columns: str) -> models.Q:
    """Rows of which each word stands in one of these columns, as it is or by its stem."""
    rule = models.Q()
    for one in sought:
        parts = {one.word} | ({one.stem} if len(one.stem) > 3 else set())
        asked = [(f"{column}__contains", part) for column in columns for part in sorted(parts)]
        rule &= models.Q(*asked, _connector=models.Q.OR)
    return rule
