"""A small house: one closed network full of private things, and ten people who may or may not see them."""

import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.chat import actions as chat
from community.home.welcome import actions as welcome
from community.networks import actions as networks
from community.networks.beginning import actions as beginning
from community.networks.documents.actions import add_document as keep_document
from community.networks.governance.actions import write_decision
from community.networks.inviting import actions as inviting
from community.networks.inviting.links import path_of
from community.networks.phases.actions import add_item
from community.organisations.facilities import actions as facilities
from community.organisations.models import Facility
from community.richtext.actions import attach
from events.planning.actions import asking
from events.scheduling import actions as events
from forum import actions as forum

from .canary import CANARY, picture
from .factories import OrganisationFactory, UserFactory, VenueFactory
from .house_meetings import fill_meetings


class House:
    """Everything private carries the canary word, in every field that somebody fills in."""

    INSIDE = ("facilitator", "member")
    OUTSIDE = (
        "visitor", "outsider", "applicant", "invited", "former", "other_facilitator", "staff", "deactivated",
    )  # fmt: skip

    def __init__(self):
        self.admin = UserFactory(name="Admin", is_staff=True, is_superuser=True)
        self.organisation = OrganisationFactory(name="Host house", slug="host-house")
        self.venue = VenueFactory(organisation=self.organisation)
        self.facility = Facility.objects.create(organisation=self.organisation, name="Lab")
        names = ("facilitator", "member", "outsider", "applicant", "invited", "former", "other_facilitator")
        self.people = {name: UserFactory(name=name.title(), handle=name.replace("_", "-")) for name in names}
        self.people["staff"] = UserFactory(name="Staff", handle="staff", is_staff=True, is_superuser=True)
        self.people["deactivated"] = UserFactory(name="Deactivated", handle="deactivated")
        for user in self.people.values():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        self.facility_request = facilities.ask_for_a_day(
            actor=self.people["member"],
            facility=self.facility,
            day=timezone.localdate() + dt.timedelta(days=15),
            morning=True,
            afternoon=False,
            purpose=f"Opname {CANARY}",
            client_id=uuid.uuid4(),
        )
        self.network = self._network("geheim", f"Geheim {CANARY}", "facilitator")
        self._network("ander", "Ander netwerk", "other_facilitator")
        self._fill()

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    def who(self, persona: str):
        return None if persona == "visitor" else self.people[persona]

    def user(self, persona: str):
        return self.who(persona) or AnonymousUser()

    def _network(self, slug, name, facilitator):
        return networks.start_network(
            actor=self.admin,
            facilitator=self.people[facilitator],
            slug=slug,
            name=name,
            purpose=f"Samen leren {CANARY if slug == 'geheim' else ''}",
            cooperation_form="learning_network",
            phase="run",
            started_on=dt.date(2025, 9, 1),
        )

    def _fill(self):
        network, boss = self.network, self.people["facilitator"]
        networks.add_member_organisation(
            actor=boss, network=network, organisation=self.organisation, since=dt.date(2025, 9, 1)
        )
        for name in ("member", "former", "deactivated"):
            networks.add_participant(
                actor=boss, network=network, user=self.people[name], organisation=self.organisation
            )
        self.board = network.boards.get()
        self.room = network.rooms.get()
        self.attachment = attach(
            actor=self.people["member"],
            audience=network.audience,
            upload=picture(f"{CANARY}.png"),
            client_id=uuid.uuid4(),
        )
        self.topic = forum.start_topic(
            actor=self.people["member"],
            board=self.board,
            title=f"Vraag {CANARY}",
            html=f"<p>Inhoud {CANARY}</p>",
            tags=[CANARY],
            client_id=uuid.uuid4(),
        )
        self.post = self.topic.posts.get()
        forum.edit_post(actor=self.people["member"], post=self.post, html=f"<p>Beter {CANARY}</p>", version=1)
        self.post.refresh_from_db()
        self.message = chat.say(actor=boss, room=self.room, text=f"Chat {CANARY}", client_id=uuid.uuid4())
        start = timezone.now() + dt.timedelta(days=9)
        self.meeting = events.schedule_meeting(
            actor=boss,
            network=network,
            title=f"Samenkomst {CANARY}",
            summary=CANARY,
            starts_at=start,
            ends_at=start + dt.timedelta(hours=3),
            host=self.organisation,
            venue=self.venue,
            mode="hybrid",
            join_url=f"https://meet.example.org/{CANARY}",
            agenda=[(f"Punt {CANARY}", 30, "")],
        )
        days = [timezone.localdate() + dt.timedelta(days=60 + 7 * n) for n in range(2)]
        self.plan = asking.ask_availability(
            actor=boss,
            network=network,
            name=f"Beurtrol {CANARY}",
            start_time=dt.time(10),
            end_time=dt.time(12),
            answer_by=timezone.localdate() + dt.timedelta(days=20),
            meetings=[{"title": CANARY, "mode": "in_person", "expected": 5, "candidates": days}],
        )
        fill_meetings(self, boss)
        self.document = keep_document(
            actor=boss, network=network, title=f"Begroting {CANARY}", folder=CANARY, client_id=uuid.uuid4(),
            upload=picture(f"{CANARY}-3.png"),
        )  # fmt: skip
        self.decision = write_decision(
            actor=boss, network=network, text=f"Besluit {CANARY}", on=dt.date(2026, 1, 9), mandate=CANARY,
            client_id=uuid.uuid4(),
        )  # fmt: skip
        self.phase_item = add_item(actor=boss, network=network, text=f"Klus {CANARY}")
        self.agreement = networks.publish_agreement(actor=boss, network=network, html=f"<p>{CANARY}</p>")
        self.arrival = welcome.begin(user=self.people["member"], network=network, invited_by=boss)
        welcome.tell_work(
            actor=self.people["member"], arrival=self.arrival, role="Begeleider", elsewhere=f"Elders {CANARY}"
        )
        welcome.come_in(actor=self.people["member"], arrival=self.arrival, agreement=self.agreement)
        self.feed = events.feed_of(self.people["member"])
        self.former_feed = events.feed_of(self.people["former"])
        self.invitation, self.token = networks.invite(
            actor=boss, network=network, email=self.people["invited"].email
        )
        self.link = inviting.make_link(actor=boss, network=network, most=3, days=9)
        self.link_signed = path_of(self.link).split("/")[-2]
        network.visibility = "members"
        network.save()
        self.request = networks.ask_to_join(
            actor=self.people["applicant"], network=network, motivation="Graag"
        )
        network.visibility = "network"
        network.save()
        networks.remove_participant(
            actor=boss, participant=network.participants.get(user=self.people["former"])
        )
        gone = self.people["deactivated"]
        gone.is_active = False
        gone.save(update_fields=["is_active"])

    def _concept(self):
        """A network that the facilitator is still writing down, with who is to be invited."""
        boss = self.people["facilitator"]
        concept = beginning.prepare(actor=boss, name=f"Concept {CANARY}", purpose=CANARY, hue=12)
        beginning.choose(actor=boss, beginning=concept, organisation=self.organisation)
        people = f"Ann;ann@example.org;Host house;{CANARY}\nBen {CANARY};ben;;{CANARY}\n"
        return beginning.read_people(actor=boss, beginning=concept, text=people)
