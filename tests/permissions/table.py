"""Who gets what from every address. An address that is not in this table fails the walk.

A rule is one of:
  OPEN     everyone
  SIGNED   everyone with an account; visitors are sent to sign in
  INSIDE   who takes part in the network; anyone else: as if it did not exist (visitors may be sent to sign in)
  BOSS     facilitators of the network; members: 403; anyone else: as if it did not exist
  POST     an address that only takes POST; GET is 405 for everyone who passes the door
  OWN      decided inside, tested on its own (named with the test)
"""

OPEN, SIGNED, INSIDE, BOSS = "open", "signed", "inside", "boss"
POST_INSIDE, POST_SIGNED, POST_OPEN, OWN = "post_inside", "post_signed", "post_open", "own"

#: name of the address -> (arguments taken from the house, rule)
TABLE = {
    "home:front": ((), OPEN),
    "home:today": ((), SIGNED),
    "home:more": ((), OWN),
    "home:network": (("network.slug",), INSIDE),
    "home:design": ((), OPEN),
    "home:choose": ((), POST_OPEN),
    "home:health": ((), OPEN),
    "home:robots": ((), OPEN),
    "members:directory": ((), SIGNED),
    "members:edit": ((), SIGNED),
    "members:change_photo": ((), POST_SIGNED),
    "members:preferences": ((), SIGNED),
    "members:person": (("member.handle",), INSIDE),
    "members:photo": (("member.handle",), OWN),
    "organisations:mark": (("'island'", "organisation.slug"), OPEN),
    "organisations:organisation": (("organisation.slug",), SIGNED),
    "organisations:edit": (("organisation.slug",), OWN),
    "organisations:new_venue": (("organisation.slug",), OWN),
    "organisations:venue": (("organisation.slug", "venue.pk"), OWN),
    "networks:networks": ((), OPEN),
    "networks:join": (("network.slug",), INSIDE),
    "networks:members": (("network.slug",), INSIDE),
    "networks:invite": (("network.slug",), POST_INSIDE),
    "networks:answer": (("network.slug", "request.pk"), POST_INSIDE),
    "networks:remove": (("network.slug", "request.pk"), POST_INSIDE),
    "networks:invitation": (("token",), OWN),
    "networks:agreement": (("network.slug",), INSIDE),
    "networks:sign": (("network.slug",), POST_INSIDE),
    "forum:forum": ((), OPEN),
    "forum:network": (("network.slug",), INSIDE),
    "forum:board": (("board.slug",), INSIDE),
    "forum:new_topic": (("board.slug",), INSIDE),
    "forum:read_all": (("board.slug",), POST_INSIDE),
    "forum:edit": (("post.pk",), OWN),
    "forum:history": (("post.pk",), INSIDE),
    "forum:delete": (("post.pk",), POST_INSIDE),
    "forum:restore": (("post.pk",), POST_INSIDE),
    "forum:react": (("post.pk",), POST_INSIDE),
    "forum:choose_answer": (("post.pk",), POST_INSIDE),
    "forum:posts_after": (("topic.pk",), INSIDE),
    "forum:post": (("topic.pk", "post.number"), INSIDE),
    "forum:reply": (("topic.pk",), POST_INSIDE),
    "forum:topic_state": (("topic.pk",), POST_INSIDE),
    "forum:topic": (("topic.pk", "topic.slug"), INSIDE),
    "events:agenda": ((), OPEN),
    "events:public_feed": ((), OPEN),
    "events:renew_feed": ((), POST_SIGNED),
    "events:feed": (("feed.token",), OWN),
    "events:network": (("network.slug",), INSIDE),
    "events:network_feed": (("feed.token", "network.slug"), OWN),
    "events:schedule": (("network.slug",), BOSS),
    "events:new_plan": (("network.slug",), BOSS),
    "events:plan": (("plan.pk",), INSIDE),
    "events:plan_table": (("plan.pk",), OWN),  # tests/events/planning/test_table.py
    "events:plan_step": (("plan.pk",), POST_INSIDE),
    "events:answer_turn": (("plan.pk",), POST_INSIDE),
    "events:my_availability": (("plan.pk",), OWN),
    "events:availability": (("token",), OWN),
    "events:turn": (("token",), OWN),  # tests/events/planning/test_turn_links.py
    "events:planned_meetings": (("plan.pk",), BOSS),
    "events:plan_cell": (("plan.pk",), POST_INSIDE),
    "events:plan_rules": (("plan.pk",), BOSS),
    "events:meeting": (("meeting.pk",), INSIDE),
    "events:answer": (("meeting.pk",), POST_INSIDE),
    "events:change": (("meeting.pk",), BOSS),
    "events:cancel": (("meeting.pk",), BOSS),
    "events:remind": (("meeting.pk",), POST_INSIDE),
    "events:ics": (("meeting.pk",), INSIDE),
    "events:guest": (("meeting.pk",), INSIDE),
    "events:needs": (("meeting.pk",), POST_INSIDE),
    "events:ride": (("meeting.pk",), POST_INSIDE),
    "events:ride_along": (("ride.pk",), POST_INSIDE),
    "events:place": (("token",), OWN),  # tests/events/places/test_links.py and test_answering_by_mail.py
    "events:programme": (("meeting.pk",), INSIDE),
    "events:showcase": (("meeting.pk",), INSIDE),
    "events:documents": (("meeting.pk",), POST_INSIDE),
    "events:sheet": (("meeting.pk",), INSIDE),
    "events:timer": (("meeting.pk", "item.pk"), INSIDE),
    "events:room": (("meeting.pk",), POST_INSIDE),
    "events:methods": ((), SIGNED),
    "events:host": (("meeting.pk",), INSIDE),
    "events:check_in": (("meeting.pk",), INSIDE),
    "events:attendance_table": (("meeting.pk",), INSIDE),
    "events:here": (("meeting.pk",), POST_INSIDE),
    "events:questions": (("meeting.pk",), INSIDE),
    "events:question": (("question.pk",), POST_INSIDE),
    "events:notes": (("held.pk",), INSIDE),
    "events:note": (("note.pk",), INSIDE),
    "events:action": (("action.pk",), POST_INSIDE),
    "events:minutes": (("held.pk",), INSIDE),
    "events:write_minutes": (("held.pk",), INSIDE),
    "events:reflect": (("held.pk",), INSIDE),
    "events:certificates": (("network.slug",), BOSS),
    "events:certificate": (("certificate.code",), OWN),  # tests/events/certificates/test_certificates.py
    "events:certificate_pdf": (("certificate.code",), OWN),
    "events:harvests": (("network.slug",), INSIDE),
    "events:harvest": (("harvest.pk",), INSIDE),
    "events:organisations": (("network.slug",), BOSS),
    "events:offer": (("network.slug", "organisation.pk"), BOSS),
    "events:ledger": (("network.slug",), INSIDE),
    "events:ledger_table": (("network.slug",), INSIDE),
    "events:swap": (("meeting.pk",), INSIDE),
    "events:answer_swap": (("swap.pk",), POST_INSIDE),
    "events:cases": (("held.pk",), OWN),  # tests/events/cases/test_cases.py
    "events:case": (("case.pk",), OWN),
    "events:no_host": (("meeting.pk",), POST_INSIDE),
    "events:repair": (("meeting.pk",), BOSS),
    "events:new_poll": (("network.slug",), BOSS),
    "events:poll": (("poll.code",), OWN),  # tests/events/polls/test_polls.py
    "events:change_poll": (("poll.code",), BOSS),
    "events:decide_poll": (("poll.code",), POST_INSIDE),
    "chat:rooms": ((), SIGNED),
    "chat:unread": ((), SIGNED),
    "chat:network": (("network.slug",), INSIDE),
    "chat:talk_to": (("facilitator.handle",), POST_SIGNED),
    "chat:room": (("room.pk",), INSIDE),
    "chat:say": (("room.pk",), POST_INSIDE),
    "chat:read": (("room.pk",), POST_INSIDE),
    "chat:change": (("room.pk", "message.number"), POST_INSIDE),
    "notifications:notifications": ((), SIGNED),
    "notifications:bell": ((), SIGNED),
    "notifications:devices": ((), POST_SIGNED),
    "notifications:device": (("device.pk",), OWN),  # tests/notifications/test_push.py
    "notifications:show": (("request.pk",), OWN),  # tests/notifications/test_push.py
    "home:service_worker": ((), OPEN),
    "notifications:open": (("request.pk",), POST_SIGNED),
    "notifications:read_all": ((), POST_SIGNED),
    "notifications:preferences": ((), SIGNED),
    "notifications:unsubscribe": (("token",), OWN),
    "richtext:upload": ((), POST_SIGNED),
    "richtext:draft": ((), POST_SIGNED),
    "richtext:drafts": ((), SIGNED),
    "richtext:file": (("attachment.pk", "attachment.name"), INSIDE),
    "knowledge:picture": (("rendition.pk", "rendition.filename"), OWN),  # tests/knowledge/test_pictures.py
    "knowledge:file": (("document.pk", "document.filename"), OWN),
    "search:search": ((), OPEN),
    "demo:enter": ((), POST_OPEN),
    "demo:mailbox": ((), OPEN),
    "demo:mail": (("'none'",), OWN),
}

#: Whole rooms of other people's code, with the rule that holds at their door.
LIBRARIES = {
    "account/": "allauth's own pages: sign-in, codes, passkeys, sessions",
    "cms/": "Wagtail's editors: staff with the right only",
    "knowledge/": "published pages only",
}

#: kind of socket topic -> the number in the house
SOCKETS = {
    "user": "member.pk",
    "topic": "topic.pk",
    "room": "room.pk",
    "meeting": "meeting.pk",
    "plan": "plan.pk",
}
