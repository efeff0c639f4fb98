"""Where the addresses that decide inside are played (the rule OWN of `table.py`)."""

#: Where the addresses with a rule of their own are played, and the word of theirs that is read there.
PLAYED = {
    "tests/permissions/test_walk.py": {
        "home:more": "home:more",
        "members:photo": "members:photo",
        "organisations:waiting": "organisations:waiting",
        "organisations:edit": "organisations:edit",
        "organisations:new_facility": "organisations:new_facility",
        "organisations:facility": "organisations:facility",
        "organisations:answer_facility_request": "organisations:answer_facility_request",
        "organisations:name_contacts": "organisations:name_contacts",
        "organisations:new_venue": "organisations:new_venue",
        "organisations:venue": "organisations:venue",
        "forum:edit": "forum:edit",
        "events:my_availability": "events:my_availability",
        "events:feed": "events:feed",
        "events:network_feed": "events:network_feed",
        "demo:mail": "demo:mail",
        "organisations:verify": "organisations:verify",
        "organisations:merge": "organisations:merge",
    },
    "tests/home/welcome/test_doors.py": {
        "home:welcome_step": "home:welcome_step",
        "home:arrived": "home:arrived",
    },
    "tests/home/test_for_machines.py": {
        "home:favicon": "/favicon.ico",
    },
    "tests/permissions/test_lines.py": {
        "networks:invitation": "networks:invitation",
        "events:availability": "of_availability",
    },
    "tests/networks/test_leaving.py": {
        "networks:remove": "networks:remove",
        "networks:come_back": "networks:come_back",
    },
    "tests/networks/requests/test_asking.py": {
        "networks:request": "networks:request",
    },
    "tests/networks/roles/test_roles.py": {
        "networks:role_back": "networks:role_back",
    },
    "tests/networks/beginning/test_pages.py": {
        "networks:new_purpose": "networks:new_purpose",
        "networks:new_organisations": "networks:new_organisations",
        "networks:new_choose": "networks:new_choose",
        "networks:new_leave_out": "networks:new_leave_out",
        "networks:new_people": "networks:new_people",
        "networks:new_line": "networks:new_line",
        "networks:new_how": "networks:new_how",
        "networks:new_discard": "networks:new_discard",
        "networks:new_invite": "networks:new_invite",
        "networks:begun": "networks:begun",
        "networks:proposal": "networks:proposal",
    },
    "tests/events/planning/test_table.py": {
        "events:plan_table": "events:plan_table",
    },
    "tests/events/planning/test_turn_links.py": {
        "events:turn": "turn",
    },
    "tests/events/places/test_links.py": {
        "events:place": "events:place",
    },
    "tests/events/handover/test_asking.py": {
        "events:host_request": "request_path",
    },
    "tests/events/certificates/test_certificates.py": {
        "events:certificate": "events:certificate",
        "events:certificate_pdf": "events:certificate_pdf",
    },
    "tests/events/cases/test_cases.py": {
        "events:cases": "/cases/",
        "events:case": "get_absolute_url",
    },
    "tests/events/polls/test_polls.py": {
        "events:poll": "get_absolute_url",
    },
    "tests/notifications/test_push.py": {
        "notifications:device": "/notifications/devices/",
        "notifications:show": "/notifications/",
    },
    "tests/staff/test_boards.py": {
        "staff:board": "staff:board",
    },
    "tests/test_pages.py": {
        "notifications:unsubscribe": "unsubscribe",
    },
    "tests/knowledge/test_pictures.py": {
        "knowledge:picture": "knowledge:picture",
        "knowledge:file": "/documents/",
    },
    "tests/networks/inviting/test_inviting.py": {
        "networks:by_link": "networks:by_link",
        "networks:own_invitation": "networks:own_invitation",
    },
    "tests/organisations/working/test_leaving.py": {
        "organisations:leave": "organisations:leave",
    },
    "tests/organisations/facilities/test_facilities.py": {
        "organisations:withdraw_facility_request": "withdraw/",
    },
}
