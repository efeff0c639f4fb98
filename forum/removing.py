"""The words above a topic go with its opening, and come back with it."""

from community.notifications.actions import rename

from .models import Tag, Topic


def set_aside(topic: Topic) -> None:
    """The title and the labels of a topic are not to be seen any more; they are kept to be put back."""
    before = topic.get_absolute_url()
    topic.set_aside = {"title": topic.title, "tags": list(topic.tags.values_list("name", flat=True))}
    topic.title = ""
    topic.tags.clear()
    topic.save(update_fields=["title", "set_aside"])
    rename(old=before, new=topic.get_absolute_url(), title="")


def put_back(topic: Topic) -> None:
    """The title and the labels that were set aside stand above the topic again."""
    before, kept = topic.get_absolute_url(), topic.set_aside
    if kept is None:
        return
    topic.title, topic.set_aside = kept["title"], None
    topic.tags.set([Tag.objects.get_or_create(name=name)[0] for name in kept["tags"]])
    topic.save(update_fields=["title", "set_aside"])
    rename(old=before, new=topic.get_absolute_url(), title=topic.title)
