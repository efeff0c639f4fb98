"""News for higher floors. Sent inside the transaction; receivers call actions of their own."""

from django.dispatch import Signal

#: Arguments: claim, actor.
work_claimed = Signal()
work_answered = Signal()
#: Arguments: departure, successors (users), actor. The second one on the day itself.
leaving = Signal()
left = Signal()
