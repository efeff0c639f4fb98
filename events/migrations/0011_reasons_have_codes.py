"""What the planner said was kept as sentences, once for each language; now it is kept as codes.

A plan that exists keeps its sentences, in Dutch where they are there, each as a row with its text. This does not go
back: the sentences in the other languages are not kept.
"""

from django.db import migrations


def with_codes(result):
    """A stored result in the new shape. Done twice it stays the same."""
    if not result:
        return result
    result = dict(result)
    result |= result.pop("told", {}).get("nl", {})
    turns = [turn | {"reasons": [_row(one) for one in turn.get("reasons", [])]} for turn in result["assignments"]]
    blocked = [
        one if "broken" in one else {key: value for key, value in one.items() if key != "text"} | {
            "broken": [_row(one["text"])]
        }
        for one in result.get("blocked", [])
    ]  # fmt: skip
    return result | {"assignments": turns, "blocked": blocked}


def _row(said):
    return {"code": "as_written", "text": said} if isinstance(said, str) else said


def forwards(apps, schema_editor):
    for plan in apps.get_model("events", "RotationPlan").objects.only("result", "variants").iterator():
        plan.result = with_codes(plan.result)
        plan.variants = {name: with_codes(found) for name, found in plan.variants.items()}
        plan.save(update_fields=["result", "variants"])
    for version in apps.get_model("events", "PlanVersion").objects.only("result").iterator():
        version.result = with_codes(version.result)
        version.save(update_fields=["result"])


class Migration(migrations.Migration):
    dependencies = [("events", "0010_questions_beforehand")]
    operations = [migrations.RunPython(forwards)]
