from dataclasses import dataclass

from community.organisations.models import Organisation

from ..models import Network, PhaseItem

ORDER = list(Network.Phase)


def not_accepted(network: Network) -> list[Organisation] | None:
    """The members that did not sign the newest agreements; None when there are no agreements at all."""
    agreement = network.agreements.first()
    if agreement is None:
        return None
    signed = agreement.signatures.values("organisation")
    return list(network.current_organisations.exclude(pk__in=signed))


def needs_reason(network: Network, phase: str) -> bool:
    """Running, or what comes after, without agreements that everybody accepted asks for a reason."""
    if ORDER.index(Network.Phase(phase)) < ORDER.index(Network.Phase.RUN):
        return False
    if ORDER.index(Network.Phase(network.phase)) >= ORDER.index(Network.Phase.RUN):
        return False
    return not_accepted(network) != []


@dataclass(frozen=True)
class Stage:
    """A phase as the page shows it: `state` is done, now or later."""

    phase: Network.Phase
    state: str
    items: list[PhaseItem]


def stages_of(network: Network) -> list[Stage]:
    """All phases in order, each with what is to be done in it; for one question."""
    found: dict[str, list[PhaseItem]] = {}
    for item in network.phase_items.select_related("owner", "done_by"):
        item.network = network
        found.setdefault(item.phase, []).append(item)
    now = ORDER.index(Network.Phase(network.phase))
    states = ["done" if at < now else "now" if at == now else "later" for at in range(len(ORDER))]
    return [Stage(phase, state, found.get(phase, [])) for phase, state in zip(ORDER, states, strict=True)]
