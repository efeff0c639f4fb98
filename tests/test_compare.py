"""`make shots-compare` finds each picture that moved, and nothing else."""

import pytest
from PIL import Image

from tests.browser.compare import compare

pytestmark = pytest.mark.once


def picture(folder, name, size=(40, 30), dots=()):
    folder.mkdir(exist_ok=True)
    drawn = Image.new("RGB", size, "white")
    for dot in dots:
        drawn.putpixel(dot, (254, 255, 255))
    drawn.save(folder / name)


def test_the_same_pictures_say_nothing(tmp_path):
    picture(tmp_path / "a", "today.png", dots=[(3, 4)])
    picture(tmp_path / "b", "today.png", dots=[(3, 4)])

    assert compare(tmp_path / "a", tmp_path / "b", tmp_path / "marks") == []
    assert not (tmp_path / "marks").exists()


def test_one_shade_of_one_pixel_is_found_counted_and_marked(tmp_path):
    picture(tmp_path / "a", "today.png")
    picture(tmp_path / "b", "today.png", dots=[(3, 4), (9, 6)])

    told = compare(tmp_path / "a", tmp_path / "b", tmp_path / "marks")

    assert told == ["today.png: 2 pixels in (3, 4, 10, 7)"]
    with Image.open(tmp_path / "marks" / "today.png") as marked:
        assert marked.getpixel((3, 4)) == marked.getpixel((9, 6)) != marked.getpixel((30, 20))


def test_a_longer_page_differs_by_what_was_added(tmp_path):
    picture(tmp_path / "a", "today.png", size=(40, 30))
    picture(tmp_path / "b", "today.png", size=(40, 32))

    told = compare(tmp_path / "a", tmp_path / "b", tmp_path / "marks")

    assert told == ["today.png: 80 pixels in (0, 30, 40, 32), (40, 30) became (40, 32)"]


def test_a_picture_in_one_folder_only_is_told(tmp_path):
    picture(tmp_path / "a", "today.png")
    picture(tmp_path / "b", "forum.png")

    told = compare(tmp_path / "a", tmp_path / "b", tmp_path / "marks")

    assert told == [f"forum.png: only in {tmp_path / 'b'}", f"today.png: only in {tmp_path / 'a'}"]
