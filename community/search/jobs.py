from django_tasks import task
from wagtail.models import Page, Site

from community import later

from .index import keep_in_step


def keep_below_later(pk: int) -> None:
    """Everything below this page is looked at after the transaction, by a job."""
    later.enqueue(keep_below, pk)


@task()
def keep_below(pk: int) -> None:
    """The entries of a page and of all pages below it say what the pages say now. Safe to run twice."""
    if page := Page.objects.filter(pk=pk).first():
        Site.clear_site_root_paths_cache()
        keep_in_step(Page, path__startswith=page.path)
