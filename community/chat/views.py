from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from community.members.limits import write_one_more
from community.members.models import User
from community.networks.models import Network
from community.richtext.cleaning import whole
from community.richtext.middleware import asked_by_script
from community.visits import is_visit

from . import actions, rules
from .forms import SayForm
from .models import Room, unread_messages
from .queries import join_runs, rooms_of

MESSAGES_PER_PAGE = 50


@login_required
@require_safe
def rooms(request):
    """All conversations; on a wide screen the first one is opened."""
    found = rooms_of(request.user)
    return render(request, "chat/chat.html", {**_lists(found), "room": None})


def _lists(found: list[Room]) -> dict[str, list[Room]]:
    """The rooms of networks and of things in them, and the conversations of two people."""
    return {
        "network_rooms": [room for room in found if room.network],
        "conversations": [room for room in found if not room.network],
    }


@login_required
@require_safe
def room(request, pk):
    """One conversation, with the latest messages or those before a number."""
    return _room_page(request, pk)


def _room_page(request, pk, form: SayForm | None = None):
    """The page of a conversation; a `form` that was sent and is not taken says why, and its words stay."""
    found = rooms_of(request.user)
    current = next((room for room in found if room.pk == pk), None)
    if current is None:
        raise Http404
    shown = current.messages.select_related("author")
    if before := whole(request.GET.get("before"), digits=8):
        shown = shown.filter(number__lt=before)
    page = list(shown.order_by("-number")[:MESSAGES_PER_PAGE])[::-1]
    last_read = _last_read(request, current)
    new_from = last_read + 1 if last_read else None
    join_runs(page, new_from)
    context = {
        **_lists(found),
        "room": current,
        "chat_messages": page,
        "older": page[0].number if page and page[0].number > 1 else None,
        "new_from": new_from,
        "may_write": rules.may_write_in_room(request.user, current),
        "form": form or SayForm(),
    }
    if not before and last_read < current.last_number and is_visit(request):
        actions.read_until(actor=request.user, room=current, number=current.last_number)
        current.unread = 0
    return render(request, "chat/chat.html", context, status=422 if form else 200)


def _last_read(request, current: Room) -> int:
    """How far the reader came before; who opens a room for the first time hears of it from now on."""
    if is_visit(request):
        return actions.enter(room=current, user=request.user).last_read
    member = current.members.filter(user=request.user).first()
    return member.last_read if member else current.last_number


def _own_room(request, pk) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.user).select_related("network"), pk=pk)


@login_required
@require_POST
def say(request, pk):
    """Send a message: by script (answers with its number) or as a plain form."""
    found = _own_room(request, pk)
    by_script = asked_by_script(request)
    form = SayForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    try:
        write_one_more(request, "chat_line")
        message = actions.say(actor=request.user, room=found, **form.cleaned_data)
    except ValidationError as error:
        if by_script:
            return JsonResponse({"error": error.messages[0]}, status=422)
        form.add_error("text", error)
        return _room_page(request, pk, form)
    if by_script:
        return JsonResponse({"n": message.number, "html": actions.fragment(message)}, status=201)
    return redirect(found)


@login_required
@require_POST
def change(request, pk, number):
    """Edit or take back one's own message."""
    found = _own_room(request, pk)
    message = get_object_or_404(found.messages.select_related("room__network"), number=number)
    try:
        if request.POST.get("do") == "delete":
            actions.delete_message(actor=request.user, message=message)
        else:
            actions.edit_message(actor=request.user, message=message, text=request.POST.get("text", ""))
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    return redirect(found)


@login_required
@require_POST
def read(request, pk):
    """The reader saw messages up to `number`."""
    found = _own_room(request, pk)
    number = whole(request.POST.get("number"), digits=8)
    if number is None:
        return HttpResponse(status=400)
    actions.read_until(actor=request.user, room=found, number=number)
    return HttpResponse(status=204)


@login_required
@require_safe
def unread(request):
    """The number beside Chat, for a tab that heard that it changed."""
    return HttpResponse(str(unread_messages(request.user)), content_type="text/plain")


@login_required
@require_safe
def network_room(request, slug):
    """The chat tab of a network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    return redirect(get_object_or_404(Room.objects.visible_to(request.user), network=network, about=None))


@login_required
@require_POST
def talk_to(request, handle):
    """Open the conversation with somebody."""
    person = get_object_or_404(User.objects.visible_to(request.user), handle=handle.lower())
    if not rules.may_talk_to(request.user, person):
        raise PermissionDenied
    try:
        write_one_more(request, "conversation")
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(person)
    return redirect(actions.open_conversation(actor=request.user, person=person))
