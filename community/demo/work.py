"""Where people of the demo world say to work."""

from community.organisations.working.actions import claim_work

from .clock import at


def say_where_they_work(world) -> None:
    """Mo says that he works at the metal works too, and waits for Peter."""
    with at(world.moment(-2, 10)):
        claim_work(
            actor=world.people["P12"], organisation=world.organisations["O7"], work="gastdocent lassen"
        )
