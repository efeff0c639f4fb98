"""Whatever changes what can be found changes its entry too, in one transaction with it."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from events.models import Meeting
from forum.models import Board, Post, Topic

from .index import forget, keep_in_step

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


@receiver(post_save)
def keep_the_page(sender, instance, update_fields=None, **kwargs):
    if issubclass(sender, Page) and not _only(update_fields, DRAFTS):
        keep_in_step(Page, path__startswith=instance.path)


@receiver(post_page_move)
def keep_the_moved_pages(sender, instance, **kwargs):
    keep_in_step(Page, path__startswith=Page.objects.get(pk=instance.pk).path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def keep_what_it_covers(sender, instance, **kwargs):
    if page := Page.objects.filter(pk=instance.page_id).first():
        keep_in_step(Page, path__startswith=page.path)


@receiver([post_save, post_delete], sender=Site)
def keep_all_addresses(sender, **kwargs):
    Site.clear_site_root_paths_cache()
    keep_in_step(Page, depth__gt=1)


@receiver(post_delete)
def forget_what_is_gone(sender, instance, **kwargs):
    for model in (Post, Meeting, Page):
        if issubclass(sender, model):
            forget(model, instance)
