"""What a page still asks to keep after it sent its form makes no draft of what was taken."""

import pytest
from django.urls import reverse

from community.richtext.models import Draft

from .writing import WORDS, forms, place_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("late", [WORDS, f"{WORDS} en een beuk"])
def test_a_draft_that_comes_after_what_was_sent_is_refused(late, house, sign_in):
    client, (page, action, words, count) = sign_in(house.member), forms(house)["reply"]
    fields = place_on(client.get(page)) | {"_tab": "a"}
    keep = reverse("richtext:draft")
    assert client.post(keep, fields | words).status_code == 200
    assert client.post(action, fields | words).status_code == 302
    assert (
        client.post(keep, fields | {"html": late}, headers={"Accept": "application/json"}).status_code == 409
    )
    assert (count(), Draft.objects.count()) == (1, 0)


def test_another_page_of_the_same_form_keeps_what_is_typed_in_it(house, sign_in):
    client, (page, action, words, _count) = sign_in(house.member), forms(house)["reply"]
    first, second = (place_on(client.get(page)) for _page in range(2))
    assert client.post(action, first | words).status_code == 302
    assert client.post(reverse("richtext:draft"), second | words).status_code == 200
    assert client.post(reverse("richtext:draft"), first | {"_tab": "b"} | words).status_code == 200
    assert Draft.objects.count() == 2
