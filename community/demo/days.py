"""What happened around the meetings of the demo world: prepared, attended, written down, agreed, looked back on."""

import uuid
from datetime import timedelta

from django.utils import timezone

from events.cases import actions as cases
from events.certificates import actions as certificates
from events.harvest import actions as harvesting
from events.hosting import actions as hosting
from events.minutes import actions as minutes
from events.minutes.queries import draft_from_notes
from events.models import Meeting
from events.places.actions import guests, needs, rides
from events.polls import actions as polling
from events.programme import actions as programme
from events.questions import actions as questions
from events.reflection import actions as reflection
from events.turns import actions as swaps

from . import words
from .afterwards import Afterwards
from .clock import at


class Days:
    """Fills the meetings of a world, which are known by network and number such as `N1#2`."""

    def __init__(self, world, meetings: dict[str, Meeting]):
        self.world, self.people, self.meetings = world, world.people, meetings
        self.boss = {code: world.people[plan["facilitators"][0]] for code, plan in words.NETWORKS.items()}

    def fill(self) -> None:
        for code in ("N3#1", "N1#1", "N2#1", "N3#2"):
            self._held(self.meetings[code], words.HELD[code], approved=code != "N3#2")
        self._next(self.meetings["N1#2"])
        self._swap()
        self._poll()
        self._webinar()
        self._certificates()
        self._harvest()
        Afterwards(self.world).fill()
        cases.forget_cases.call()

    def _held(self, meeting: Meeting, told: dict, approved: bool) -> None:
        network = meeting.network
        code = next(key for key, one in self.world.networks.items() if one == network)
        boss = self.boss[code]
        with at(meeting.starts_at + timedelta(minutes=40)):
            for place in meeting.attendances.exclude(answer="no").select_related("user"):
                if place.user != self.people.get(told.get("absent")):
                    hosting.set_attended(actor=boss, meeting=meeting, person=None, place=place, attended=True)
            for who, kind, text in told["notes"]:
                minutes.write_note(
                    actor=self.people[who], meeting=meeting, kind=kind, text=text, client_id=uuid.uuid4()
                )
            for who, text, days in told["actions"]:
                minutes.agree_action(
                    actor=boss,
                    meeting=meeting,
                    text=text,
                    person=self.people[who],
                    due=self.world.anchor + timedelta(days=days),
                    client_id=uuid.uuid4(),
                )
            if case := told.get("case"):
                case = case | {"presenter": self.people[case["presenter"]]}
                cases.write_case(actor=case["presenter"], meeting=meeting, **case)
        if not approved:
            return
        with at(meeting.ends_at + timedelta(days=2)):
            html = draft_from_notes(meeting)
            written = minutes.save_minutes(actor=boss, meeting=meeting, html=html, version=0)
            minutes.share_minutes(actor=boss, minutes=written)
            for index, who in enumerate(told["pulse"]):
                reflection.give_pulse(
                    actor=self.people[who],
                    meeting=meeting,
                    useful=5 - index % 2,
                    safe=4 + index % 2,
                    applies=4,
                    text="Meer tijd om rond te lopen." if index == 1 else "",
                )
            guest = self.people[told["pulse"][0]]
            reflection.thank_host(actor=guest, meeting=meeting, text=told["thanks"])
            reflection.take_home(actor=guest, meeting=meeting, text=told["home"])
        with at(meeting.ends_at + timedelta(days=30)):
            minutes.approve_minutes(actor=boss, minutes=meeting.minutes, version=1)
        first = meeting.actions.first()
        if first:
            minutes.set_action(actor=boss, action=first, status="done")

    def _next(self, meeting: Meeting) -> None:
        """The meeting of this week: a programme with a method, a tour with questions, rides and needs."""
        boss, host = self.boss["N1"], self.people["P05"]
        with at(self.world.moment(-6)):
            rows = [
                {"title": title, "minutes": length, "note": note, "method": method}
                for title, length, note, method in words.PROGRAMME
            ]
            programme.save_programme(actor=boss, meeting=meeting, rows=rows)
            programme.save_showcase(
                actor=host,
                meeting=meeting,
                showcase=meeting.showcase,
                stops=words.STOPS,
                bring="Laarzen en een regenjas. Er zijn vijf paar in leenmaten.",
                catering="Soep en brood vanaf 12 uur, voor wie dat vraagt.",
                contact=host,
            )
            for key in ("room", "access", "showcase", "children"):
                hosting.set_task(actor=host, meeting=meeting, key=key, done=True, owner=host)
            hosting.set_task(actor=host, meeting=meeting, key="catering", owner=host)
        self._asked(meeting, host)
        with at(self.world.moment(-3)):
            tarik = self.people["P06"]
            rides.offer_ride(
                actor=tarik,
                meeting=meeting,
                by="car",
                start="Aalst",
                note="Vertrek 11.30 uur aan de kerk",
                seats=3,
            )
            anke = self.people["P02"]
            rides.ride_along(actor=anke, ride=meeting.rides.get(driver=tarik), joins=True)
            needs.say_needs(actor=tarik, meeting=meeting, needs=["halal"], note="", consents=True)
            needs.say_needs(actor=anke, meeting=meeting, needs=["vegetarian"], note="", consents=True)
            guests.register_guest(
                actor=tarik, meeting=meeting, name="Jutta Gastmans", email="jutta@example.org",
                organisation_name="De Wolkenboot",
            )  # fmt: skip

    def _asked(self, meeting: Meeting, host) -> None:
        for days, (who, text, answer) in enumerate(words.ASKED, start=-5):
            with at(self.world.moment(days)):
                asked = questions.ask_question(
                    actor=self.people[who], meeting=meeting, text=text, client_id=uuid.uuid4()
                )
            if answer:
                with at(self.world.moment(days) + timedelta(hours=4)):
                    questions.answer_question(actor=host, question=asked, text=answer)

    def _swap(self) -> None:
        with at(self.world.moment(-2)):
            swaps.ask_swap(
                actor=self.people["P08"],
                first=self.meetings["N1#4"],
                second=self.meetings["N1#5"],
                reason="Die dag is onze sportdag.",
            )

    def _poll(self) -> None:
        zone = timezone.get_default_timezone()
        options = []
        for days in (33, 35, 40):
            day = self.world._free_day(days)
            start = self.world.moment((day - self.world.anchor).days, 14).astimezone(zone)
            options.append((start, start + timedelta(hours=1), None))
        with at(self.world.moment(-2)):
            poll = polling.start_poll(
                actor=self.boss["N2"],
                network=self.world.networks["N2"],
                title="Voorbereiding gastles op afstand",
                note="Een uur online, om de lesonderdelen te verdelen.",
                options=list({start: (start, end, seats) for start, end, seats in options}.values()),
                closes_on=self.world.anchor + timedelta(days=12),
            )
        for who, pattern in (("P09", "yim"), ("P11", "nyy")):
            said = {"y": "yes", "i": "if_need_be", "n": "no", "m": "if_need_be"}
            answers = {o.pk: said[c] for o, c in zip(poll.options.all(), pattern, strict=False)}
            with at(self.world.moment(-1)):
                polling.vote(poll=poll, actor=self.people[who], answers=answers)

    def _webinar(self) -> None:
        webinar = self.meetings["webinar"]
        for name in ("Ria Voorbijgaan", "Ward Toehoorder"):
            email = f"{name.split()[0].lower()}@example.org"
            with at(self.world.moment(-4)):
                guests.register_guest(meeting=webinar, name=name, email=email, answer="online")

    def _certificates(self) -> None:
        with at(self.world.moment(-1)):
            certificates.issue(
                actor=self.boss["N2"],
                network=self.world.networks["N2"],
                since=self.world.anchor - timedelta(days=60),
                until=self.world.anchor - timedelta(days=1),
            )

    def _harvest(self) -> None:
        """From the first meeting and the topic about climbing: two said yes, one has not answered."""
        boss, network = self.boss["N1"], self.world.networks["N1"]
        with at(self.world.moment(-3)):
            harvest = harvesting.start_harvest(
                actor=boss, network=network, title="Zeven afspraken over klimmen"
            )
            notes = list(self.meetings["N1#1"].notes.select_related("meeting", "author"))
            harvesting.gather(actor=boss, harvest=harvest, notes=notes)
            for passage in harvest.passages.filter(agrees=None).exclude(contributor=self.people["P05"]):
                if passage.contributor:
                    harvesting.answer_passage(actor=passage.contributor, passage=passage, agrees=True)
