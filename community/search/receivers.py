"""Whatever changes what can be found changes its entry too, in one transaction with it.

Only what is below a page that changed may follow in a job, and never when it must not be found any more.
"""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move

from events.models import Meeting
from forum.models import Board, Post, Topic

from .index import close_below, forget, is_open, keep_in_step
from .jobs import keep_below_later

#: Fields without which an entry stays as it is, for rows that are saved more often than they change.
COUNTS = {"last_number", "last_post_at", "last_poster", "reply_count", "answer", "pinned", "closed"}
DRAFTS = {"draft_title", "latest_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by"}


def _only(update_fields, harmless: set[str]) -> bool:
    return update_fields is not None and harmless.issuperset(update_fields)


@receiver(post_save, sender=Post)
def keep_the_post(sender, instance, **kwargs):
    keep_in_step(Post, pk=instance.pk)


@receiver(post_save, sender=Topic)
def keep_the_topic(sender, instance, created, update_fields, **kwargs):
    if not created and not _only(update_fields, COUNTS):
        keep_in_step(Post, topic=instance.pk)


@receiver(post_save, sender=Board)
def keep_the_board(sender, instance, created, **kwargs):
    if not created:
        keep_in_step(Post, topic__board=instance.pk)


@receiver(post_save, sender=Meeting)
def keep_the_meeting(sender, instance, **kwargs):
    keep_in_step(Meeting, pk=instance.pk)


def keep_the_page(sender, instance, update_fields=None, **kwargs):
    if not _only(update_fields, DRAFTS):
        _keep_page(instance.pk)


def forget_the_page(sender, instance, **kwargs):
    forget(Page, instance)


for kind in get_page_models():
    post_save.connect(keep_the_page, sender=kind)
    post_delete.connect(forget_the_page, sender=kind)


@receiver(post_page_move)
def keep_the_moved_pages(sender, instance, **kwargs):
    _keep_page(instance.pk)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def keep_what_it_covers(sender, instance, **kwargs):
    _keep_page(instance.page_id)


def _keep_page(pk: int) -> None:
    """The page itself at once, and what is below it too when that must not be found; the rest follows in a job."""
    page = Page.objects.filter(pk=pk).first()
    if page is None:
        return
    keep_in_step(Page, pk=pk)
    if page.is_leaf():
        return
    if not is_open(page):
        close_below(page)
    keep_below_later(pk)


@receiver([post_save, post_delete], sender=Site)
def keep_all_addresses(sender, **kwargs):
    Site.clear_site_root_paths_cache()
    for root in Page.objects.filter(depth=1):
        keep_below_later(root.pk)


@receiver(post_delete, sender=Post)
@receiver(post_delete, sender=Meeting)
def forget_what_is_gone(sender, instance, **kwargs):
    forget(sender, instance)
