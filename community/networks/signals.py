"""News for higher floors. Sent inside the transaction; receivers call actions of their own."""

from django.dispatch import Signal

#: Arguments: network, actor.
network_started = Signal()
#: Arguments: network, fields (the names of those that changed), actor.
network_changed = Signal()
#: Arguments: beginning, actor.
network_proposed = Signal()
proposal_answered = Signal()
#: Arguments: network, word (to everyone), actor.
network_closed = Signal()
#: Arguments: network, actor.
network_reopened = Signal()
#: Arguments: item, actor.
phase_item_given = Signal()
#: Arguments: participant, actor.
participant_joined = Signal()
participant_left = Signal()
#: Somebody came in by an invitation or a request. Arguments: participant, invited_by (whose invitation, or answer).
came_in = Signal()
#: Arguments: participant, was (their role before), actor (None when its last day has come).
role_changed = Signal()
#: Arguments: people (keys of accounts): they leave together, each by `participant_left` after this.
participants_leave = Signal()
facilitator_named = Signal()
#: Arguments: invitation, url (absolute), actor.
invited = Signal()
#: Somebody who came too late asks for a new link. Argument: invitation.
invitation_asked = Signal()
#: Arguments: join_request, actor.
join_requested = Signal()
join_answered = Signal()
