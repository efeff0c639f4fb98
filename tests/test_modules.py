"""Nothing stands in the house that cannot be loaded, tools that no test runs included."""

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _modules() -> list[str]:
    """Dotted names of all modules but migrations and what `python -m` starts."""
    rooms = ("community", "events", "forum", "tests")
    paths = [path.relative_to(ROOT) for room in rooms for path in (ROOT / room).rglob("*.py")]
    names = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths}
    return sorted(name for name in names if ".migrations" not in name and not name.endswith("__main__"))


@pytest.mark.once
def test_every_module_loads():
    for name in _modules():
        assert import_module(name).__name__ == name
