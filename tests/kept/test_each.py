"""Many things kept one by one: only what is missing or old is made, all of it in one go."""

import pytest

from community.kept import stamps

pytestmark = pytest.mark.usefixtures("certain_at_once")


@pytest.fixture
def ask():
    """Asks for what is kept of these letters, and says for which of them it was made."""
    asked = []

    def ask(letters: str, make=str.upper) -> tuple[str, str]:
        def made(missing: dict) -> dict:
            asked.append("".join(missing.values()))
            return {key: make(letter) for key, letter in missing.items()}

        asked.clear()
        kept = stamps.kept_each({f"letter.{letter}": letter for letter in letters}, "names", made, 60)
        return "".join(kept[f"letter.{letter}"] for letter in letters), "+".join(asked)

    return ask


def test_only_what_is_missing_is_made_in_one_go(ask):
    assert ask("ab") == ("AB", "ab")
    assert ask("ab") == ("AB", "")
    assert ask("cbad") == ("CBAD", "cd")
    assert ask("") == ("", "")


def test_all_of_it_is_old_once_its_name_is_touched(ask):
    ask("ab")
    stamps.touch("others")
    assert ask("ab") == ("AB", "")
    stamps.touch("names")
    assert ask("abc", str.title) == ("ABC", "abc")


def test_a_change_while_it_is_made_makes_it_old(ask):
    def make(letter: str) -> str:
        stamps.touch("names")
        return letter

    assert ask("a", make) == ("a", "a")
    assert ask("a") == ("A", "a")
