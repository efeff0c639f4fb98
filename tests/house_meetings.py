"""The meetings of the small house, with everything private that happens in and around them."""

import datetime as dt
import uuid

from django.utils import timezone

from community.networks import actions as networks
from community.networks.beginning import actions as beginning
from events.cases import actions as cases
from events.certificates import actions as certificates
from events.harvest import actions as harvesting
from events.minutes import actions as minutes
from events.minutes.queries import draft_from_notes
from events.models import HostRequest, SwapRequest
from events.places.actions import answers, guests, rides
from events.polls import actions as polling
from events.programme import actions as programme
from events.questions import actions as questions
from events.reflection import actions as reflection
from events.scheduling import actions as events

from .canary import CANARY, picture
from .factories import OrganisationFactory, VenueFactory


def fill_meetings(house, boss):
    """A meeting that was held and left something, and one to come where people travel and exchange turns."""
    member, meeting = house.people["member"], house.meeting
    house.question = questions.ask_question(
        actor=member, meeting=meeting, text=f"Vooraf {CANARY}", client_id=uuid.uuid4()
    )
    questions.answer_question(actor=boss, question=house.question, text=f"Antwoord {CANARY}")
    house.item = meeting.agenda.get()
    programme.save_showcase(
        actor=boss,
        meeting=meeting,
        showcase=CANARY,
        stops=[{"title": CANARY, "text": CANARY, "question": CANARY}],
        bring=CANARY,
    )
    document = picture(f"{CANARY}-2.png")
    programme.add_document(actor=boss, meeting=meeting, upload=document, client_id=uuid.uuid4())
    start = timezone.now() - dt.timedelta(days=3)
    house.held = events.schedule_meeting(
        actor=boss,
        network=house.network,
        title=f"Gehouden {CANARY}",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=3),
        host=house.organisation,
        venue=house.venue,
    )
    house.held.attendances.create(user=member, answer="in_person", attended=True)
    house.held.attendances.create(user=boss, answer="in_person", attended=True)
    house.case = cases.write_case(
        actor=member,
        meeting=house.held,
        question=f"Geval {CANARY}",
        situation=CANARY,
        insights=CANARY,
        next_step=CANARY,
        presenter=member,
    )
    house.note = minutes.write_note(actor=member, meeting=house.held, text=CANARY, client_id=uuid.uuid4())
    house.action = minutes.agree_action(
        actor=boss, meeting=house.held, text=CANARY, person=member, client_id=uuid.uuid4()
    )
    draft = draft_from_notes(house.held)
    house.minutes = minutes.save_minutes(actor=boss, meeting=house.held, html=draft, version=0)
    house.minutes = minutes.share_minutes(actor=boss, minutes=house.minutes)
    minutes.comment(actor=member, minutes=house.minutes, text=CANARY, client_id=uuid.uuid4())
    reflection.give_pulse(actor=member, meeting=house.held, useful=5, safe=5, applies=5, text=CANARY)
    reflection.take_home(actor=member, meeting=house.held, text=CANARY)
    reflection.answer_note(actor=member, meeting=house.held, became=CANARY, shown=True)
    reflection.thank_host(actor=boss, meeting=house.held, text=CANARY)
    week = dt.timedelta(days=7)
    house.certificate = next(
        one
        for one in certificates.issue(
            actor=boss, network=house.network, since=start.date() - week, until=start.date() + week
        )
        if one.person_id == member.pk
    )
    house.harvest = harvesting.start_harvest(actor=boss, network=house.network, title=f"Oogst {CANARY}")
    harvesting.gather(actor=boss, harvest=house.harvest, notes=[house.note])
    other = OrganisationFactory(name="Other house", slug="other-house")
    networks.add_member_organisation(
        actor=boss, network=house.network, organisation=other, since=dt.date(2025, 9, 1)
    )
    VenueFactory(organisation=other, hybrid=True)
    later = timezone.now() + dt.timedelta(days=40)
    house.later = events.schedule_meeting(
        actor=boss,
        network=house.network,
        title=f"Later {CANARY}",
        starts_at=later,
        ends_at=later + dt.timedelta(hours=3),
        host=other,
    )
    answers.answer_meeting(actor=boss, meeting=house.later, answer="in_person")
    house.ride = rides.offer_ride(actor=boss, meeting=house.later, by="car", start=CANARY, note="", seats=2)
    house.guest = guests.register_guest(
        actor=boss, meeting=house.later, name=f"Gast {CANARY}", email="guest@example.org"
    )
    house.swap = SwapRequest.objects.create(
        network=house.network,
        first=meeting,
        second=house.later,
        first_host=meeting.host,
        second_host=other,
        reason=CANARY,
        asked_by=member,
    )
    house.host_request = HostRequest.objects.create(
        meeting=house.later,
        host=house.organisation,
        before=other,
        way=f"step_in:{house.organisation.pk}:",
        title=f"Vraag {CANARY}",
        why=CANARY,
        said=CANARY,
        status=HostRequest.Status.DECLINED,
        asked_by=boss,
        answer_by=house.later.starts_at,
    )
    day = timezone.now() + dt.timedelta(days=70)
    house.concept = house._concept()
    house.line = house.concept.lines.get(number=2)
    applicant = house.people["applicant"]
    proposal = beginning.prepare(actor=applicant, name="Voorstel", purpose="Samen", hue=12)
    house.proposal = beginning.propose(actor=applicant, beginning=proposal)
    house.poll = polling.start_poll(
        actor=boss,
        network=house.network,
        title=f"Peiling {CANARY}",
        options=[(day, day + dt.timedelta(hours=2), None)],
        closes_on=timezone.localdate() + dt.timedelta(days=9),
    )
