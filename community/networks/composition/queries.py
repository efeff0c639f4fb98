from collections import Counter
from dataclasses import dataclass

from community.members.languages import name_of
from community.organisations.models import Organisation

from ..models import Network

Kind, PartnerClass = Organisation.Kind, Organisation.PartnerClass
#: The kinds that a network is asked about: they are shown also when there are none.
ASKED = (Kind.CHILDCARE, Kind.SCHOOL, Kind.COMPANY, Kind.PUBLIC_BODY)
#: Below this many people a language is not counted, so that nobody is found by it.
FEWEST = 3


@dataclass(frozen=True)
class Share:
    """How many of something there are."""

    label: str
    number: int


@dataclass(frozen=True)
class Composition:
    """The members of a network counted by kind and by class (also none), by place, and its people by language."""

    organisations: int
    kinds: list[Share]
    classes: list[Share]
    places: list[Share]
    languages: list[Share]


def composition_of(network: Network) -> Composition:
    """Who is in a network today; for two questions. Languages that fewer than three people speak are left out."""
    members = list(network.current_organisations)
    kinds = Counter(one.kind for one in members)
    classes = Counter(one.partner_class for one in members)
    shown = [kind for kind in Kind if kinds[kind] or kind in ASKED]
    return Composition(
        organisations=len(members),
        kinds=[Share(str(kind.label), kinds[kind]) for kind in shown],
        classes=[Share(str(one.label), classes[one]) for one in PartnerClass],
        places=_most(Counter(one.municipality for one in members)),
        languages=[one for one in _most(_languages(network)) if one.number >= FEWEST],
    )


def _languages(network: Network) -> Counter:
    """How many people say that they speak each language, by its name."""
    parts = network.participants.active().exclude(user__profile__spoken=None)
    codes = Counter(parts.values_list("user__profile__spoken__code", flat=True))
    return Counter({name_of(code): number for code, number in codes.items()})


def _most(counted: Counter) -> list[Share]:
    return [
        Share(label, number) for label, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]
