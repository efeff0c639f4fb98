"""The demo world, built by the same actions that people use, relative to today."""

from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from community.home.checks import DEMO_DOMAIN
from community.members.models import Spoken, User
from community.networks import actions as networks
from community.notifications.actions import recount as recount_bells
from community.notifications.models import Notification, OutgoingMail
from community.organisations import actions as organisations
from community.organisations.contacts.actions import name_contacts
from community.organisations.models import Organisation
from community.search.index import rebuild
from events.models import Meeting
from events.places.actions import answers as places
from events.planning import holidays
from events.planning.actions import asking, proposing
from events.scheduling import actions as events
from forum.boards.actions import make_board

from . import words
from .clock import at
from .concepts import write_concepts
from .days import Days
from .library import fill_library
from .organisations import found_organisations
from .people import PEOPLE
from .talk import fill_chat, fill_forum
from .work import say_where_they_work

PASSWORD = "vonder-demo"  # noqa: S105  (the demo's password is public)
DOMAIN = DEMO_DOMAIN.lstrip("@")
ADMIN = f"beheer@{DOMAIN}"


class World:
    """Builds the world step by step; keeps who and what by their codes."""

    def __init__(self, anchor: date | None = None):
        self.anchor = anchor or timezone.localdate()
        self.zone = timezone.get_default_timezone()
        self.people: dict[str, User] = {}
        self.organisations: dict[str, Organisation] = {}
        self.networks: dict = {}
        self.meetings: dict[str, Meeting] = {}

    def moment(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        return datetime.combine(self.anchor + timedelta(days=days), time(hour, minute), self.zone)

    @transaction.atomic
    def build(self) -> None:
        with at(self.moment(-400)):
            self.admin = self._person("beheer", "Beheer", superuser=True)
            self.organisations = found_organisations(self.admin)
            self._people()
        with at(self.moment(-380)):
            self._networks()
        self._meetings()
        self._plan()
        fill_forum(self)
        fill_chat(self)
        say_where_they_work(self)
        Days(self, self.meetings).fill()
        fill_library(self)
        write_concepts(self)
        self._tidy()
        rebuild()

    def _person(self, first: str, name: str, superuser: bool = False) -> User:
        make = User.objects.create_superuser if superuser else User.objects.create_user
        user = make(f"{first.lower()}@{DOMAIN}", PASSWORD, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def _people(self) -> None:
        for code, (first, last, organisation, role, expertise, looking, languages) in PEOPLE.items():
            user = self._person(first, f"{first} {last}")
            contact = "host_contact" if organisation != "K" else "staff"
            organisations.affiliate(
                actor=self.admin, person=user, organisation=self.organisations[organisation], role=contact
            )
            if contact != "staff":
                host = self.organisations[organisation]
                name_contacts(actor=self.admin, organisation=host, first=user, deputy=None, host=[user])
            profile = user.profile
            profile.role, profile.expertise = role, expertise
            profile.looking_for = looking
            profile.save()
            profile.spoken.bulk_create(
                Spoken(profile=profile, code=code) for code in languages.lower().split(", ")
            )
            self.people[code] = user
        self.people["P04"].is_staff = True
        self.people["P04"].save(update_fields=["is_staff"])

    def _networks(self) -> None:
        for code, plan in words.NETWORKS.items():
            fields = {k: plan[k] for k in ("name", "slug", "cooperation_form", "purpose", "visibility")}
            first, *others = [self.people[p] for p in plan["facilitators"]]
            network = networks.start_network(
                actor=self.admin,
                facilitator=first,
                started_on=self.anchor - timedelta(days=380),
                phase="run",
                **fields,
            )
            for other in others:
                networks.add_participant(actor=first, network=network, user=other, role="facilitator")
            for member in plan["organisations"]:
                networks.add_member_organisation(
                    actor=first,
                    network=network,
                    organisation=self.organisations[member],
                    since=self.anchor - timedelta(days=380),
                )
            for p in plan["people"]:
                networks.add_participant(
                    actor=first,
                    network=network,
                    user=self.people[p],
                    role="secretary" if p == plan["people"][-1] else "member",
                    organisation=self.organisations[PEOPLE[p][2]],
                )
            agreement = networks.publish_agreement(actor=first, network=network, html=words.AGREEMENT)
            for p in plan["people"][:-1]:
                networks.sign_agreement(actor=self.people[p], agreement=agreement)
            self.networks[code] = network
        self.open_board = make_board(
            actor=self.admin,
            name="Open vragen",
            description="Voor iedereen: vragen over lerende netwerken.",
            visibility="public",
        )

    def _free_day(self, days: int, weekday: int | None = None) -> date:
        """The nearest fitting day on which schools are open; the future stays ahead, the past behind."""
        wished = self.anchor + timedelta(days=days)
        near = sorted((wished + timedelta(days=n) for n in range(-30, 31)), key=lambda day: abs(day - wished))
        ahead = [day for day in near if (day > self.anchor if days > 0 else day < self.anchor)]
        weekdays = range(5) if weekday is None else (weekday,)
        return next(day for day in ahead if day.weekday() in weekdays and not holidays.closed_because(day))

    def _meetings(self) -> None:
        for code, days, mode, host, title, question, showcase in words.MEETINGS:
            network = self.networks[code]
            facilitator = self.people[words.NETWORKS[code]["facilitators"][0]]
            organisation = self.organisations[host]
            venue = organisation.venues.first()
            day = self._free_day(days, words.WEEKDAYS[code] if abs(days) > 1 else None)
            start, end = (time(12, 30), time(15, 30)) if code == "N1" else (time(13, 30), time(16, 30))
            with at(self.moment(min(days - 30, -3), 9)):
                meeting = events.schedule_meeting(
                    actor=facilitator,
                    network=network,
                    title=title,
                    question=question,
                    showcase=showcase,
                    mode=mode,
                    starts_at=datetime.combine(day, start, self.zone),
                    ends_at=datetime.combine(day, end, self.zone),
                    host=organisation,
                    venue=None if mode == "online" else venue,
                    capacity_in_person=venue.capacity if venue and mode != "online" else None,
                    join_url="" if mode == "in_person" else "https://meet.example.org/" + network.slug,
                    status="confirmed" if 0 < days < 40 else "planned",
                    invite=0 < days < 40,
                    agenda=words.AGENDA if -60 < days < 40 else (),
                )
                number = 1 + sum(key.startswith(code) for key in self.meetings)
                self.meetings[f"{code}#{number}"] = meeting
                if days < 40:
                    self._answers(meeting, words.NETWORKS[code])
        with at(self.moment(-10)):
            self.meetings["webinar"] = events.schedule_meeting(
                actor=self.admin,
                network=None,
                visibility="public",
                kind="webinar",
                mode="online",
                title="Een netwerk starten: drie data voor één thema",
                summary="Bram Bruggemans vertelt hoe drie netwerken begonnen, en wat hij nooit meer zou doen.",
                starts_at=datetime.combine(self._free_day(24), time(19, 30), self.zone),
                ends_at=datetime.combine(self._free_day(24), time(20, 30), self.zone),
                join_url="https://meet.example.org/starten",
            )

    def _answers(self, meeting: Meeting, network: dict) -> None:
        """Most people answered; of the next meeting two answers are still missing."""
        people = [*network["facilitators"], *network["people"]]
        missing = 2 if meeting.starts_at > self.moment(0) else 0
        for index, p in enumerate(people[: len(people) - missing]):
            online = meeting.mode != "in_person" and index % 3 == 2
            answer = "online" if online or meeting.mode == "online" else "in_person"
            places.answer_meeting(actor=self.people[p], meeting=meeting, answer=answer)

    def _plan(self) -> None:
        """Next year's rotation of N1: asked, three of five answered, and a first proposal."""
        first = self._free_day(315)
        rows = [("Najaar bij een nieuwe gastheer", 0), ("Winterbijeenkomst", 70), ("Lentebezoek", 140)]
        meetings = []
        for title, later in rows:
            days = [self._free_day(315 + later, 3), self._free_day(336 + later, 3)]
            meetings.append(
                {"title": title, "mode": "in_person", "expected": 10, "step_free": True, "candidates": days}
            )
        with at(self.moment(-4)):
            plan = asking.ask_availability(
                actor=self.people["P01"],
                network=self.networks["N1"],
                name=f"Beurtrol {first.year}–{first.year + 1}",
                start_time=time(12, 30),
                end_time=time(15, 30),
                answer_by=self.anchor + timedelta(days=10),
                meetings=meetings,
            )
        for p, pattern in (("P06", "hahhah"), ("P08", "ahnahh"), ("P10", "hhahra")):
            words_of = {"h": "host", "a": "attend", "r": "rather_not", "n": "no"}
            answers = {day: words_of[c] for day, c in zip(plan.dates, pattern, strict=True)}
            with at(self.moment(-2)):
                asking.answer_availability(
                    actor=self.people[p],
                    plan=plan,
                    organisation=self.organisations[PEOPLE[p][2]],
                    answers=answers,
                )
        with at(self.moment(-1)):
            proposing.compute.call(plan.pk, self.people["P01"].pk)

    def _tidy(self) -> None:
        """What happened before this week was read, and its mails arrived long ago."""
        old = Notification.objects.filter(created_at__lt=self.moment(-4))
        old.update(read_at=self.moment(-3))
        recount_bells()
        OutgoingMail.objects.filter(notification__in=old).update(status="sent")
