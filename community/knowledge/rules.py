"""Who may see a picture or a file of the editors: whoever may read a published page that shows it."""

from enum import Enum

from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from community.members.models import Anyone

from .shelves import standing


class Shown(Enum):
    """How far a picture or file may go. What is true is yes."""

    EVERYONE = "everyone"
    READER = "reader"
    NOBODY = ""

    def __bool__(self) -> bool:
        return self is not Shown.NOBODY


def is_editor(user: Anyone) -> bool:
    """Who may open the screens of the editors."""
    return user.has_perm("wagtailadmin.access_admin")


def shown_to(request: HttpRequest, thing: Model) -> Shown:
    """Whether the reader of `request` may see `thing` (a picture or file): with whoever reads one of its pages.

    Editors see everything. Asks the same number of questions for one page and for a hundred.
    """
    restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
    closed = [one.page.path for one in restrictions if not one.accept_request(request)]
    open_to_some = [one.page.path for one in restrictions]
    pages = _pages_that_show(thing)
    if any(not _is_within(path, open_to_some) for path in pages):
        return Shown.EVERYONE
    if is_editor(request.user) or any(not _is_within(path, closed) for path in pages):
        return Shown.READER
    return Shown.NOBODY


def _pages_that_show(thing: Model) -> list[str]:
    """The paths of the published pages of a site that hold `thing` in a block, a text or a field."""
    found = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page)
    )
    roots = tuple(root.root_path for root in Site.get_site_root_paths())
    pages = standing(Page.objects.filter(pk__in=list(found.values_list("object_id", flat=True).distinct())))
    return [path for path, url_path in pages.values_list("path", "url_path") if url_path.startswith(roots)]


def _is_within(path: str, trees: list[str]) -> bool:
    return any(path.startswith(tree) for tree in trees)
