from django.db import migrations


def to_fields(apps, schema_editor):
    Draft = apps.get_model('richtext', 'Draft')
    for draft in Draft.objects.iterator():
        words = {'title': draft.title, 'html': draft.body}
        draft.fields = {name: [text] for name, text in words.items() if text}
        draft.save(update_fields=['fields'])


def to_title_and_body(apps, schema_editor):
    Draft = apps.get_model('richtext', 'Draft')
    for draft in Draft.objects.iterator():
        draft.title = draft.fields.get('title', [''])[-1][:200]
        draft.body = draft.fields.get('html', [''])[-1]
        draft.save(update_fields=['title', 'body'])


class Migration(migrations.Migration):

    dependencies = [
        ('richtext', '0002_drafts_of_any_form'),
    ]

    operations = [
        migrations.RunPython(to_fields, to_title_and_body),
    ]
