"""What follows for a harvest when a message in the forum is removed, and which files it shows."""

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_save
from django.dispatch import receiver

from community.knowledge.models import ArticlePage
from community.richtext import uses
from forum.models import Post, Topic

from .models import Passage


@receiver(post_save, sender=Post)
def forget_what_was_removed(instance: Post, **_more) -> None:
    """Words that were removed go into no article. Who brings them back may gather them, and ask for them, anew."""
    if instance.deleted_at:
        anchor = instance.get_absolute_url().partition("#")[2]
        _gathered_from(instance.topic).filter(url__endswith=f"#{anchor}").delete()


@receiver(post_save, sender=Topic)
def name_what_was_renamed(instance: Topic, created: bool, update_fields=None, **_more) -> None:
    """A passage names its topic as the forum does: a title that was removed stands nowhere."""
    if not created and (update_fields is None or "title" in update_fields):
        _gathered_from(instance).exclude(source=instance.heading).update(source=instance.heading)


def _gathered_from(topic: Topic) -> QuerySet[Passage]:
    """What was gathered there, under whatever title the topic had then."""
    return Passage.objects.filter(url__startswith=topic.get_absolute_url().removesuffix(f"{topic.slug}/"))


def shows(address: str) -> bool:
    """In a passage, or in an article, also one that is only a draft: its blocks are looked through as text."""
    if Passage.objects.filter(html__contains=address).exists():
        return True
    articles = ArticlePage.objects.annotate(as_text=Cast("body", TextField()))
    return articles.filter(as_text__contains=address).exists()


uses.register(shows)
