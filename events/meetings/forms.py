"""What forms about days and hours share."""

import uuid

from django import forms


def sent_once():
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


FIRST_YEAR, LAST_YEAR = 2000, 2100


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)
