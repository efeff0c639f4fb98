"""News for higher floors. Sent inside the transaction; receivers call actions of their own."""

from django.dispatch import Signal

#: Argument: person, whose account was closed.
account_closed = Signal()
#: Argument: person, whose account is deleted after this.
account_goes = Signal()
