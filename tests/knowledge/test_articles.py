"""What stands around the text of an article."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.knowledge.pages import publish

pytestmark = pytest.mark.django_db
HEADINGS = [{"type": "heading", "value": words} for words in ("Eerst", "Dan")]
POINT = [{"type": "point", "value": "Kort gezegd"}]
SOURCE = [{"type": "reference", "value": {"number": 1, "text": "Bron"}}]


@pytest.mark.parametrize(
    ("headings", "points", "sources", "anchors"),
    [
        (HEADINGS, [], [], ["eerst", "dan"]),
        (HEADINGS, POINT, SOURCE, ["kort", "eerst", "dan", "bronnen"]),
        (HEADINGS[:1], POINT, SOURCE, []),
    ],
)
def test_the_table_of_contents(headings, points, sources, anchors):
    article = publish()
    article.body, article.key_points, article.references = headings, points, sources
    assert [anchor for anchor, _words in article.contents] == anchors


@pytest.mark.parametrize(("later", "said"), [(0, False), (1, True)])
def test_it_says_when_it_was_updated_on_a_later_day(later, said):
    article, first = publish(), timezone.now() - dt.timedelta(days=9)
    article.first_published_at, article.last_published_at = first, first + dt.timedelta(days=later)
    assert article.updated_at == (article.last_published_at if said else None)
