"""What happens to meetings, turns and what was learned without anybody asking: once a day."""

from .actions.cases import forget_cases
from .actions.minutes import remind_late_actions
from .actions.places import forget_needs
from .actions.reflection import ask_pulse, bring_back_inspiration
from .actions.turns import remind_hosts

DAILY = (forget_needs, remind_late_actions, bring_back_inspiration, ask_pulse, remind_hosts, forget_cases)
