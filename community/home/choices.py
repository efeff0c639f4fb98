from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

THEMES = ("system", "light", "dark")


@csrf_exempt
@require_POST
def choose(request):
    """Language and appearance of a visitor, kept in cookies; members keep theirs in their settings.

    A visitor's form carries no token, so that one page can be kept for all visitors; a member's does.
    """
    return (_choose_for_member if request.user.is_authenticated else _choose)(request)


@csrf_protect
def _choose_for_member(request):
    chosen = {"language": dict(settings.LANGUAGES), "theme": THEMES}
    changes = {name: request.POST[name] for name in chosen if request.POST.get(name) in chosen[name]}
    user = request.user
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=list(changes))
    return _choose(request)


def _choose(request):
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    keep = {"max_age": 31_536_000, "samesite": "Lax", "secure": request.is_secure()}
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, **keep)
    if (theme := request.POST.get("theme")) in THEMES:
        response.set_cookie("theme", theme, **keep)
    return response
