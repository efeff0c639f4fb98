"""News for higher ideas. Sent inside the transaction, with the rows of the meeting and its network locked."""

from django.dispatch import Signal

#: meeting, actor: another organisation hosts or presents it now, or it is called off.
turn_ended = Signal()
