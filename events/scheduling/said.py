"""What is said of a meeting that was just planned. An idea that knows more than that registers its sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..meetings.models import Meeting

Sentence = Callable[[Meeting], str | None]
_sentences: list[Sentence] = []


def register(sentence: Sentence) -> Sentence:
    """Decorates a function that says it with more, or None when it has nothing to add."""
    _sentences.append(sentence)
    return sentence


def planned(meeting: Meeting) -> str:
    """The sentence for who planned it."""
    said = (sentence(meeting) for sentence in _sentences)
    return next(filter(None, said), _("The meeting is planned."))
