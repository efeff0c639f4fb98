"""What can be done with the concept of a network, a file for each idea; this module only hands the verbs on."""

from .allowing import allow_starting
from .inviting import invite_people, open_list
from .people import bring_line_back, keep_list, mend_line, read_people, take_line
from .preparing import change, choose, discard, leave_out, prepare
from .proposing import answer_proposal, propose
from .seconding import second_somebody
from .starting import start

__all__ = [
    "allow_starting",
    "answer_proposal",
    "bring_line_back",
    "change",
    "choose",
    "discard",
    "invite_people",
    "keep_list",
    "leave_out",
    "mend_line",
    "open_list",
    "prepare",
    "propose",
    "read_people",
    "second_somebody",
    "start",
    "take_line",
]
