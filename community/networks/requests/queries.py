from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.models import User
from community.organisations.models import Affiliation, Organisation

from ..models import JoinRequest, Network, Participant
from .forms import AnswerForm


@dataclass
class Row:
    """Somebody who asks, how many days they wait, where they work, and what that means for the network."""

    request: JoinRequest
    form: AnswerForm
    days: int
    fits: str = ""
    works_at: list[Organisation] = field(default_factory=list)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Question and answer, the motivation first."""
        return [(_("What would you like to learn here?"), self.request.motivation), *self.request.answers]


def waiting_in(network: Network, sent: AnswerForm | None = None) -> list[Row]:
    """Who waits for an answer, the longest first. `sent` is the form that came back with a mistake."""
    waiting = network.join_requests.filter(status=JoinRequest.Status.WAITING).select_related("user__profile")
    found = list(waiting.order_by("pk"))
    members = list(network.current_organisations)
    work = _work_of(found)
    rows = []
    for request in found:
        own = sent is not None and sent.request_id == request.pk
        works_at = work.get(request.user_id, [])
        rows.append(
            Row(
                request=request,
                form=sent
                if own and sent
                else AnswerForm(request=request, members=members, works_for=_shown(request.user, works_at)),
                days=(timezone.now() - request.created_at).days,
                fits=_why_it_fits(works_at, members),
                works_at=works_at,
            )
        )
    return rows


def _work_of(requests: Iterable[JoinRequest]) -> dict[int, list[Organisation]]:
    found: dict[int, list[Organisation]] = {}
    work = Affiliation.objects.current().filter(person__in=[one.user_id for one in requests])
    for one in work.select_related("organisation"):
        found.setdefault(one.person_id, []).append(one.organisation)
    return found


def _shown(person: User, works_at: list[Organisation]) -> Organisation | None:
    """The organisation that stands beside somebody's name, of those where they work."""
    return next((one for one in works_at if one.slug == person.island), works_at[0] if works_at else None)


def _why_it_fits(works_at: list[Organisation], members: list[Organisation]) -> str:
    """What taking somebody in would mean, in a sentence; nothing where nothing is known."""
    for organisation in works_at:
        if organisation in members:
            return _("works for %(organisation)s, which is a member already.") % {
                "organisation": organisation
            }
    kinds = {one.kind for one in members}
    for organisation in works_at:
        if organisation.kind not in kinds:
            return _("the first of this kind in the network: %(kind)s.") % {
                "kind": organisation.get_kind_display()
            }
    return ""


def guests_of(network: Network) -> list[Participant]:
    """Who comes along as a guest, the longest first: somebody has to decide whether they stay."""
    guests = network.participants.active().filter(role=Participant.Role.GUEST)
    return list(guests.select_related("user", "organisation").order_by("role_since", "pk"))
