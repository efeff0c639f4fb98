"""What lies under a page that is not published is not there either."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404
from wagtail.models import Page


class Shelf(Page):
    """A page that others lie under: while it is not published, nobody gets to them."""

    class Meta:
        abstract = True

    def route(self, request, path_components):
        if path_components and not self.live:
            raise Http404
        return super().route(request, path_components)


def standing(pages):
    """Those of `pages` that are published, as is everything above them."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    hidden = Page.objects.filter(live=False, numchild__gt=0).annotate(below=path)
    return pages.live().exclude(Exists(hidden.filter(below__startswith=F("path"))))
