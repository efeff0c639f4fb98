"""The plans that are there, from JSON into rows: proposals, found plans, their turns, and what hosts answered.

A meeting was "m" and its position; it becomes the row itself. Going back would need the JSON that the next migration
drops, so this does not go back.
"""

from django.db import migrations

FIGURES = ("objective", "balances", "travel_km")
OBSTACLES = ("blocked", "conflict", "relaxations")


def forwards(apps, schema_editor):
    """Safe to run twice: rows that have their status are left as they are."""
    Plan = apps.get_model("events", "RotationPlan")
    for plan in Plan.objects.prefetch_related("planned").iterator(chunk_size=100):
        carry(apps, plan)


def carry(apps, plan):
    """One plan, with everything that hangs on it."""
    Version = apps.get_model("events", "PlanVersion")
    planned = {f"m{row.position}": row for row in plan.planned.all()}
    for version in Version.objects.filter(plan=plan, status=""):
        fill(apps, version, version.result, planned)
    if plan.result and plan.proposal_id is None:
        proposal = Version.objects.filter(plan=plan, version=plan.version).first()
        if proposal is None:
            proposal = Version(plan=plan, version=plan.version, variant=plan.variant, result={})
            fill(apps, proposal, plan.result, planned)
        plan.proposal = proposal
        plan.save(update_fields=["proposal"])
    if not Version.objects.filter(plan=plan, version=None).exists():
        for variant, result in plan.variants.items():
            fill(apps, Version(plan=plan, version=None, variant=variant, result={}), result, planned)
    for answer in apps.get_model("events", "TurnAnswer").objects.filter(plan=plan, meeting=None):
        answer.meeting = planned.get(f"m{answer.position}")
        answer.save(update_fields=["meeting"]) if answer.meeting else answer.delete()
    became(apps, plan)


def fill(apps, version, result, planned):
    """The figures, obstacles and turns of a version, from a stored result."""
    organisations = set(apps.get_model("organisations", "Organisation").objects.values_list("pk", flat=True))
    venues = set(apps.get_model("organisations", "Venue").objects.values_list("pk", flat=True))
    keys = {old: str(row.pk) for old, row in planned.items()}
    version.status = result.get("status", "feasible")
    version.figures = {key: result.get(key) or ([] if key == "objective" else {}) for key in FIGURES}
    obstacles = {key: result.get(key) for key in OBSTACLES}
    for key in ("blocked", "relaxations"):
        obstacles[key] = [
            row | {"meeting": keys.get(row.get("meeting"), row.get("meeting"))} for row in obstacles[key] or []
        ]
    if obstacles["conflict"]:
        meetings = [keys.get(one, one) for one in obstacles["conflict"]["meetings"]]
        obstacles["conflict"] = obstacles["conflict"] | {"meetings": meetings}
    version.obstacles = obstacles
    version.save()
    Turn = apps.get_model("events", "Turn")
    for turn in result.get("assignments", []):
        if turn["meeting"] in planned:
            Turn.objects.get_or_create(
                version=version,
                meeting=planned[turn["meeting"]],
                defaults={
                    "organisation_id": known(turn.get("organisation"), organisations),
                    "venue_id": known(turn.get("venue"), venues),
                    "date": turn["date"],
                    "reasons": turn.get("reasons", []),
                },
            )


def known(key, rows):
    """The key as a number, None when that row is gone."""
    return int(key) if key and int(key) in rows else None


def became(apps, plan):
    """Which meeting each planned meeting became: in the order of their dates, as they were made."""
    if plan.status != "published":
        return
    Turn = apps.get_model("events", "Turn")
    turns = Turn.objects.filter(version=plan.proposal_id).select_related("meeting").order_by("date")
    meetings = list(apps.get_model("events", "Meeting").objects.filter(plan=plan).order_by("pk"))
    for turn, meeting in zip(turns, meetings, strict=False):
        turn.meeting.meeting = meeting
        turn.meeting.save(update_fields=["meeting"])


class Migration(migrations.Migration):
    dependencies = [("events", "0012_turns")]
    operations = [migrations.RunPython(forwards)]
