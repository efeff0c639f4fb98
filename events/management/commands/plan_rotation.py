import json
import sys

from django.core.management.base import BaseCommand

from events.planning.words import in_words
from events.rotation import Malformed, parse, plan


class Command(BaseCommand):
    help = "Reads a rotation problem as JSON from standard input and writes the plan as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--lines", action="store_true", help="one problem a line, one plan a line")

    def handle(self, *, lines, **options):
        if lines:
            self.many()
        else:
            self.one()

    def one(self):
        try:
            result = in_words(plan(self.read(sys.stdin.read())).as_json())
        except Malformed as refusal:
            self.stderr.write(str(refusal), ending="\n")
            sys.exit(2)
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))

    def many(self):
        refused = False
        for line in sys.stdin:
            if not line.strip():
                continue
            try:
                result = in_words(plan(self.read(line)).as_json())
            except Malformed as refusal:
                refused = True
                result = {"status": "refused", "text": str(refusal)}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        if refused:
            sys.exit(2)

    def read(self, text: str):
        try:
            return parse(json.loads(text))
        except (json.JSONDecodeError, RecursionError) as error:
            raise Malformed(f"problem: is not JSON ({error})") from error
