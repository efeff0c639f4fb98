"""What is searched, what is found first, and how it is shown."""

import pytest

from community.networks.models import Network
from community.search.models import SearchEntry, words_of
from community.search.views import PER_PAGE, excerpt, marked
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    """Something that can be found."""
    numbers = iter(range(500_000, 600_000))

    def made(title="", body="", kind="topic", **fields) -> SearchEntry:
        fields = {"visibility": "public", "url": "/x/"} | fields
        return SearchEntry.objects.create(
            kind=kind, object_id=next(numbers), title=title, body=body, **fields
        )

    return made


def found(text) -> list[int]:
    return [hit.pk for hit in SearchEntry.objects.best(text)]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("tuin aarde", ["tuin", "aarde"]),
            ("  tuin\n", ["tuin"]),
            ('"tuin" OR NOT (aarde*) -gras: & | !', ["tuin", "OR", "NOT", "aarde", "gras"]),
            ("zoë's été", ["zoë", "s", "été"]),
            ("", []),
            ("%&()", []),
            ("a b c d e f g h i j", list("abcdefgh")),
            ("a" * 199 + "bc", ["a" * 199 + "b"]),
        ],
    )
    def test_letters_and_digits_are_searched_at_most_eight_words(self, text, words):
        assert words_of(text) == words


class TestBest:
    def test_all_words_have_to_be_there_as_beginnings(self, entry):
        both, one = entry("Zandbak", "in de tuin"), entry("Zandbak")
        assert found("zandb tui") == [both.pk]
        assert set(found("zand")) == {both.pk, one.pk}
        assert found("andbak") == found("") == []

    def test_a_title_weighs_more_than_a_text_and_of_two_alike_the_newest_comes_first(self, entry):
        title, first, second = entry("Zandbak"), entry("Tuin", "zandbak"), entry("Tuin", "zandbak")
        assert found("zandbak") == [title.pk, second.pk, first.pk]

    def test_at_most_a_hundred(self, entry):
        made = [entry("Zandbak") for _number in range(102)]
        assert found("zandbak") == [one.pk for one in made[:1:-1]]


class TestExcerpt:
    def test_it_begins_a_little_before_the_first_word_that_is_there(self):
        body = "a" * 100 + "Zandbak" + "b" * 300
        assert excerpt(body, ["zandbak"]) == "… " + body[30:240] + "…"

    @pytest.mark.parametrize("words", [["niets"], []])
    def test_without_one_it_is_the_beginning(self, words):
        assert excerpt("c" * 210, words) == "c" * 210
        assert excerpt("c" * 211, words) == "c" * 210 + "…"

    def test_of_several_words_the_first_in_the_text_counts(self):
        body = "tuin " + "x" * 300 + " zandbak"
        assert excerpt(body, ["zandbak", "tuin"]).startswith("tuin ")


class TestMarked:
    @pytest.mark.parametrize(
        ("text", "words", "shown"),
        [
            ("De Tuin", ["tuin"], "De <mark>Tuin</mark>"),
            ("tuinhuis en moestuin", ["tuin"], "<mark>tuin</mark>huis en moestuin"),
            ("tuinhuis", ["tuin", "tuinhuis"], "<mark>tuinhuis</mark>"),
            ("<b>tuin</b>", ["b"], "&lt;<mark>b</mark>&gt;tuin&lt;/<mark>b</mark>&gt;"),
            ("a & b's", ["amp", "x27", "27"], "a &amp; b&#x27;s"),
            ("één", ["één"], "<mark>één</mark>"),
            ("tuin", [], "tuin"),
        ],
    )
    def test_words_are_marked_where_they_begin_and_nothing_becomes_html(self, text, words, shown):
        assert marked(text, words) == shown


class TestPage:
    @pytest.fixture
    def ask(self, client):
        def page(**asked):
            return client.get("/search/", asked)

        return page

    def test_one_kind_alone_beside_the_counts_of_all(self, ask, entry):
        entry("Zandbak"), entry("Zandbak", kind="page"), entry("Zandbak", kind="page")
        shown = ask(q="zandbak", kind="page").context
        assert [hit.kind for hit in shown["hits"]] == ["page", "page"]
        assert shown["counts"] == {"topic": 1, "post": 0, "meeting": 0, "page": 2}
        assert len(ask(q="zandbak", kind="nothing").context["hits"]) == 3

    def test_a_page_shows_twenty_and_the_palette_eight(self, ask, entry, client):
        for _number in range(PER_PAGE + 1):
            entry("Zandbak")
        assert len(ask(q="zandbak").context["hits"]) == 20
        palette = {"HX-Request": "true", "HX-Target": "palette-hits"}
        response = client.get("/search/", {"q": "zandbak"}, headers=palette)
        assert len(response.context["hits"]) == 8
        assert "<html" not in response.text

    def test_what_is_not_for_the_reader_is_neither_shown_nor_counted(self, house, ask, entry, sign_in):
        inside = entry("Zandbak", visibility="network", network=house.network)
        members = entry("Zandbak", visibility="members")

        def seen_by(who):
            page = sign_in(house.who(who)).get("/search/", {"q": "zandbak"}).context
            return {hit.pk for hit in page["hits"]}, page["counts"]["topic"]

        assert seen_by("visitor") == (set(), 0)
        assert seen_by("outsider") == ({members.pk}, 1)
        assert seen_by("member") == ({members.pk, inside.pk}, 2)

    def test_at_most_five_people_and_networks_by_all_words_of_their_name(self, ask, house, sign_in):
        for number in range(6):
            UserFactory(name=f"Zwaan Wit {number}").profile.__class__.objects.update(listed="members")
            NetworkFactory(name=f"Zwaan Wit {number}", visibility="public")
        UserFactory(name="Zwaan Zwart")
        client = sign_in(house.outsider)

        def names(**asked):
            page = client.get("/search/", asked).context
            return len(page["people"]), len(page["networks"])

        assert names(q="wit zwaan") == (5, 5)
        assert names(q="wit 3") == (1, 1)
        assert names(q="zwart") == (0, 0)  # who is not to be found by everyone
        assert names(q="wit", kind="topic") == names(q="") == (0, 0)
        Network.objects.update(visibility="network")
        assert names(q="wit zwaan") == (5, 0)
        assert ask(q="wit zwaan").context["people"] == []

    def test_a_hit_without_a_title_says_that_it_was_removed(self, ask, entry):
        entry("", "zandbak")
        assert [hit.shown_title for hit in ask(q="zandbak").context["hits"]] == ["Verwijderd onderwerp"]
