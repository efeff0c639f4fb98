"""A deterministic data set to measure on: the same numbers and words on every machine."""

import random
import uuid
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from community.chat.actions import enter, open_network_room
from community.demo.library import plant_library
from community.knowledge.models import ArticlePage
from community.members.models import Profile, User
from community.networks.models import Network, Participant
from community.search.index import rebuild
from forum.counts import recount_topics
from forum.models import Board, Post, Topic

WORDS = [
    "bezoek",
    "brug",
    "buiten",
    "kind",
    "klimmen",
    "kring",
    "leren",
    "locatie",
    "netwerk",
    "ouders",
    "plank",
    "praktijk",
    "speelplek",
    "team",
    "tuin",
    "veilig",
    "vraag",
    "water",
    "week",
    "werkvorm",
    "school",
    "opvang",
    "stap",
    "verslag",
    "gastheer",
    "beurt",
    "afspraak",
    "kijken",
    "delen",
    "samen",
]


class Command(BaseCommand):
    help = "Loads the data set of `make bench`. Only into an empty database."

    def add_arguments(self, parser):
        parser.add_argument("--users", type=int, default=500)
        parser.add_argument("--topics", type=int, default=1000)
        parser.add_argument("--posts", type=int, default=20_000)
        parser.add_argument("--seed", type=int, default=1)

    @transaction.atomic
    def handle(self, *, users, topics, posts, seed, **options):
        if User.objects.exists():
            raise CommandError("There are people here already; the data set wants an empty database.")
        self.rng, self.now = random.Random(seed), timezone.now()
        people = self.people(users)
        board = self.network(people)
        made = self.topics(board, people, topics, posts)
        self.posts(made, people)
        recount_topics()  # who wrote last in each
        self.article()
        rebuild()
        self.stdout.write(f"{users} people, {len(made)} topics, {posts} posts")

    def text(self, count: int) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(count)).capitalize() + "."

    def client_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128))

    def people(self, count: int) -> list[User]:
        made = User.objects.bulk_create(
            User(name=f"Mens {n}", handle=f"mens-{n}", email=f"mens{n}@example.org", password="!")
            for n in range(count)
        )
        Profile.objects.bulk_create(Profile(user=user) for user in made)
        return made

    def network(self, people: list[User]) -> Board:
        network = Network.objects.create(
            name="Meetnetwerk",
            slug="meetnetwerk",
            cooperation_form="learning_network",
            purpose="Om op te meten.",
            started_on=self.now.date(),
        )
        Participant.objects.bulk_create(
            Participant(network=network, user=user, role="member" if n else "facilitator")
            for n, user in enumerate(people)
        )
        room = open_network_room(network=network)
        for user in people:
            enter(room=room, user=user)
        Board.objects.create(name="Meetbord", slug="meetbord", network=network)
        return Board.objects.create(name="Open meetbord", slug="open-meetbord", visibility="public")

    def topics(self, open_board: Board, people, count: int, posts: int) -> list[Topic]:
        """The first topic has a tenth of all posts; the rest share the others evenly."""
        boards = [Board.objects.get(slug="meetbord"), open_board]
        long = posts // 10
        each, rest = divmod(posts - long, count - 1)
        made = []
        for n in range(count):
            number = long if n == 0 else each + (n <= rest)
            author = self.rng.choice(people)
            made.append(
                Topic(
                    board=boards[n % 2],
                    title=self.text(7),
                    author=author,
                    client_id=self.client_id(),
                    created_at=self.now - timedelta(minutes=count - n),
                    last_post_at=self.now - timedelta(minutes=count - n),
                    last_poster=author,
                    last_number=number,
                    reply_count=number - 1,
                )
            )
        return Topic.objects.bulk_create(made, batch_size=1000)

    def article(self) -> None:
        """An article of some eight hundred words in the library."""
        body = [{"type": "heading", "value": "Wat we deden"}]
        body += [{"type": "text", "value": f"<p>{self.text(100)}</p>"} for _ in range(8)]
        page = ArticlePage(title="Meetartikel", slug="meetartikel", lede=self.text(25), body=body)
        plant_library().add_child(instance=page)
        page.save_revision().publish()

    def posts(self, topics, people) -> None:
        batch = []
        for topic in topics:
            for number in range(1, topic.last_number + 1):
                html = f"<p>{self.text(40)}</p><p>{self.text(25)}</p>"
                batch.append(
                    Post(
                        topic=topic,
                        number=number,
                        author=self.rng.choice(people),
                        client_id=self.client_id(),
                        html=html,
                        created_at=topic.created_at,
                    )
                )
            if len(batch) > 5000:
                Post.objects.bulk_create(batch)
                batch = []
        Post.objects.bulk_create(batch)
