"""A message that is changed keeps what it said before, once for each change."""

import pytest

from community.journal.models import Entry
from forum import actions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("version", ["before", "now"])
def test_the_same_words_sent_twice_are_one_change(version, house):
    before, sent = house.post.version, {"actor": house.member, "html": "<p>Nog beter.</p>"}
    changed = actions.edit_post(post=house.post, version=before, **sent)
    told = Entry.objects.filter(verb="forum.post_edited").count()
    again = actions.edit_post(
        post=house.post, version={"before": before, "now": changed.version}[version], **sent
    )
    assert (again, again.version, again.edited_at) == (changed, before + 1, changed.edited_at)
    assert again.revisions.filter(version=before).count() == 1
    assert not again.revisions.filter(html=sent["html"]).exists()
    assert Entry.objects.filter(verb="forum.post_edited").count() == told
