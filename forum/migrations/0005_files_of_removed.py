import re

from django.db import migrations

FILE = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")


def audience_of(post):
    board = post.topic.board
    return f"network:{board.network_id}" if board.visibility == "network" else board.visibility


def put_away(apps, schema_editor):
    """The files in posts that were removed are only for who may bring those back, as they are from now on."""
    attachments = apps.get_model("richtext", "Attachment").objects
    posts = apps.get_model("forum", "Post").objects.select_related("topic__board")
    for post in posts.filter(deleted_at__isnull=False).iterator():
        texts = [post.html, *post.revisions.values_list("html", flat=True)]
        others = posts.filter(author=post.author_id, deleted_at=None)
        for key in {key for html in texts for key in FILE.findall(html)}:
            if not others.filter(html__contains=f"/files/{key}/").exists():
                found = attachments.filter(pk=key, owner=post.author_id, audience=audience_of(post))
                found.update(audience=f"removed:{post.pk}")


def bring_back(apps, schema_editor):
    """What hangs from a post that is gone altogether stays for nobody."""
    attachments = apps.get_model("richtext", "Attachment").objects.filter(audience__startswith="removed:")
    posts = apps.get_model("forum", "Post").objects.select_related("topic__board")
    for attachment in attachments:
        if post := posts.filter(pk=attachment.audience.partition(":")[2]).first():
            attachment.audience = audience_of(post)
            attachment.save(update_fields=["audience"])


class Migration(migrations.Migration):
    dependencies = [("forum", "0004_removed_openings"), ("richtext", "0006_a_draft_for_each_page")]

    operations = [migrations.RunPython(put_away, bring_back)]
