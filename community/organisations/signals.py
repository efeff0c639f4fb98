"""News for higher floors. Sent inside the transaction; receivers call actions of their own."""

from django.dispatch import Signal

#: Arguments: organisation, person (who was its first contact), deputy (who acts for them now, or None).
first_contact_gone = Signal()
#: Arguments: request (asked, or taken back after a yes), actor.
facility_asked = Signal()
#: Arguments: request, actor.
facility_answered = Signal()
