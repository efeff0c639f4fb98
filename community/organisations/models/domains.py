from django.db import models
from django.utils.translation import gettext_lazy as _

from community.folded import FoldedField, FoldedModel


class Domain(FoldedModel):
    """What organisations work on, in one word for all of them. The `slug` stands in addresses of filters."""

    name = models.CharField(_("domain"), max_length=60)
    folded = FoldedField(of=["name"])
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["folded", "pk"]

    def __str__(self):
        return self.name
