from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from community.journal.actions import recorded
from events.models import Meeting
from forum.models import Post

from . import index


@receiver(recorded, sender=Post)
def keep_posts_findable(sender, about, **kwargs):
    index.index_post(about)


@receiver(recorded, sender=Meeting)
def keep_meetings_findable(sender, about, verb, **kwargs):
    if verb != "events.answered":
        index.index_meeting(Meeting.objects.get(pk=about.pk))


@receiver([page_published, page_unpublished])
def keep_pages_findable(sender, instance, **kwargs):
    index.index_page(instance)


@receiver(post_page_move)
def follow_moved_pages(sender, instance, **kwargs):
    for page in instance.get_descendants(inclusive=True):
        index.index_page(page)
