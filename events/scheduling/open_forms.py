"""A meeting without a network, as staff plan it."""

from django.utils.translation import gettext_lazy as _

from community.networks.models import Visibility
from community.organisations.choosing.fields import OrganisationField
from community.organisations.choosing.queries import label

from ..meetings.models import Meeting
from .forms import MeetingForm

KINDS = (
    Meeting.Kind.WEBINAR,
    Meeting.Kind.OPEN,
    Meeting.Kind.KNOWLEDGE,
    Meeting.Kind.EXPERT,
    Meeting.Kind.TRAINING,
)


class OpenMeetingForm(MeetingForm):
    """A webinar, a training, an evening for everybody: who may see it and register, and where it is."""

    host = OrganisationField(label=_("Host"), required=False)

    class Meta(MeetingForm.Meta):
        fields = [
            "title", "kind", "visibility", "mode", "summary", "join_url", "host", "capacity_in_person",
            "capacity_online",
        ]  # fmt: skip

    field_order = [
        "title",
        "kind",
        "visibility",
        "day",
        "start_time",
        "end_time",
        "mode",
        "join_url",
        "summary",
    ]

    def __init__(self, *args, user, **kwargs):
        super(MeetingForm, self).__init__(*args, **kwargs)
        if self.instance.host:
            self.initial["host"] = label(self.instance.host)
        self.show_hours()
        self.fields["host"].user = user
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS]
        whom = (Visibility.PUBLIC, Visibility.MEMBERS)
        self.fields["visibility"].choices = [(one.value, one.label) for one in whom]
        self.fields["visibility"].label = _("Who may see it and register")
