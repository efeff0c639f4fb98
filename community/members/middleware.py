from django.utils import timezone, translation


class ReaderMiddleware:
    """Speak the reader's language and tell the time where they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
            timezone.activate(request.user.zone)
        else:
            timezone.deactivate()
        response = self.get_response(request)
        timezone.deactivate()
        return response
