from django.db import models

from community.folded import FoldedField, FoldedModel

from .organisations import Organisation


class FormerName(FoldedModel):
    """How an organisation was called until a day; `slug` is the word in its address then, if that is another now."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=120)
    folded = FoldedField(of=["name"])
    slug = models.SlugField(unique=True, null=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "-pk"]

    def __str__(self):
        return self.name
