"""The way to what a network gathers for articles, on its page."""

from ..meetings.sections import NETWORK, Overview


@NETWORK.register("harvest", "events/harvest/_link.html")
def harvest(look: Overview) -> bool:
    """For everyone who takes part."""
    return True
