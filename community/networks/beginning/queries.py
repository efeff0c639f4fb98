"""What the pages of a concept show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.members.models import Anyone, User
from community.organisations.models import Organisation
from community.words import fold, words

from ..cooperation import form_of
from ..models import STEPS, Beginning, Network, Participant, Visibility

MOST_FOUND = 6
MOST_SECONDS = 3
TITLES: dict[str, Promise] = {
    "purpose": gettext_lazy("What for"),
    "organisations": gettext_lazy("Organisations"),
    "people": gettext_lazy("People"),
    "how": gettext_lazy("How it works"),
}


@dataclass(frozen=True)
class Step:
    """One of the four steps as it stands above the page: what is known of it, and where it can be changed."""

    title: str | Promise
    words: str
    url: str
    done: bool
    current: bool


def steps_of(beginning: Beginning | None, current: str) -> list[Step]:
    """The four steps; each can be opened once the one before it is done."""
    reached = beginning.step if beginning else 1
    known = _known(beginning)
    return [
        Step(
            title=TITLES[name],
            words=known[name],
            url=beginning.address_of(name) if beginning and number <= reached and name != current else "",
            done=number < reached and name != current,
            current=name == current,
        )
        for number, name in enumerate(STEPS, start=1)
    ]


def _known(beginning: Beginning | None) -> dict[str, str]:
    said = {
        "purpose": "",
        "organisations": _("five or more"),
        "people": _("whom do you invite"),
        "how": _("is right already"),
    }
    if beginning is None:
        return said
    said["purpose"] = str(form_of(beginning.cooperation_form).title)
    if number := beginning.organisations.count():
        said["organisations"] = ngettext("%(n)d chosen", "%(n)d chosen", number) % {"n": number}
    ready, doubtful = counts_of(beginning)
    if ready or doubtful:
        said["people"] = _("%(ready)d ready") % {"ready": ready}
    if doubtful:
        said["people"] += ", " + _("%(doubtful)d to look at") % {"doubtful": doubtful}
    return said


def choices_said(beginning: Beginning) -> dict[str, str]:
    """The choices of the last step, each in a sentence."""
    number = len(beginning.ground_rules.splitlines())
    rules = ngettext("%(n)d rule", "%(n)d rules", number) % {"n": number}
    if beginning.ground_rules == "\n".join(str(one) for one in form_of(beginning.cooperation_form).rules):
        rules = _("%(rules)s, from the example for this form") % {"rules": rules}
    return {
        "visibility": {
            Visibility.PUBLIC: _("Everybody sees the name, the question and the organisations."),
            Visibility.MEMBERS: _(
                "Everyone with an account sees the name, the question and the organisations."
            ),
            Visibility.NETWORK: _("Nobody sees that it exists but who takes part."),
        }[Visibility(beginning.visibility)],
        "join_policy": {
            Network.JoinPolicy.REQUEST: _("Whoever asks, when a facilitator says yes."),
            Network.JoinPolicy.INVITATION: _("Only whom you invite."),
        }.get(Network.JoinPolicy(beginning.join_policy), beginning.get_join_policy_display()),
        "ground_rules": rules,
    }


def counts_of(beginning: Beginning) -> tuple[int, int]:
    """How many lines of the list are ready to be invited, and how many have to be looked at."""
    ready = Count("pk", filter=Q(state="ready", invitation=None))
    found = beginning.lines.aggregate(ready=ready, doubtful=Count("pk", filter=Q(state="doubt")))
    return found["ready"], found["doubtful"]


def organisations_of(beginning: Beginning) -> list[Organisation]:
    """Those that are chosen, or are members of the network by now."""
    if beginning.network:
        return list(beginning.network.current_organisations)
    return list(beginning.organisations.all())


def same_name(user: Anyone, name: str) -> Network | None:
    """A network with this name that `user` may know about; capitals and accents do not count."""
    wanted = fold(" ".join(name.split()))
    return Network.objects.visible_to(user).filter(folded=wanted).first()


def found_organisations(text: str, beginning: Beginning) -> list[Organisation]:
    """At most six organisations with all of these letters in their name or town, but for those that are chosen.

    Each says in how many networks it is, in `network_count`.
    """
    sought = words(text)[:6]
    if not sought:
        return []
    rule = Q()
    for word in sought:
        rule &= Q(folded__contains=word)
    today = timezone.localdate()
    current = Q(memberships__since__lte=today) & (
        Q(memberships__until=None) | Q(memberships__until__gt=today)
    )
    found = Organisation.objects.filter(rule).exclude(pk__in=beginning.organisations.values("pk"))
    return list(found.annotate(network_count=Count("memberships", filter=current))[:MOST_FOUND])


def suggested_organisations(user: User, beginning: Beginning) -> QuerySet[Organisation]:
    """Organisations of the networks that somebody takes part in, while none is chosen."""
    own = Participant.objects.active().filter(user=user).values("network")
    found = Organisation.objects.filter(memberships__network__in=own, memberships__until=None)
    return found.exclude(pk__in=beginning.organisations.values("pk")).distinct()[:MOST_FOUND]


@dataclass(frozen=True)
class Share:
    """How many of the organisations are of a sector; none is shown too."""

    words: str | Promise
    count: int

    @property
    def planks(self) -> range:
        """A plank for each, at most twelve."""
        return range(min(self.count, 12))


COMPANIES, EDUCATION, GOVERNMENT, SOCIETY = (
    gettext_lazy("Companies"),
    gettext_lazy("Education"),
    gettext_lazy("Government"),
    gettext_lazy("Civil society"),
)
_TEACHES = {Organisation.Kind.SCHOOL, Organisation.Kind.HIGHER_EDUCATION, Organisation.Kind.TRAINING}


def _sector(organisation: Organisation) -> Promise:
    if organisation.kind in _TEACHES:
        return EDUCATION
    if organisation.kind == Organisation.Kind.COMPANY or organisation.partner_class == "private":
        return COMPANIES
    return GOVERNMENT if organisation.partner_class == "government" else SOCIETY


def composition(organisations: list[Organisation]) -> list[Share]:
    """How many of each sector, all four of them (S2-03)."""
    own = [_sector(one) for one in organisations]
    return [Share(one, own.count(one)) for one in (COMPANIES, EDUCATION, GOVERNMENT, SOCIETY)]


@dataclass(frozen=True)
class Second:
    """Somebody who could facilitate as well, and why."""

    user: User
    reason: str


def seconds_for(owner: User, beginning: Beginning) -> list[Second]:
    """At most three people who facilitate a network of these organisations or of the owner, and can be seen."""
    chosen = beginning.organisations.values("pk")
    own = Participant.objects.active().filter(user=owner).values("network")
    near = Participant.objects.active().facilitators().exclude(user=owner).select_related("user", "network")
    rule = Q(network__in=own) | Q(network__memberships__organisation__in=chosen)
    visible = Network.objects.visible_to(owner)
    found: dict[int, Second] = {}
    people = User.objects.visible_to(owner)
    for part in near.filter(rule, network__in=visible, user__in=people).order_by("user__folded").distinct():
        reason = _("facilitates %(network)s") % {"network": part.network.name}
        found.setdefault(part.user_id, Second(part.user, reason))
    asked = beginning.second
    if asked is not None:
        found.setdefault(asked.pk, Second(asked, _("you asked them")))
    first = sorted(found.values(), key=lambda one: one.user != asked)
    return first[:MOST_SECONDS]
