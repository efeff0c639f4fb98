"""What each entry says: `who` did it, `what` it was about, `where` is the network, `at` where somebody works.

What members do among themselves (answers, notes, cases, questions, thanks) is not told to staff.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """Verbs that one looks for together, each with its sentence."""

    words: Any
    sentences: dict[str, Any]


GROUPS: dict[str, Group] = {
    "access": Group(
        _("Roles and access"),
        {
            "networks.joined": _("%(what)s takes part in %(where)s (%(who)s)"),
            "networks.left": _("%(what)s left %(where)s (%(who)s)"),
            "networks.role_changed": _("%(who)s gave %(what)s another role in %(where)s"),
            "networks.starting_allowed": _("%(who)s changed whether %(what)s starts networks without asking"),
            "networks.invitation_withdrawn": _("%(who)s took an invitation back: %(what)s"),
            "home.came_in": _("%(who)s was welcomed in %(where)s"),
            "members.account_opened": _("%(who)s has an account, by an invitation"),
            "networks.invited": _("%(who)s invited %(what)s to %(where)s"),
            "networks.link_made": _("%(who)s made a link with which people come into %(where)s"),
            "networks.link_ended": _("%(who)s ended a link with which people come into %(where)s"),
            "networks.join_requested": _("%(what)s asked to join %(where)s"),
            "networks.join_answered": _("%(who)s answered %(what)s, who asked to join %(where)s"),
            "members.account_created": _("%(who)s made an account for %(what)s"),
            "members.account_changed": _("%(who)s changed the account of %(what)s"),
            "members.invited_again": _("%(who)s mailed %(what)s again how to come in"),
            "members.role_given": _("%(who)s made %(what)s an editor"),
            "members.administrator_made": _("%(what)s was made administrator from the server"),
            "members.deactivated": _("%(who)s closed the account of %(what)s"),
            "members.reactivated": _("%(who)s opened the account of %(what)s again"),
            "notifications.sent_again": _("%(who)s sent a mail once more"),
            "members.profile_changed": _("%(who)s changed their profile"),
        },
    ),
    "networks": Group(
        _("Networks"),
        {
            "networks.proposed": _("%(who)s proposed the network %(what)s"),
            "networks.proposal_answered": _("%(who)s answered the proposal for the network %(what)s"),
            "networks.started": _("%(who)s started %(where)s"),
            "networks.changed": _("%(who)s changed the settings of %(where)s"),
            "networks.decided": _("%(who)s wrote down a decision of %(where)s"),
            "networks.document_kept": _("%(who)s kept a document of %(where)s"),
            "networks.document_removed": _("%(who)s removed a document of %(where)s"),
            "networks.document_restored": _("%(who)s brought back a document of %(where)s"),
            "networks.closed": _("%(who)s closed %(where)s"),
            "networks.reopened": _("%(who)s opened %(where)s again"),
            "networks.organisation_joined": _("%(who)s made %(what)s a member of %(where)s"),
            "networks.organisation_leaves": _("%(who)s let %(what)s leave %(where)s"),
            "networks.organisation_stays": _("%(who)s let %(what)s stay in %(where)s after all"),
            "networks.hosting_changed": _("%(who)s changed whether %(what)s takes a turn in %(where)s"),
            "networks.agreement_published": _("%(who)s published working agreements of %(where)s"),
            "networks.agreement_signed": _("%(who)s signed the working agreements of %(where)s for %(what)s"),
        },
    ),
    "organisations": Group(
        _("Organisations"),
        {
            "organisations.founded": _("%(who)s made the organisation %(what)s"),
            "organisations.proposed": _("%(who)s added the organisation %(what)s"),
            "organisations.contacts_named": _("%(who)s said who the contacts of %(what)s are"),
            "organisations.first_contact_gone": _("%(what)s has no first contact any more"),
            "organisations.merged": _("%(who)s made one organisation of another and %(what)s"),
            "organisations.checked": _("%(who)s checked the organisation %(what)s"),
            "organisations.changed": _("%(who)s changed the page of %(what)s"),
            "organisations.facility_saved": _("%(who)s saved something of %(what)s that others can ask for"),
            "organisations.venue_saved": _("%(who)s saved a venue of %(what)s"),
            "organisations.work_claimed": _("%(what)s said to work at %(at)s"),
            "organisations.work_withdrawn": _("%(what)s took back that they work at %(at)s"),
            "organisations.work_answered": _("%(who)s answered that %(what)s works at %(at)s"),
            "organisations.leaving": _("%(what)s stops working at %(at)s"),
            "organisations.stays": _("%(what)s stays at %(at)s after all"),
            "organisations.left": _("%(what)s worked their last day at %(at)s"),
            "organisations.affiliated": _("%(who)s said that %(what)s works at %(at)s"),
        },
    ),
    "meetings": Group(
        _("Meetings"),
        {
            "events.scheduled": _("%(who)s planned a meeting of %(where)s"),
            "events.changed": _("%(who)s changed a meeting of %(where)s"),
            "events.cancelled": _("%(who)s cancelled a meeting of %(where)s"),
            "events.availability_asked": _("%(who)s asked the organisations of %(where)s when they can host"),
            "events.plan_published": _("%(who)s published the plan of %(where)s"),
            "events.list_taken": _("%(who)s downloaded the list of who was there, in %(where)s"),
            "events.certificates_issued": _("%(who)s issued certificates in %(where)s"),
        },
    ),
    "forum": Group(
        _("Forum and library"),
        {
            "forum.board_made": _("%(who)s made the board %(what)s"),
            "forum.board_changed": _("%(who)s changed the board %(what)s"),
            "forum.post_deleted": _("%(who)s removed a message in %(where)s"),
            "forum.post_restored": _("%(who)s brought back a message in %(where)s"),
            "forum.topic_state": _("%(who)s pinned, closed or opened a topic in %(where)s"),
            "chat.message_deleted": _("%(who)s removed a message in the chat of %(where)s"),
            "events.harvested": _("%(who)s made a draft article of a harvest of %(where)s"),
        },
    ),
}
SENTENCES: dict[str, Any] = {
    verb: words for group in GROUPS.values() for verb, words in group.sentences.items()
}
#: What members do among themselves. It is kept in the journal, and shown to nobody here.
AMONG_MEMBERS = frozenset(
    f"networks.{verb}"
    for verb in (
        "concept_discarded", "people_listed", "phase_item_added", "phase_item_changed", "phase_item_dropped",
        "phase_item_ticked", "prepared",
    )
) | frozenset(
    f"events.{verb}"
    for verb in (
        "action_agreed", "action_handed_on", "action_set", "answered", "attendance", "availability_answered",
        "case_forgotten", "case_written", "countered", "harvest_started", "host_answered", "host_asked", "host_task",
        "minutes_approved", "minutes_saved", "minutes_shared", "no_show", "noted", "passage_answered",
        "plan_changed", "plan_shared", "poll_changed", "poll_started", "programme_changed", "question_answered",
        "question_asked", "question_withdrawn", "repaired", "rules_changed", "showcase_changed", "swap_asked",
        "swap_withdrawn", "swapped", "thanked", "turn_answered", "turns_swapped",
    )
) | {
    "forum.answer_chosen", "forum.post_edited", "forum.posted", "forum.topic_started",
    "organisations.facility_asked", "organisations.facility_withdrawn",
}  # fmt: skip
