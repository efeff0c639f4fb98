"""Pictures of every screen at 390 and 1280 px, light and dark, into VAR/shots. `make shots` runs this.

It makes the demo world anew at one moment (see still.py), walks it as Noor, Bram, Joris and a visitor, and gives the same
pictures each time. `python -m tests.browser.shots WORDS LANGUAGES FOLDER` takes only the screens whose name has
WORDS (a regular expression), in some languages (`nl,en`), into another folder.
"""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from .chromium import FLAGS, find
from .still import MOMENT

PORT = int(os.environ.get("SHOTS_PORT", "8765"))
BASE = f"http://127.0.0.1:{PORT}"
VAR = Path(os.environ.get("VONDER_VAR", "var"))
WIDTHS = {390: 844, 1280: 900}
STEADY = [  # how Chromium fills its tiles depends on what else the machine does; with these an edge is drawn one way
    "--disable-partial-raster",
    "--disable-checker-imaging",
    "--disable-low-res-tiling",
    "--disable-gpu-rasterization",
    "--disable-skia-runtime-opts",
    "--disable-lcd-text",
    "--num-raster-threads=1",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]

SPEAK = """language => fetch("/choose/", {method: "POST", headers: {
    ...JSON.parse(document.body.getAttribute("hx-headers")), "Content-Type": "application/x-www-form-urlencoded",
}, body: `language=${language}&next=/health/`})"""

VISITOR = {
    "front": "/",
    "library": "/knowledge/",
    "article": "/knowledge/afwegen-in-plaats-van-verbieden-risicovol-buitenspel/",
    "handbook": "/knowledge/handboek-lerende-netwerken/ontmoeten/beurtrol/",
    "networks": "/networks/",
    "organisations-open": "/organisations/",
    "organisation-open": "/organisations/de-wolkenboot/",
    "network-outside": "/networks/buiten-is-beter/",
    "agenda-open": "/meetings/",
    "search": "/search/?q=boomstam",
    "sign-in": "/account/login/",
    "sign-up": "/account/signup/",
    "webinar": "/meetings/14/",
    "register": "/meetings/14/guest/",
    "poll-visitor": "{poll}",
    "place": "{place}",
    "certificate": "{certificate}",
    "missing": "/nope/",
}
NOOR = {
    "organisation-new": "/organisations/new/",
    "organisation-facility": "/organisations/de-zandloper/facilities/new/",
    "organisation-ask": "/organisations/de-wolkenboot/facilities/1/ask/",
    "organisation-contacts": "/organisations/de-zandloper/contacts/",
    "organisations": "/organisations/?q=buitenspel&around=Lokeren&within=25",
    "preferences": "/notifications/preferences/",
    "today": "/today/",
    "network": "/networks/buiten-is-beter/",
    "forum": "/forum/",
    "board": "/forum/board/buiten-is-beter/",
    "topic": "/forum/1/klimmen-met-tweejarigen-wanneer-grijp-je-in/",
    "new-topic": "/forum/board/buiten-is-beter/new/",
    "chat": "/chat/1/",
    "meetings": "/meetings/network/buiten-is-beter/",
    "meeting": "/meetings/5/",
    "agenda": "/meetings/",
    "meeting-held": "/meetings/2/",
    "guest": "/meetings/5/guest/",
    "host": "/meetings/5/host/",
    "programme": "/meetings/5/programme/",
    "showcase": "/meetings/5/showcase/",
    "check-in": "/meetings/5/check-in/",
    "sheet": "/meetings/5/print/",
    "methods": "/meetings/methods/",
    "timer": "/meetings/5/timer/{item}/",
    "questions": "/meetings/5/questions/",
    "notes": "/meetings/2/notes/",
    "minutes": "/meetings/2/minutes/",
    "look-back": "/meetings/2/look-back/",
    "swap": "/meetings/5/swap/",
    "ledger": "/meetings/network/buiten-is-beter/ledger/",
    "harvest-own": "/meetings/harvest/1/",
    "availability": "/meetings/plans/1/availability/",
    "members": "/networks/buiten-is-beter/members/",
    "network-documents": "/networks/buiten-is-beter/documents/",
    "agreement": "/networks/buiten-is-beter/agreement/",
    "notifications": "/notifications/",
    "people": "/people/",
    "people-found": "/people/?q=ouders&language=nl&surnames=be",
    "person": "/people/tarik-demoer/",
    "profile-edit": "/people/me/profile/",
    "look-as": "/people/me/as/network/",
    "look-as-visitor": "/people/me/as/visitor/",
    "settings": "/people/me/settings/",
    "organisation": "/organisations/de-wolkenboot/",
    "work": "/organisations/my/workplace/",
    "leave-work": "/organisations/my/workplace/{own_work}/leave/",
    "more": "/more/",
    "propose": "/networks/new/",
    "two-step": "/account/2fa/",
    "sessions": "/account/sessions/",
    "password": "/account/password/change/",
    "mail-address": "/account/email/",
    "leave": "/networks/buiten-is-beter/members/{own_part}/remove/",
    "venue": "/organisations/de-zandloper/venues/{venue}/",
    "search-member": "/search/?q=mogen+peuters+in+bomen+klimmen",
    "mailbox": "/demo/mail/",
    "design": "/design/",
}
BRAM = {
    "plan": "/meetings/plans/1/",
    "plan-other": "/meetings/plans/1/?variant=travel",
    "plan-swap": "/meetings/plans/1/?first=1&second=3",
    "plan-rules": "/meetings/plans/1/rules/",
    "new-plan": "/meetings/network/buiten-is-beter/plan/",
    "planned-meetings": "/meetings/plans/1/meetings/",
    "new-meeting": "/meetings/network/buiten-is-beter/new/",
    "repair": "/meetings/7/repair/",
    "cancel": "/meetings/7/cancel/",
    "cases": "/meetings/4/cases/",
    "case": "/meetings/cases/2/",
    "organisations": "/meetings/network/buiten-is-beter/organisations/",
    "offer": "/meetings/network/buiten-is-beter/organisations/{organisation}/",
    "meeting-facilitator": "/meetings/10/",
    "write-minutes": "/meetings/4/minutes/write/",
    "harvests": "/meetings/network/buiten-is-beter/harvest/",
    "harvest": "/meetings/harvest/1/",
    "certificates": "/meetings/network/buiten-is-beter/certificates/",
    "new-poll": "/meetings/network/buiten-is-beter/poll/",
    "network-settings": "/networks/buiten-is-beter/settings/",
    "network-roles": "/networks/buiten-is-beter/settings/people/",
    "network-joining": "/networks/buiten-is-beter/settings/joining/",
    "network-phase": "/networks/buiten-is-beter/settings/phase/",
    "network-organisations": "/networks/buiten-is-beter/settings/organisations/",
    "network-closing": "/networks/buiten-is-beter/settings/closing/",
    "network-governance": "/networks/buiten-is-beter/settings/governance/",
    "network-history": "/networks/buiten-is-beter/settings/history/",
    "members-facilitator": "/networks/buiten-is-beter/members/",
    "invitations": "/networks/buiten-is-beter/settings/invitations/",
    "start": "/networks/new/",
    "start-purpose": "/networks/new/{concept}/purpose/",
    "start-organisations": "/networks/new/{concept}/organisations/",
    "start-found": "/networks/new/{concept}/organisations/?q=de",
    "start-people": "/networks/new/{concept}/people/",
    "start-how": "/networks/new/{concept}/how/",
}

JORIS = {
    "staff": "/staff/",
    "staff-networks": "/staff/networks/",
    "staff-people": "/staff/people/",
    "staff-person": "/staff/people/{somebody}/",
    "staff-invite": "/staff/people/invite/",
    "staff-board": "/staff/boards/new/",
    "staff-meeting": "/staff/meetings/new/",
    "staff-find": "/staff/find/?q=gezin",
    "staff-mail": "/staff/mail/",
    "staff-jobs": "/staff/tasks/",
    "staff-log": "/staff/log/",
    "claims": "/organisations/my/workplace/claims/",
    "editors-closed": "/cms/",
}


def secret_addresses() -> dict:
    """Addresses of the demo world that cannot be guessed, by the words that stand for them in the lists above."""
    from community.members.models import User
    from community.networks.models import Beginning, Participant
    from community.organisations.models import Affiliation, Organisation, Venue
    from events.meetings.links import place_path
    from events.models import AgendaItem, Attendance, Certificate, DatePoll

    return {
        "poll": DatePoll.objects.first().get_absolute_url(),
        "place": place_path(Attendance.objects.filter(user=None).first()),
        "certificate": Certificate.objects.first().get_absolute_url(),
        "item": AgendaItem.objects.get(meeting=5, method="incident").pk,
        "organisation": Organisation.objects.get(slug="de-wolkenboot").pk,
        "own_part": Participant.objects.get(
            network__slug="buiten-is-beter", user__handle="noor-voorbeeld"
        ).pk,
        "concept": Beginning.objects.get(owner__handle="bram-bruggemans").pk,
        "own_work": Affiliation.objects.get(person__handle="noor-voorbeeld").pk,
        "somebody": User.objects.get(handle="tarik-demoer").pk,
        "venue": Venue.objects.filter(organisation__slug="de-zandloper").first().pk,
    }


def ask_for_secrets(environment: dict) -> dict:
    """The same, from the database of the server."""
    code = (
        "import json; from tests.browser.shots import secret_addresses; print(json.dumps(secret_addresses()))"
    )
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def wait_for(server: subprocess.Popen) -> None:
    """Until the server answers; it makes the demo world first."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{BASE}/health/", timeout=5)
            return
        except OSError:
            time.sleep(0.25)
    sys.exit("The server did not start.")


def walk(context, language: str, only: str, known: dict):
    """Opens the screens one by one in a context of the browser, and yields the page with the name of each."""
    page = context.new_page()
    for who, screens in (
        (None, VISITOR),
        ("Noor Voorbeeld", NOOR),
        ("Bram Bruggemans", BRAM),
        ("Joris Verdicht", JORIS),
    ):
        chosen = {name: path for name, path in screens.items() if re.search(only, name)}
        if not chosen:
            continue
        if who:
            context.clear_cookies()
            page.goto(f"{BASE}/account/login/")
            page.get_by_role("button", name=who).click()
            page.goto(f"{BASE}/today/")
            page.locator(".rail__me, .topbar").first.wait_for(state="attached")
            page.evaluate(SPEAK, language)
        for name, path in chosen.items():
            page.emulate_media(color_scheme="light")
            page.goto(BASE + path.format(**known))
            page.wait_for_load_state("networkidle")
            page.evaluate("document.fonts.ready")
            yield page, name


def take(playwright, only: str, languages: list[str], known: dict, out: Path) -> int:
    """Takes the pictures; says how many."""
    browser = playwright.chromium.launch(executable_path=find(), args=[*FLAGS, *STEADY])
    taken = 0
    for language in languages:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                reduced_motion="reduce",
                locale="nl-BE" if language == "nl" else "en-GB",
                timezone_id="Europe/Brussels",
            )
            context.clock.set_fixed_time(MOMENT)
            for page, name in walk(context, language, only, known):
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    target = out / f"{name}-{width}-{scheme}-{language}.png"
                    page.screenshot(path=target, full_page=True, animations="disabled", caret="hide")
                    taken += 1
            context.close()
    browser.close()
    return taken


def main() -> None:
    only, languages, out = [*sys.argv[1:], *(".", "nl,en", VAR / "shots")[len(sys.argv) - 1 :]]
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    world = (VAR / "shots-world").resolve()
    world.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "PORT": str(PORT),
        "VONDER_DEMO": "1",
        "VONDER_VAR": str(world),
        "DATABASE_URL": f"sqlite:///{world / 'vonder.sqlite3'}",
    }
    environment.pop("REDIS_URL", None)
    server = subprocess.Popen([sys.executable, "-m", "tests.browser.still", str(PORT)], env=environment)
    try:
        wait_for(server)
        with sync_playwright() as playwright:
            taken = take(playwright, only, languages.split(","), ask_for_secrets(environment), out)
    finally:
        server.terminate()
        server.wait()
    print(f"{taken} pictures in {out}")


if __name__ == "__main__":
    main()
