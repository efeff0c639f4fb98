from django.db import migrations


def set_aside(apps, schema_editor):
    """The title and labels of topics whose opening was removed go with it, as they do from now on."""
    topics = apps.get_model("forum", "Topic").objects.filter(
        posts__number=1, posts__deleted_at__isnull=False, set_aside__isnull=True
    )
    for topic in topics:
        topic.set_aside = {"title": topic.title, "tags": list(topic.tags.values_list("name", flat=True))}
        topic.title = ""
        topic.tags.clear()
        topic.save(update_fields=["title", "set_aside"])


def put_back(apps, schema_editor):
    tags = apps.get_model("forum", "Tag").objects
    for topic in apps.get_model("forum", "Topic").objects.filter(set_aside__isnull=False):
        topic.title = topic.set_aside["title"]
        topic.tags.set([tags.get_or_create(name=name)[0] for name in topic.set_aside["tags"]])
        topic.save(update_fields=["title"])


class Migration(migrations.Migration):
    dependencies = [("forum", "0003_set_aside")]

    operations = [migrations.RunPython(set_aside, put_back)]
