"""The chosen lines, each with a mistake that somebody could make in it, by what they hold up.

Beside each stand the few tests that are there for it, not all that would notice: the whole must not take long. A test
that asks the server of the tests is no use there: its thread is not in a copy of the process.
"""

from .mutant import Mutant

VISIBLE = "tests/networks/test_visibility.py"
WALK = "tests/permissions/test_walk.py"
LINES = "tests/permissions/test_lines.py"
RULES = "tests/events/rotation/test_rules.py"
NETWORKS = "tests/networks/test_networks.py"
INVITATIONS = "tests/networks/test_invitations.py"
LEAVING = "tests/networks/test_leaving.py"
ROLES = "tests/networks/roles/test_roles.py"
TOO_MUCH = "tests/richtext/test_cleaning.py::test_what_is_too_deep_or_too_long_is_refused"


def verbs(table: str) -> str:
    """Who may, of the verbs in one table."""
    return f"tests/permissions/test_verbs.py::test_who_may[{table}]"


def gone(way: str) -> str:
    """That what is hidden in this way is found nowhere."""
    return f"tests/search/test_gone.py::test_what_is_gone_is_found_nowhere[{way}]"


VISIBILITY = [
    Mutant("community/networks", "rule = Q(**{f\"{prefix}visibility\": Visibility.PUBLIC})", "rule = Q()", (VISIBLE,)),
    Mutant("community/networks", "if user.is_authenticated:\n        own =", "if True:\n        own =", (VISIBLE,)),
    Mutant("community/networks", 'if user.is_authenticated else ["public"]', 'if user else ["public"]', (VISIBLE,)),
    Mutant("community/networks", "return self.filter(left_at=None, user__is_active=True)", "return self.filter(user__is_active=True)", (VISIBLE,)),
    Mutant("community/networks", "return self.filter(left_at=None, user__is_active=True)", "return self.filter(left_at=None)", (VISIBLE,)),
    Mutant("forum", "return self.alive().filter(readable(user, \"board__\"))", "return self.filter(readable(user, \"board__\"))", (gone("topic: all of it is hidden"),)),
    Mutant("forum", 'return self.exclude(title="", reply_count=0)', 'return self.exclude(title="")', ("tests/forum/test_removing.py",)),
    Mutant("community/members", "return self.filter(is_active=True).filter(", "return self.filter().filter(", ("tests/members/test_visible.py",)),
    Mutant("community/members", "or standing in READERS.get(audience, set())", "or standing != Standing.VISITOR", ("tests/members/test_seeing.py",)),
    Mutant("community/members", "return Standing.NETWORK if person.pk in shared else", "return Standing.NETWORK if True else", ("tests/members/test_seeing.py",)),
    Mutant("community/search", "return self.filter(readable(user))", "return self.all()", (VISIBLE,)),
    Mutant("community/search", "if post.deleted_at or topic.deleted_at:", "if topic.deleted_at:", (gone("post: its author removes it"), gone("topic: its author removes it"))),
    Mutant("community/search", "if meeting.is_cancelled:\n        return None", "if False:\n        return None", (gone("meeting: it is called off"),)),
    Mutant("community/search", "or page.get_view_restrictions().exists()", "", (gone("page: one chapter is for some only"), gone("page: for some only"))),
    Mutant("community/richtext", 'return bool(readers([user], audience))', 'return True', ("tests/richtext/test_audiences.py",)),
    Mutant("community/richtext", 'max_age=0 if attachment.audience != "public" else 86_400', 'max_age=86_400', ("tests/richtext/test_how_long.py",)),
    Mutant("community/knowledge", "return pages.live().exclude(", "return pages.exclude(", ("tests/knowledge/test_pictures.py", "tests/knowledge/test_books.py")),
    Mutant("events/cases", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now() and standing.was_there", "return standing.was_there", ("tests/events/cases/test_rules.py",)),
    Mutant("events/cases", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now() and standing.was_there", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now()", ("tests/events/cases/test_rules.py",)),
    Mutant("events/minutes", "return standing.takes_part and (minutes.status != Minutes.Status.DRAFT or", "return standing.takes_part and (True or", ("tests/events/minutes/test_rules.py",)),
    Mutant("events/planning", "return plan.status in shown and takes_part(user, plan.network)", "return takes_part(user, plan.network)", ("tests/events/planning/test_hosts_word.py",)),
    Mutant("events/places", "(standing.place is not None and standing.place.is_coming)", "standing.place is not None", ("tests/events/places/test_join_link.py",)),
    Mutant("events/harvest", "and harvest.passages.filter(contributor=user.pk).exists()", "", ("tests/events/harvest/test_rules.py",)),
]  # fmt: skip

PERMISSIONS = [
    Mutant("forum", "return post.deleted_by_id == user.pk or may_moderate", "return post.author_id == user.pk or may_moderate", ("tests/forum/test_rules.py", "tests/forum/test_removing.py")),
    Mutant("forum", "and (not topic.closed or moderates)", "", ("tests/forum/test_rules.py",)),
    Mutant("forum", "holds(role, Right.WRITE) and board.network.closed_at is None if board.network", "holds(role, Right.WRITE) if board.network", ("tests/forum/test_rules.py",)),
    Mutant("forum", "replies and (topic.author_id == user.pk or moderates)", "replies", (LINES,)),
    Mutant("community/chat", "and message.author_id == user.pk", "", ("tests/chat/test_rules.py",)),
    Mutant("community/chat", "return not room.members.filter(user__is_active=False).exists()", "return True", ("tests/chat/test_rules.py",)),
    Mutant("community/networks", "return network.closed_at is None and has_right(user, network, Right.INVITE)", "return has_right(user, network, Right.INVITE)", (NETWORKS,)),
    Mutant("community/networks", ".holding(Right.SPEAK_FOR)\n        .exists()", ".exists()", (LINES,)),
    Mutant("community/networks", "and network.join_policy == Network.JoinPolicy.REQUEST", "", (NETWORKS,)),
    Mutant("community/networks", "return participant.role == Participant.Role.FACILITATOR and not others.exists()", "return False", (NETWORKS,)),
    Mutant("community/networks", "or participant.left_by_id != user.pk:", "or False:", (LEAVING,)),
    Mutant("community/networks", "timezone.now() - participant.left_at > UNDONE_WITHIN", "False", (LEAVING,)),
    Mutant("community/networks", "return not (participant.role == Role.GUEST and role in STEWARDS)", "return True", (ROLES,)),
    Mutant("community/networks", "if actor.pk != participant.user_id and not rules.has_right(actor, network, Right.REMOVE):", "if False:", (verbs("networks"),)),
    Mutant("community/networks", "if is_last_facilitator(participant, network) and (role != Role.FACILITATOR or until):", "if False:", (ROLES,)),
    Mutant("community/networks", "or last.actor_id != actor.pk", "", (ROLES,)),
    Mutant("community/networks", "if (request.status, request.answered_by_id) == (status, actor.pk):", "if True:", ("tests/networks/requests/test_answering.py",)),
    Mutant("community/networks", 'select_related("network", "answered_by").filter(user=request.user)', 'select_related("network", "answered_by")', ("tests/networks/requests/test_asking.py",)),
    Mutant("community/networks", "if asks and not reason.strip():", "if False:", ("tests/networks/phases/test_phases.py",)),
    Mutant("community/networks", "if not sure and loose_ends(network):", "if False:", ("tests/networks/closing/test_closing.py",)),
    Mutant("community/networks", "or not rules.is_invited(actor, invitation)", "", (INVITATIONS,)),
    Mutant("community/networks", "email__iexact=invitation.email, verified=True", "email__iexact=invitation.email", (INVITATIONS,)),
    Mutant("community/members", "return actor.is_active and actor.is_superuser\n    return actor.has_perm", "return True\n    return actor.has_perm", ("tests/members/test_accounts.py", "tests/staff/test_people.py")),
    Mutant("community/organisations", '.exclude(role="staff")', "", (verbs("people"),)),
    Mutant("events/meetings", "return standing.runs and standing.plans\n", "return standing.plans\n", ("tests/events/meetings/test_who_changes.py",)),
    Mutant("events/meetings", "self.part.organisation_id is None or not self.may(Right.SPEAK_FOR)", "self.part.organisation_id is None", ("tests/events/meetings/test_standing.py",)),
    Mutant("events/planning", "part.organisation_id == organisation.pk and part.may(Right.SPEAK_FOR)", "part.organisation_id == organisation.pk", ("tests/events/planning/test_hosts_word.py",)),
    Mutant("events/planning", "(part.may(Right.PLAN) or part.organisation_id == organisation.pk)", "True", ("tests/events/planning/test_year.py", verbs("planning"))),
    Mutant("events/polls", "return not poll.only_members or takes_part(user, poll.network)", "return True", ("tests/events/polls/test_choosing.py",)),
    Mutant("events/polls", '"grid": grid if inside else [],', '"grid": grid,', ("tests/events/polls/test_choosing.py",)),
    Mutant("events/planning", "if plan.revision != solved.revision:", "if False:", ("tests/events/planning/test_newer_answers.py",)),
    Mutant("events/planning", "doubts = [] if sure else doubts_about(plan)", "doubts = []", ("tests/events/planning/test_newer_answers.py",)),
    Mutant("events/turns", "return swap.status == SwapRequest.Status.ASKED and may_ask_swap", "return may_ask_swap", ("tests/events/turns/test_swaps.py",)),
    Mutant("events/minutes", "status=Minutes.Status.APPROVED).exists()", "status=Minutes.Status.DRAFT).exists()", ("tests/events/minutes/test_rules.py",)),
    Mutant("events/minutes", "if part is None or not part.may(Right.SPEAK_FOR) or action.network.closed_at:", "if part is None or action.network.closed_at:", ("tests/events/minutes/test_rules.py",)),
    Mutant("events/questions", "(own and question.answered_at is None)", "own", ("tests/events/questions",)),
    Mutant("events/harvest", "and passage.harvest.page_id is None", "", ("tests/events/harvest/test_rules.py",)),
    Mutant("events/reflection", "meeting=meeting, shown=True", "meeting=meeting", ("tests/events/reflection/test_inspiration.py",)),
    Mutant("events/reflection", "if meeting.network_id and not standing.takes_part:", "if False:", ("tests/events/reflection/test_rules.py",)),
    Mutant("community/richtext", "if files and not audiences.may_write(actor, audience):", "if False:", (verbs("people"),)),
]  # fmt: skip

COUNTS = [
    Mutant("forum", 'reply_count=F("reply_count") - 1', 'reply_count=F("reply_count")', ("tests/forum/test_removing.py", "tests/forum/test_actions.py")),
    Mutant("forum", 'reply_count=F("reply_count") + 1', 'reply_count=F("reply_count")', ("tests/forum/test_actions.py",)),
    Mutant("forum", "topic.reply_count + 1 if post.number > 1 else 0", "topic.reply_count + 1", ("tests/forum/test_actions.py",)),
    Mutant("forum", "(-1 if removed else 1)", "1", ("tests/forum/test_actions.py",)),
    Mutant("forum", "filter=Q(posts__number__gt=1, posts__deleted_at=None)", "filter=Q(posts__number__gt=1)", ("tests/home/test_recount.py",)),
    Mutant("community/notifications", 'unread_notifications=F("unread_notifications") + 1', 'unread_notifications=1', ("tests/notifications/test_letters.py", "tests/home/test_recount.py")),
    Mutant("community/notifications", "return self.filter(withdrawn=False)", "return self", ("tests/notifications/test_withdrawn.py", "tests/home/test_recount.py")),
    Mutant("community/notifications", "Count(LINE, distinct=True)", 'Count("pk")', ("tests/notifications/test_bundles.py",)),
    Mutant("community/notifications", "[p.pk for p in people if p.pk not in before]", "[p.pk for p in people]", ("tests/notifications/test_bundles.py",)),
    Mutant("community/chat", "max(0, room.last_number - room.seen)", "room.last_number", ("tests/chat/test_unread.py",)),
]  # fmt: skip

UNREAD = [
    Mutant("forum", "number__gte=OuterRef(\"last_number\"))\n        return self.filter(~Exists(read))", "number__gt=OuterRef(\"last_number\"))\n        return self.filter(~Exists(read))", ("tests/forum/test_unread.py",)),
    Mutant("forum", "if own.filter(number__lt=number).update(number=number):", "if own.update(number=number):", ("tests/forum/test_unread.py",)),
    Mutant("forum", "move_mark(actor, topic, min(number, topic.last_number))", "move_mark(actor, topic, number)", ("tests/forum/test_unread.py",)),
    Mutant("community/chat", "last_read__lt=number).update(last_read=number)", "last_read__gte=0).update(last_read=number)", ("tests/chat/test_unread.py",)),
    Mutant("community/chat", "number = min(number, room.last_number)", "number = number", ("tests/chat/test_unread.py",)),
    Mutant("community/notifications", "if mail.notification and mail.notification.read_at and not mail.calendar:", "if False:", ("tests/notifications/test_letters.py",)),
]  # fmt: skip

CAPACITY = [
    Mutant("events/places", ".filter(is_host=False).count() < capacity", ".filter(is_host=False).count() <= capacity", ("tests/events/places/test_places.py", "tests/events/places/test_waiting.py")),
    Mutant("events/places", "attendances.coming(mode).filter(is_host=False).count()", "attendances.coming(mode).count()", ("tests/events/places/test_places.py",)),
    Mutant("events/places", "free is not None and free <= 0", "free is not None and free < 0", ("tests/events/polls/test_choosing.py",)),
    Mutant("events/places", "if ride.passengers.count() >= ride.seats:", "if ride.passengers.count() > ride.seats:", ("tests/events/places/test_rides.py",)),
    Mutant("events/places", "if before and before != ANSWERS.NO:", "if False:", ("tests/events/places/test_waiting.py", "tests/events/places/test_guests.py")),
    Mutant("events/meetings", '.order_by("waiting_since", "pk")', '.order_by("-waiting_since", "pk")', ("tests/events/places/test_waiting.py", "tests/events/places/test_links.py")),
    Mutant("events/meetings", "if self.mode not in (mode, self.Mode.HYBRID):", "if False:", ("tests/events/places/test_waiting.py",)),
    Mutant("events/rotation", "if venue.capacity < meeting.expected:", "if venue.capacity <= meeting.expected:", (RULES,)),
]  # fmt: skip

FAIRNESS = [
    Mutant("events/turns", "return CREDIT.get(meeting.mode, Fraction(1))", "return Fraction(1)", ("tests/events/turns/test_ledger.py",)),
    Mutant("events/turns", "return {host: credit_of(meeting) / len(hosts) for host in hosts}", "return {host: credit_of(meeting) for host in hosts}", ("tests/events/turns/test_repairs.py",)),
    Mutant("events/turns", "and not m.exempt_from_hosting", "", ("tests/events/turns/test_ledger.py",)),
    Mutant("events/turns", "(m.until is None or day < m.until)", "(m.until is None or day <= m.until)", (LINES,)),
    Mutant("events/turns", 'return all_hosted(network).filter(uncounted="")', "return all_hosted(network)", ("tests/events/turns/test_called_off.py",)),
    Mutant("events/rotation", "balance[name] -= share", "balance[name] -= 0", (RULES,)),
    Mutant("events/rotation", "if o.is_member(day) and not o.exempt)", "if o.is_member(day))", (RULES,)),
    Mutant("events/rotation", "if index - turn < rules.min_gap and not both_fixed:", "if index - turn <= rules.min_gap and not both_fixed:", (RULES,)),
    Mutant("events/rotation", "if len(turns) + 1 + locked_later > rules.each_at_most:", "if len(turns) + locked_later > rules.each_at_most:", (RULES,)),
    Mutant("events/rotation", 'problem.host_answers.get((organisation.id, day)) == "no"', 'problem.host_answers.get((organisation.id, day)) == "never"', (RULES,)),
    Mutant("community/notifications", "kept.get(SESSION_KEY) == str(person.pk) and ", "", ("tests/notifications/test_push.py",)),
    Mutant("community/notifications", "expire_date__gt=timezone.now()", "expire_date__isnull=False", ("tests/notifications/test_push.py",)),
    Mutant("community/networks", "Q(until=None) | Q(until__gt=day)", "Q(until=None) | Q(until__gte=day)", (LINES,)),
]  # fmt: skip

ONCE = [
    Mutant("forum", "if existing := Post.objects.filter(author=actor.pk, client_id=client_id).first():\n        return existing", "if False:\n        return None", ("tests/forum/test_actions.py",)),
    Mutant("community/chat", "if existing := Message.objects.filter(author=actor.pk, client_id=client_id).first():\n        return existing\n    if not rules", "if not rules", ("tests/chat/test_retry.py",)),
    Mutant("events/questions", "if existing := MeetingQuestion.objects.filter(asked_by=actor.pk, client_id=client_id).first():\n        return existing", "if False:\n        return None", ("tests/events/questions",)),
    Mutant("community/richtext", "if existing := Attachment.objects.filter(owner=actor, client_id=client_id).first():\n        return existing", "if False:\n        return None", ("tests/richtext/test_files.py",)),
    Mutant("community/networks", "filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)", "filter(pk=invitation.pk)", (INVITATIONS,)),
    Mutant("community/networks", "if request.status != JoinRequest.Status.WAITING:", "if False:", ("tests/networks/requests/test_answering.py",)),
    Mutant("community/notifications", 'if not claimed:\n        return "nothing to do"', 'if False:\n        return "nothing to do"', (LINES,)),
    Mutant("forum", "if html == post.html:  # sent twice", "if False:  # sent twice", ("tests/forum/test_editing.py",)),
]  # fmt: skip

SANITISING = [
    Mutant("community/richtext", "return value if OWN_FILE.match(value) else None", "return value", ("tests/richtext/test_attributes.py",)),
    Mutant("community/richtext", 'return "at" if value == "at" else None', "return value", ("tests/richtext/test_attributes.py",)),
    Mutant("community/richtext", "return value if OWN_POST.match(value) else None", "return value", ("tests/richtext/test_attributes.py",)),
    Mutant("community/richtext", "if depth > MOST_DEPTH:", "if False:", (TOO_MUCH,)),
    Mutant("community/richtext", "if len(source.encode()) > MOST_BYTES:", "if False:", (TOO_MUCH,)),
    Mutant("community/richtext", "cleaned = _gate.clean(_shaper.clean(_hide_signs(source)).translate(_SHOWN))", "cleaned = _shaper.clean(_hide_signs(source)).translate(_SHOWN)", ("tests/richtext/test_attributes.py",)),
    Mutant("community/richtext", '@{escape(user.name)}</a>', "@{user.name}</a>", ("tests/richtext/test_mentions.py",)),
    Mutant("community/richtext", 'source = _CONTROL.sub("", source).replace', "source = source.replace", ("tests/richtext/test_attributes.py",)),
]  # fmt: skip

SIGNATURES = [
    Mutant("events/planning", "signing.loads(token, salt=LINK_SALT, max_age=LINK_DAYS * 86_400)", "signing.loads(token, salt=LINK_SALT)", (LINES,)),
    Mutant("events/planning", "signing.loads(token, salt=TURN_SALT, max_age=LINK_DAYS * 86_400)", "signing.loads(token, salt=TURN_SALT)", (LINES,)),
    Mutant("events/planning", "or not may_answer_turn(person, plan, turn.organisation)", "", ("tests/events/planning/test_turn_links.py",)),
    Mutant("events/places", "if found and found.user and not may_answer(standing_of(found.user, found.meeting)):", "if False:", ("tests/events/places/test_links.py",)),
    Mutant("community/networks", "return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()", "return self.accepted_at is None and self.withdrawn_at is None", (LINES,)),
    Mutant("community/networks", "if invitation and invitation.is_open and invitation.network.closed_at is None else None", "if invitation and invitation.is_open else None", (INVITATIONS,)),
    Mutant("community/live", "if origin == settings.SITE_URL:\n            return True", "if True:\n            return True", ("tests/chat/test_chat.py",)),
]  # fmt: skip

STAFF = [
    Mutant("community/staff", "return is_staff(user)", "return user.is_authenticated", ("tests/staff/test_home.py::test_the_door_is_the_rule",)),
    Mutant("community/notifications/outbox", "return waits and bool(mail.text) and is_staff(user)", "return waits and is_staff(user)", ("tests/staff/test_mail.py::test_who_sends_what_again",)),
    Mutant("community/organisations/working", "or user.pk == claim.person_id:", "or False:", ("tests/organisations/working/test_claims.py::test_nobody_confirms_themselves",)),
    Mutant("community/organisations/working", "last_day__lt=timezone", "last_day__lte=timezone", ("tests/organisations/working/test_leaving.py::test_nothing_happens_before_the_last_day_is_over",)),
    Mutant("community/organisations/working", "if successor is not None and successor.pk not in known:", "if False:", ("tests/organisations/working/test_leaving.py::test_what_cannot_be_is_refused_by_field",)),
]  # fmt: skip

BEGINNING = [
    Mutant("community/networks", "rule = Q(owner=user.pk, network=None)", "rule = Q(network=None)", ("tests/networks/beginning/test_rules.py",)),
    Mutant("community/networks", "and beginning.owner_id == user.pk and beginning.status", "and beginning.status", ("tests/networks/beginning/test_rules.py",)),
    Mutant("community/networks", "return self.filter(state=Line.State.READY, invitation=None)", "return self.filter(state=Line.State.READY)", ("tests/networks/beginning/test_people.py",)),
    Mutant("community/networks", "if beginning.whole and beginning.lines", "if False and beginning.lines", ("tests/networks/beginning/test_people.py",)),
    Mutant("community/networks", "if line.email in seen:", "if False:", ("tests/networks/beginning/test_reading.py",)),
    Mutant("community/networks", "if line.email in known.members:", "if False:", ("tests/networks/beginning/test_reading.py",)),
    Mutant("community/networks", "if not link.is_open or link.network.closed_at is not None:", "if link.network.closed_at is not None:", ("tests/networks/inviting/test_inviting.py",)),
    Mutant("community/networks", "return self.ended_at is None and self.used < self.most and", "return self.ended_at is None and", ("tests/networks/inviting/test_inviting.py",)),
]  # fmt: skip

MUTANTS = [
    *VISIBILITY,
    *PERMISSIONS,
    *COUNTS,
    *UNREAD,
    *CAPACITY,
    *FAIRNESS,
    *ONCE,
    *SANITISING,
    *SIGNATURES,
    *STAFF,
    *BEGINNING,
]
