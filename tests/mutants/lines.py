"""The chosen lines, each with a mistake that somebody could make in it, by what they hold up."""

from .mutant import Mutant

VERBS = "tests/permissions/test_verbs.py"
WALK = "tests/permissions/test_walk.py"
LINES = "tests/permissions/test_lines.py"
FORUM = ("tests/forum",)
CHAT = ("tests/chat",)
PLACES = ("tests/events/places",)
LEDGER = ("tests/events/turns",)
ROTATION = ("tests/events/rotation",)
OUTBOX = ("tests/notifications",)
WORDS = ("tests/richtext",)
NETWORKS = ("tests/networks", LINES)
PLANNING = ("tests/events/planning",)

VISIBILITY = [
    Mutant("community/networks", "rule = Q(**{f\"{prefix}visibility\": Visibility.PUBLIC})", "rule = Q()", (WALK,)),
    Mutant("community/networks", "if user.is_authenticated:\n        own =", "if True:\n        own =", (WALK,)),
    Mutant("community/networks", 'if user.is_authenticated else ["public"]', 'if user else ["public"]', (WALK, *NETWORKS)),
    Mutant("community/networks", "return self.filter(left_at=None, user__is_active=True)", "return self.filter(user__is_active=True)", (WALK,)),
    Mutant("community/networks", "return self.filter(left_at=None, user__is_active=True)", "return self.filter(left_at=None)", (WALK, VERBS)),
    Mutant("forum", "return self.alive().filter(readable(user, \"board__\"))", "return self.filter(readable(user, \"board__\"))", (*FORUM, "tests/search")),
    Mutant("forum", 'return self.exclude(title="", reply_count=0)', 'return self.exclude(title="")', (*FORUM, "tests/search")),
    Mutant("community/members", "return self.filter(is_active=True).filter(", "return self.filter().filter(", ("tests/members", "tests/search/test_gone.py")),
    Mutant("community/members", "return audience == Profile.Audience.NETWORKS and circles", "return circles", (LINES,)),
    Mutant("community/members", "if viewer.pk == person.pk or audience ==", "if audience ==", (LINES,)),
    Mutant("community/search", "return self.filter(readable(user))", "return self.all()", (WALK,)),
    Mutant("community/search", "if post.deleted_at or topic.deleted_at:", "if topic.deleted_at:", ("tests/search",)),
    Mutant("community/search", "if meeting.is_cancelled:\n        return None", "if False:\n        return None", ("tests/search",)),
    Mutant("community/search", "or page.get_view_restrictions().exists()", "", ("tests/search",)),
    Mutant("community/richtext", 'return bool(readers([user], audience))', 'return True', (*WORDS, WALK)),
    Mutant("community/richtext", 'max_age=0 if attachment.audience != "public" else 86_400', 'max_age=86_400', WORDS),
    Mutant("community/knowledge", "pages = Page.objects.live().filter(", "pages = Page.objects.filter(", ("tests/knowledge",)),
    Mutant("events/cases", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now() and standing.was_there", "return standing.was_there", ("tests/events/cases",)),
    Mutant("events/cases", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now() and standing.was_there", "return standing.meeting.starts_at - OPEN_BEFORE <= timezone.now()", ("tests/events/cases",)),
    Mutant("events/minutes", "return standing.takes_part and (minutes.status != Minutes.Status.DRAFT or", "return standing.takes_part and (True or", ("tests/events/minutes",)),
    Mutant("events/planning", "return plan.status in shown and takes_part(user, plan.network)", "return takes_part(user, plan.network)", (*PLANNING,)),
    Mutant("events/places", "(standing.place is not None and standing.place.is_coming)", "standing.place is not None", (*PLACES, WALK)),
    Mutant("events/harvest", "and harvest.passages.filter(contributor=user.pk).exists()", "", ("tests/events/harvest", WALK)),
]  # fmt: skip

PERMISSIONS = [
    Mutant("forum", "return post.deleted_by_id == user.pk or may_moderate", "return post.author_id == user.pk or may_moderate", (*FORUM, VERBS)),
    Mutant("forum", "and (not topic.closed or moderates)", "", (*FORUM, VERBS)),
    Mutant("forum", "role is not None and board.network.closed_at is None if board.network", "role is not None if board.network", FORUM),
    Mutant("forum", "replies and (topic.author_id == user.pk or moderates)", "replies", (LINES, VERBS)),
    Mutant("community/chat", "and message.author_id == user.pk", "", (*CHAT, VERBS)),
    Mutant("community/chat", "return not room.members.filter(user__is_active=False).exists()", "return True", (*CHAT, VERBS)),
    Mutant("community/networks", "return network.closed_at is None and facilitates(user, network)", "return facilitates(user, network)", NETWORKS),
    Mutant("community/networks", ".exclude(role=Participant.Role.GUEST)\n        .exists()", ".exists()", NETWORKS),
    Mutant("community/networks", "and network.join_policy == Network.JoinPolicy.REQUEST", "", NETWORKS),
    Mutant("community/networks", "if participant.role == Participant.Role.FACILITATOR and not others.exists():", "if False:", NETWORKS),
    Mutant("community/networks", "if actor.pk != participant.user_id and not rules.facilitates(actor, network):", "if False:", (VERBS, *NETWORKS)),
    Mutant("community/networks", "or not _owns_address(actor, invitation.email)", "", (VERBS, *NETWORKS)),
    Mutant("community/networks", "email__iexact=email, verified=True", "email__iexact=email", NETWORKS),
    Mutant("community/members", "and (actor.is_superuser or not person.is_superuser)", "", ("tests/members",)),
    Mutant("community/organisations", '.exclude(role="staff")', "", (VERBS,)),
    Mutant("events/meetings", "return standing.runs and standing.facilitates\n", "return standing.facilitates\n", ("tests/events/scheduling", "tests/events/meetings", VERBS)),
    Mutant("events/meetings", "self.part.organisation_id is None or self.part.role == GUEST", "self.part.organisation_id is None", ("tests/events/meetings", "tests/events/turns", "tests/events/questions")),
    Mutant("events/planning", "part.organisation_id == organisation.pk and part.role != GUEST", "part.organisation_id == organisation.pk", PLANNING),
    Mutant("events/planning", "(part.role == FACILITATOR or part.organisation_id == organisation.pk)", "True", (*PLANNING, VERBS)),
    Mutant("events/turns", "return swap.status == SwapRequest.Status.ASKED and may_ask_swap", "return may_ask_swap", LEDGER),
    Mutant("events/minutes", "status=Minutes.Status.APPROVED).exists()", "status=Minutes.Status.DRAFT).exists()", ("tests/events/minutes",)),
    Mutant("events/minutes", "if part is None or part.role == GUEST or action.network.closed_at:", "if part is None or action.network.closed_at:", ("tests/events/minutes",)),
    Mutant("events/questions", "(own and question.answered_at is None)", "own", ("tests/events/questions",)),
    Mutant("events/harvest", "and passage.harvest.page_id is None", "", ("tests/events/harvest",)),
    Mutant("events/reflection", "if meeting.network_id and not standing.takes_part:", "if False:", ("tests/events/reflection",)),
    Mutant("community/richtext", "if files and not audiences.may_write(actor, audience):", "if False:", (VERBS, *WORDS)),
]  # fmt: skip

COUNTS = [
    Mutant("forum", 'reply_count=F("reply_count") - 1', 'reply_count=F("reply_count")', FORUM),
    Mutant("forum", 'reply_count=F("reply_count") + 1', 'reply_count=F("reply_count")', FORUM),
    Mutant("forum", "topic.reply_count + 1 if post.number > 1 else 0", "topic.reply_count + 1", FORUM),
    Mutant("forum", "(-1 if removed else 1)", "1", FORUM),
    Mutant("forum", "filter=Q(posts__number__gt=1, posts__deleted_at=None)", "filter=Q(posts__number__gt=1)", ("tests/home/test_recount.py",)),
    Mutant("community/notifications", 'unread_notifications=F("unread_notifications") + 1', 'unread_notifications=1', ("tests/notifications", "tests/home/test_recount.py")),
    Mutant("community/notifications", "filter=Q(notifications__read_at=None, notifications__withdrawn=False)", "filter=Q(notifications__read_at=None)", (*FORUM, "tests/home/test_recount.py", "tests/notifications")),
    Mutant("community/chat", "max(0, room.last_number - room.seen)", "room.last_number", CHAT),
]  # fmt: skip

UNREAD = [
    Mutant("forum", "number__gte=OuterRef(\"last_number\"))\n        return self.filter(~Exists(read))", "number__gt=OuterRef(\"last_number\"))\n        return self.filter(~Exists(read))", (*FORUM, "tests/home")),
    Mutant("forum", "if own.filter(number__lt=number).update(number=number):", "if own.update(number=number):", FORUM),
    Mutant("forum", "move_mark(actor, topic, min(number, topic.last_number))", "move_mark(actor, topic, number)", FORUM),
    Mutant("community/chat", "last_read__lt=number).update(last_read=number)", "last_read__gte=0).update(last_read=number)", CHAT),
    Mutant("community/chat", "number = min(number, room.last_number)", "number = number", CHAT),
    Mutant("community/notifications", "if mail.notification and mail.notification.read_at and not mail.calendar:", "if False:", OUTBOX),
]  # fmt: skip

CAPACITY = [
    Mutant("events/places", ".filter(is_host=False).count() < capacity", ".filter(is_host=False).count() <= capacity", PLACES),
    Mutant("events/places", "attendances.coming(mode).filter(is_host=False).count()", "attendances.coming(mode).count()", PLACES),
    Mutant("events/places", "if ride.passengers.count() >= ride.seats:", "if ride.passengers.count() > ride.seats:", PLACES),
    Mutant("events/places", "if before and before != ANSWERS.NO:", "if False:", PLACES),
    Mutant("events/meetings", '.order_by("waiting_since", "pk")', '.order_by("-waiting_since", "pk")', PLACES),
    Mutant("events/meetings", "if self.mode not in (mode, self.Mode.HYBRID):", "if False:", (*PLACES, "tests/events/meetings")),
    Mutant("events/rotation", "if venue.capacity < meeting.expected:", "if venue.capacity <= meeting.expected:", ROTATION),
]  # fmt: skip

FAIRNESS = [
    Mutant("events/turns", "CREDIT: dict[str, Fraction] = {Meeting.Mode.ONLINE: Fraction(1, 2)}", "CREDIT: dict[str, Fraction] = {}", (*LEDGER, *PLANNING)),
    Mutant("events/turns", "return {host: credit_of(meeting) / len(hosts) for host in hosts}", "return {host: credit_of(meeting) for host in hosts}", LEDGER),
    Mutant("events/turns", "and not m.exempt_from_hosting", "", LEDGER),
    Mutant("events/turns", "(m.until is None or day < m.until)", "(m.until is None or day <= m.until)", (LINES,)),
    Mutant("events/turns", 'return all_hosted(network).filter(uncounted="")', "return all_hosted(network)", LEDGER),
    Mutant("events/rotation", "balance[name] -= share", "balance[name] -= 0", ROTATION),
    Mutant("events/rotation", "if o.is_member(day) and not o.exempt)", "if o.is_member(day))", ROTATION),
    Mutant("events/rotation", "if index - turn < rules.min_gap and not both_fixed:", "if index - turn <= rules.min_gap and not both_fixed:", ROTATION),
    Mutant("events/rotation", "if len(turns) + 1 + locked_later > rules.each_at_most:", "if len(turns) + locked_later > rules.each_at_most:", ROTATION),
    Mutant("events/rotation", 'problem.host_answers.get((organisation.id, day)) == "no"', 'problem.host_answers.get((organisation.id, day)) == "never"', ROTATION),
    Mutant("community/networks", "Q(until=None) | Q(until__gt=day)", "Q(until=None) | Q(until__gte=day)", (LINES,)),
]  # fmt: skip

ONCE = [
    Mutant("forum", "if existing := Post.objects.filter(author=actor.pk, client_id=client_id).first():\n        return existing", "if False:\n        return None", FORUM),
    Mutant("community/chat", "if existing := Message.objects.filter(author=actor.pk, client_id=client_id).first():\n        return existing\n    if not rules", "if not rules", ("tests/chat", "tests/test_races.py")),
    Mutant("events/questions", "if existing := MeetingQuestion.objects.filter(asked_by=actor.pk, client_id=client_id).first():\n        return existing", "if False:\n        return None", ("tests/events/questions",)),
    Mutant("community/richtext", "if existing := Attachment.objects.filter(owner=actor, client_id=client_id).first():\n        return existing", "if False:\n        return None", WORDS),
    Mutant("community/networks", "filter(pk=invitation.pk, accepted_at=None)", "filter(pk=invitation.pk)", NETWORKS),
    Mutant("community/networks", "if request.status != JoinRequest.Status.WAITING:", "if False:", NETWORKS),
    Mutant("community/notifications", 'if not claimed:\n        return "nothing to do"', 'if False:\n        return "nothing to do"', (LINES, *OUTBOX)),
    Mutant("forum", "if html == post.html:  # sent twice", "if False:  # sent twice", FORUM),
]  # fmt: skip

SANITISING = [
    Mutant("community/richtext", "return value if OWN_FILE.match(value) else None", "return value", WORDS),
    Mutant("community/richtext", 'return "at" if value == "at" else None', "return value", WORDS),
    Mutant("community/richtext", "return value if OWN_POST.match(value) else None", "return value", WORDS),
    Mutant("community/richtext", "if depth > MOST_DEPTH:", "if False:", WORDS),
    Mutant("community/richtext", "if len(source.encode()) > MOST_BYTES:", "if False:", WORDS),
    Mutant("community/richtext", 'PROTOCOLS = {"http", "https", "mailto"}', 'PROTOCOLS = {"http", "https", "mailto", "javascript", "data"}', WORDS),
    Mutant("community/richtext", '@{escape(user.name)}</a>', "@{user.name}</a>", (*WORDS, *FORUM)),
    Mutant("community/richtext", 'source = _CONTROL.sub("", source).replace', "source = source.replace", WORDS),
]  # fmt: skip

SIGNATURES = [
    Mutant("events/planning", "signing.loads(token, salt=LINK_SALT, max_age=LINK_DAYS * 86_400)", "signing.loads(token, salt=LINK_SALT)", (LINES,)),
    Mutant("events/planning", "signing.loads(token, salt=TURN_SALT, max_age=LINK_DAYS * 86_400)", "signing.loads(token, salt=TURN_SALT)", (LINES,)),
    Mutant("events/planning", "or not may_answer_turn(person, plan, turn.organisation)", "", PLANNING),
    Mutant("events/places", "if found and found.user and not may_answer(standing_of(found.user, found.meeting)):", "if False:", PLACES),
    Mutant("community/networks", "return self.accepted_at is None and self.expires_at > timezone.now()", "return self.accepted_at is None", (LINES,)),
    Mutant("community/networks", "if invitation and invitation.is_open and invitation.network.closed_at is None else None", "if invitation and invitation.is_open else None", NETWORKS),
    Mutant("community/live", "if origin == settings.SITE_URL:\n            return True", "if True:\n            return True", (*CHAT, "tests/live/test_doors.py")),
]  # fmt: skip

MUTANTS = [*VISIBILITY, *PERMISSIONS, *COUNTS, *UNREAD, *CAPACITY, *FAIRNESS, *ONCE, *SANITISING, *SIGNATURES]
