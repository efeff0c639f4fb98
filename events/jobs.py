"""What happens to meetings, turns and what was learned without anybody asking."""

from .cases.actions import forget_cases
from .handover.actions import give_up_waiting
from .meetings.changing import tell_waiting
from .minutes.jobs import remind_late_actions
from .places.actions.needs import forget_needs
from .planning.actions.hosts import remind_hosts
from .reflection.actions import ask_pulse, bring_back_inspiration

DAILY = (forget_needs, remind_late_actions, bring_back_inspiration, ask_pulse, remind_hosts, forget_cases)
OFTEN = (tell_waiting, give_up_waiting)
