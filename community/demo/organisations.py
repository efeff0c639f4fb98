"""The organisations of the demo world and where they host."""

from community.members.models import User
from community.organisations import actions as organisations
from community.organisations.facilities.actions import save_facility
from community.organisations.models import Facility, Organisation, Venue

from . import words
from .people import FACILITIES, HIDDEN, NUMBERS, OPEN, ORGANISATIONS
from .sketches import sketch


def found_organisations(actor: User) -> dict[str, Organisation]:
    """The organisations by their codes, each with the place where it can host."""
    made = {}
    for code, row in ORGANISATIONS.items():
        name, short, slug, kind, partner, domains, town, lat, lon, seats, hybrid, step_free, story = row
        found = organisations.found_organisation(
            actor=actor,
            name=name,
            short_name=short,
            slug=slug,
            kind=kind,
            partner_class=partner,
            domains=domains.split(", "),
            public=code not in HIDDEN,
            open_for_cooperation=code in OPEN,
            level="local" if partner == "government" else "",
            number=NUMBERS.get(code, ""),
            municipality=town,
            story=story,
        )
        venue = Venue(
            name=short,
            municipality=town,
            latitude=lat,
            longitude=lon,
            capacity=seats,
            hybrid=hybrid,
            step_free=step_free,
            by_public_transport="Tien minuten te voet van het station.",
            on_foot="Van de bushalte is het vijf minuten, langs het water.",
            by_bicycle="Overdekte stalling naast de ingang, met twee laadpunten.",
            by_car="Parkeren kan aan de overkant. De plaats naast de deur is voor wie slecht stapt.",
        )
        picture = None
        if slug in words.SKETCHES:
            venue.sketch_note, marks = words.SKETCHES[slug]
            picture = sketch(marks)
        organisations.save_venue(actor=actor, organisation=found, venue=venue, picture=picture)
        for called, sort, people, told in FACILITIES.get(code, []):
            facility = Facility(name=called, kind=sort, capacity=people, about=told, step_free=step_free)
            save_facility(actor=actor, organisation=found, facility=facility)
        made[code] = found
    return made
