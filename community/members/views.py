from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import actions
from .directory.queries import profile_of
from .forms import PhotoForm, ProfileForm, SettingsForm
from .models import Profile, User
from .seeing import Seen, Standing, standing_of


@login_required
@require_safe
def person(request, handle):
    """Somebody's profile, as far as the reader may see it."""
    someone = get_object_or_404(
        User.objects.visible_to(request.user).select_related("profile").prefetch_related("profile__spoken"),
        handle=handle.lower(),
    )
    seen = Seen(someone, profile_of(someone), standing_of(request.user, someone))
    return render(request, "members/person.html", {"person": someone, "seen": seen})


#: The readers as whom people look at their own profile.
LOOKED_AS = (Standing.NETWORK, Standing.MEMBER, Standing.VISITOR)


@login_required
@require_safe
def look_as(request, standing):
    """Your own profile as somebody else sees it, and what is hidden from them."""
    if standing not in LOOKED_AS:
        raise Http404
    profile = profile_of(request.user)
    found = standing == Standing.NETWORK or (
        standing == Standing.MEMBER and profile.listed == Profile.Audience.MEMBERS
    )
    context = {
        "person": request.user,
        "seen": Seen(request.user, profile, standing),
        "found": found,
        "looked_as": [(one.value, one.label, one == standing) for one in LOOKED_AS],
        "standing": standing,
    }
    return render(request, "members/look_as.html", context)


@login_required
@require_safe
def photo(request, handle):
    """A photo, for who may see the person."""
    someone = get_object_or_404(User.objects.visible_to(request.user), handle=handle.lower())
    if not someone.photo:
        raise Http404
    response = FileResponse(someone.photo.open(), content_type="image/webp")
    patch_cache_control(response, private=True, max_age=300)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    """Change your own profile."""
    profile = profile_of(request.user)
    form = ProfileForm(request.POST or None, instance=profile, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_profile(
                actor=request.user,
                user_fields=form.user_fields,
                profile_fields=form.profile_fields,
                languages=form.cleaned_data["languages"],
            )
            messages.success(request, _("Your profile is saved."))
            return redirect(request.user)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "photo_form": PhotoForm()}
    return render(request, "members/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def change_photo(request):
    """Set or remove your photo."""
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["photo"] or None
        if upload is None and "remove" not in request.POST:
            form.add_error("photo", _("Choose a picture first."))
        else:
            try:
                actions.change_photo(actor=request.user, upload=upload)
                messages.success(
                    request, _("Your photo is saved.") if upload else _("Your photo is removed.")
                )
                return redirect("members:edit")
            except ValidationError as error:
                form.add_error("photo", error)
    profile_form = ProfileForm(instance=profile_of(request.user), user=request.user)
    return render(request, "members/edit.html", {"form": profile_form, "photo_form": form}, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Language, appearance and time zone."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("members:preferences")
    return render(request, "members/preferences.html", {"form": form}, status=422 if form.errors else 200)
