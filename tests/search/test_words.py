"""What is searched, what is found first, and how it is shown."""

import pytest

from community.excerpts import excerpt, marked
from community.networks.models import Network
from community.search.models import ENOUGH, SearchEntry
from community.search.views import PER_PAGE
from community.words import sought
from tests.factories import NetworkFactory, OrganisationFactory, PostFactory, UserFactory

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
    return [hit.pk for hit in SearchEntry.objects.best(sought(text))]


class TestSought:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("  tuin\naarde tuin", ["tuin", "aarde"]),
            ('"tuin" OR NOT (aarde*) -gras: & | !', ["tuin", "or", "not", "aarde", "gras"]),
            ("zoë's été", ["zoe", "s", "ete"]),
            ("de tuin van het huis", ["tuin", "huis"]),
            ("van het", ["van", "het"]),
            ("%&()", []),
            ("a b c d e f g h i j", list("abcdefgh")),
            ("a" * 199 + "bc", ["a" * 199 + "b"]),
        ],
    )
    def test_letters_and_digits_are_searched_at_most_eight_words(self, text, words):
        assert [one.word for one in sought(text)] == words


#: What stands somewhere, and what finds it.
FOUND = [
    ("Vragen van ouders/verzorgers", ["ouders", "verzorgers", "verzorger", "ouders/verzorgers"]),
    ("Voor 0-3jarigen", ["0-3jarigen", "jarigen", "3jarigen", "0-3"]),
    ("Zo\u0308e in Lo\u0301dz", ["zoë", "Zoe", "ZO\u0308E", "lodz", "Łódź"]),
    ("Łódź, Ørsted, Đorđe en Weiß", ["lodz", "orsted", "Ørsted", "dorde", "weiss", "Weiß"]),
    ("İbrahim Şahin", ["ibrahim", "sahin", "İbrahim", "IBRAHIM"]),
    ("De peuters spelen", ["peuter", "peuters", "peut", "spelen"]),
    ("De peuter speelt", ["peuters"]),
    ("Een boom", ["bomen"]),
    ("Hoge bomen", ["boom"]),
    ("Kinderopvang", ["opvang", "kinder", "kinderopvangen"]),
    ("Buitenschoolse kinderopvangen", ["opvang"]),
]
NOT_FOUND = [("Kinderopvang", ["ang", "derop"]), ("Bommel", ["bomen"]), ("thuis", ["huis"])]


class TestBest:
    @pytest.mark.parametrize(("text", "asked"), FOUND, ids=[text for text, _asked in FOUND])
    def test_words_are_found_however_they_are_written(self, entry, text, asked):
        title, body = entry(title=text), entry("Iets", body=text)
        assert {words: found(words) for words in asked} == {words: [title.pk, body.pk] for words in asked}

    @pytest.mark.parametrize(("text", "asked"), NOT_FOUND, ids=[text for text, _asked in NOT_FOUND])
    def test_a_piece_of_a_word_is_another_word(self, entry, text, asked):
        entry(text)
        assert {words: found(words) for words in asked} == {words: [] for words in asked}

    def test_a_question_finds_what_it_is_about(self, entry):
        entry("Tussendoor", "Wie mogen er mee eten?")
        about = entry("Hoog in de boom", "Een peuter mag klimmen: zo begeleid je dat.")
        entry("Klimmen", "op de rekken")
        assert found("mogen peuters in bomen klimmen")[0] == about.pk

    def test_all_words_come_first_then_all_but_one_then_any(self, entry):
        one, two = entry("Zandbak"), entry("Zandbak tuin")
        three = entry("Tuin", "gras en zandbak")
        assert found("zandbak tuin gras") == [three.pk, two.pk, one.pk]
        assert set(found("niets zandbak")) == {one.pk, two.pk, three.pk}
        assert found("andba") == found("") == found("%&()") == []

    def test_when_enough_has_all_words_nothing_else_is_asked(self, entry, django_assert_num_queries):
        for _number in range(ENOUGH):
            entry("Zandbak tuin")
        entry("Zandbak")
        with django_assert_num_queries(1):
            assert len(found("zandbak tuin")) == ENOUGH
        with django_assert_num_queries(2):  # all three words, and any two of them
            assert len(found("zandbak tuin gras")) == ENOUGH

    def test_small_words_count_only_when_there_are_no_others(self, entry):
        entry("De tuin"), entry("De zandbak")
        assert len(found("de tuin")) == 1
        assert len(found("de")) == 2

    def test_what_changes_is_found_by_its_new_words(self, entry):
        one = entry("Zandbak", "Gras")
        one.title = "Vijver"
        one.save(update_fields=["title"])
        assert (found("zandbak"), found("vijvers"), found("gras")) == ([], [one.pk], [one.pk])

    def test_a_title_weighs_more_than_a_text_and_of_two_alike_the_newest_comes_first(self, entry):
        title, first, second = entry("Zandbak"), entry("Tuin", "zandbak"), entry("Tuin", "zandbak")
        assert found("zandbak") == [title.pk, second.pk, first.pk]

    def test_at_most_a_hundred(self, entry):
        made = [entry("Zandbak") for _number in range(102)]
        assert found("zandbak") == [one.pk for one in made[:1:-1]]

    def test_a_very_long_text_can_be_found(self, entry):
        letters = str.maketrans("0123456789", "ghijklmnop")
        long = " ".join(f"{number:x}".translate(letters) for number in range(200_000))
        one = entry("Zandbak", long)
        assert found("zandbak") == [one.pk]


class TestExcerpt:
    def test_it_begins_a_little_before_the_first_word_that_is_there(self):
        body = "a" * 99 + " Zandbak " + "b" * 300
        assert excerpt(body, sought("zandbak")) == "… " + body[30:240] + "…"

    @pytest.mark.parametrize("words", ["niets", ""])
    def test_without_one_it_is_the_beginning(self, words):
        assert excerpt("c" * 210, sought(words)) == "c" * 210
        assert excerpt("c" * 211, sought(words)) == "c" * 210 + "…"

    def test_of_several_words_the_first_in_the_text_counts(self):
        body = "tuin " + "x" * 300 + " zandbak"
        assert excerpt(body, sought("zandbak tuin")).startswith("tuin ")


class TestMarked:
    @pytest.mark.parametrize(
        ("text", "words", "shown"),
        [
            ("De Tuin", "tuin", "De <mark>Tuin</mark>"),
            ("tuinhuis en moestuin", "tuin", "<mark>tuinhuis</mark> en <mark>moestuin</mark>"),
            ("een boom", "bomen", "een <mark>boom</mark>"),
            ("<b>tuin</b>", "b", "&lt;<mark>b</mark>&gt;tuin&lt;/<mark>b</mark>&gt;"),
            ("a & b's", "amp x27", "a &amp; b&#x27;s"),
            ("ÉLODIE Zo\u0308e", "elodie zoe", "<mark>ÉLODIE</mark> <mark>Zo\u0308e</mark>"),
            ("tuin", "", "tuin"),
        ],
    )
    def test_words_are_marked_and_nothing_becomes_html(self, text, words, shown):
        assert marked(text, sought(words)) == shown


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

    def test_what_does_not_fit_stands_on_the_next_page(self, ask, entry):
        made = [entry("Zandbak").pk for _number in range(PER_PAGE + 1)]
        first, second = ask(q="zandbak"), ask(q="zandbak", page=2)
        assert [hit.pk for page in (first, second) for hit in page.context["hits"]] == made[::-1]
        assert 'href="?q=zandbak&amp;page=2"' in first.text
        assert len(ask(q="zandbak", page="9x").context["hits"]) == PER_PAGE

    def test_a_topic_is_one_line_that_says_how_much_more_it_has(self, ask):
        opening = PostFactory(number=1, html="<p>Iets</p>", topic__title="Zandbak")
        for number in (2, 3):
            PostFactory(topic=opening.topic, number=number, html="<p>zandbak</p>")
        other = PostFactory(number=1, html="<p>Zandbak</p>")
        page = ask(q="zandbak")
        assert {(hit.url, hit.more) for hit in page.context["hits"]} == {
            (opening.topic.url_of(3), 2),
            (other.topic.url_of(1), 0),
        }
        assert "nog 2 in dit onderwerp" in " ".join(page.text.split())
        assert page.context["counts"] | {"meeting": 0} == {"topic": 2, "post": 1, "meeting": 0, "page": 0}

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

    @pytest.mark.parametrize("asked", ["zoe", "ZOË", "łódź zoe", "peuters"])
    def test_names_are_found_as_other_words_are(self, asked, house, sign_in):
        person = UserFactory(name="Zo\u0308e Lodz")
        person.profile.expertise, person.profile.listed = "Peuter en dreumes", "members"
        person.profile.save(update_fields=["expertise", "listed"])
        NetworkFactory(name="Zoë in Lódź, peuter", visibility="public")
        OrganisationFactory(name="Zoë Łódź", municipality="Peuterdam")
        client = sign_in(house.outsider)
        page = client.get("/search/", {"q": asked}).context
        expected = ["Zo\u0308e Lodz"] if asked != "peuters" else []
        assert [one.name for one in page["people"]] == expected
        assert (len(page["networks"]), len(page["organisations"])) == (1, 1)
        listed = client.get("/people/", {"q": asked}).context["found"].rows
        assert [row.person.name for row in listed] == ["Zo\u0308e Lodz"]

    def test_a_hit_without_a_title_says_that_it_was_removed(self, ask, entry):
        entry("", "zandbak")
        assert [hit.shown_title for hit in ask(q="zandbak").context["hits"]] == ["Verwijderd onderwerp"]
