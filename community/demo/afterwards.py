"""What facilitators of the demo world did with their networks once these ran: roles, lists, and who asks to join."""

import uuid
from datetime import timedelta

from django.utils import timezone

from community.networks import actions as networks
from community.networks.documents.actions import add_document
from community.networks.models import PhaseItem
from community.networks.phases import actions as phases
from community.networks.roles.actions import change_role
from community.networks.settings.actions import change_network

from .clock import at
from .sketches import sketch

QUESTIONS = ["Wat breng je mee? Een plek, tijd of ervaring."]
ASKED = [
    (
        "P12",
        -5,
        "Hoe zesjarigen en tweejarigen samen kunnen klimmen. Wij hebben één tuin voor alle leeftijden.",
        "Een moestuin, en een zaal voor twintig mensen.",
    ),
    ("P11", -1, "Welke toestellen de opvang nu koopt.", "Een werkplaats waar we samen iets kunnen bouwen."),
]
ITEMS = [
    ("Leervragen per organisatie", "P01", -60, True),
    ("Beurtrol gedeeld en bevestigd", "P01", -38, True),
    ("Verslag van elke bijeenkomst binnen een week", "P10", 4, False),
    ("Wie vervangt wie tijdens de bijeenkomst", "P06", 25, False),
]


class Afterwards:
    """Fills the settings of the first network of a world."""

    def __init__(self, world):
        self.world, self.people, self.network = world, world.people, world.networks["N1"]

    def fill(self) -> None:
        boss = self.people["P01"]
        with at(self.world.moment(-40)):
            change_network(actor=boss, network=self.network, join_questions=QUESTIONS)
            part = self.network.participants.get(user=self.people["P02"])
            change_role(
                actor=boss,
                participant=part,
                role="co_facilitator",
                until=timezone.localdate() + timedelta(days=300),
            )
        for text, owner, days, done in ITEMS:
            with at(self.world.moment(min(days, -1) - 3)):
                item = phases.add_item(
                    actor=boss,
                    network=self.network,
                    text=text,
                    owner=self.people[owner],
                    due=self.world.anchor + timedelta(days=days),
                )
                if done:
                    phases.tick_item(
                        actor=self.people[owner], item=PhaseItem.objects.get(pk=item.pk), done=True
                    )
        with at(self.world.moment(-30)):
            add_document(
                actor=boss,
                network=self.network,
                title="Plattegrond van de vijf tuinen",
                folder="Plekken",
                upload=sketch({"door": "ingang", "trees": "speelbos"}),
                client_id=uuid.uuid4(),
            )
        for who, days, motivation, brings in ASKED:
            with at(self.world.moment(days)):
                networks.ask_to_join(
                    actor=self.people[who],
                    network=self.network,
                    motivation=motivation,
                    answers=[(QUESTIONS[0], brings)],
                )
