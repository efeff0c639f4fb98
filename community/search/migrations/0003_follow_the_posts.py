from django.db import migrations
from django.db.models import OuterRef, Subquery


def follow(apps, schema_editor):
    """Entries know their author again; those of removed openings are gone, and their words from those of answers."""
    entries = apps.get_model("search", "SearchEntry").objects
    posts = apps.get_model("forum", "Post").objects
    removed = posts.filter(number=1, deleted_at__isnull=False)
    entries.filter(kind="topic", object_id__in=removed.values("topic")).delete()
    for kind, own in (
        ("topic", posts.filter(topic=OuterRef("object_id"), number=1)),
        ("post", posts.filter(pk=OuterRef("object_id"))),
    ):
        entries.filter(kind=kind).update(author=Subquery(own.values("author")[:1]))
    without = posts.filter(topic__title="").values("pk")
    for entry in entries.filter(kind="post", object_id__in=without):
        _root, forum, topic, _words, place = entry.url.split("/", 4)
        entry.title, entry.url = "", f"/{forum}/{topic}/onderwerp/{place}"
        entry.save(update_fields=["title", "url"])


def back(apps, schema_editor):
    """A page that was never published had no moment of its own; making the index anew gives it one."""
    apps.get_model("search", "SearchEntry").objects.filter(moment=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_author_as_person"),
        ("forum", "0004_removed_openings"),
    ]

    operations = [migrations.RunPython(follow, back)]
