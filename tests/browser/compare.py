"""Compares two folders of pictures, pixel by pixel. `make shots-compare BEFORE=… AFTER=…` runs this.

Says the name of every picture that differs, with the number of pixels and the box around them, and writes a copy
of the later one in which they are marked. Ends with 1 when anything differs.
"""

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

MARK = (220, 0, 90)
GREY = 0.35  # how much of the picture itself is left around the marks


def differing(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where two pictures differ, black where they agree; what only one of them has differs."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    both = min(before.width, after.width), min(before.height, after.height)
    frames = []
    for picture in (before, after):
        frame = Image.new("RGB", (width, height))
        frame.paste(picture.convert("RGB"))
        frames.append(frame)
    red, green, blue = ImageChops.difference(*frames).split()
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: 255 if value else 0)
    draw = ImageDraw.Draw(mask)
    if both[0] < width:
        draw.rectangle((both[0], 0, width, height), fill=255)
    if both[1] < height:
        draw.rectangle((0, both[1], width, height), fill=255)
    return mask


def marked(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """The picture, pale, with the differing pixels in one loud colour and a box around them."""
    paper = Image.new("RGB", mask.size, "white")
    paper.paste(picture.convert("RGB"))
    pale = Image.blend(Image.new("RGB", mask.size, "white"), paper, GREY)
    pale.paste(MARK, mask=mask)
    left, top, right, bottom = mask.getbbox()
    box = (
        max(left - 4, 0),
        max(top - 4, 0),
        min(right + 3, mask.width - 1),
        min(bottom + 3, mask.height - 1),
    )
    ImageDraw.Draw(pale).rectangle(box, outline=MARK, width=2)
    return pale


def compare(before: Path, after: Path, marks: Path) -> list[str]:
    """A line for every picture that differs or stands in one folder only; marked copies go into `marks`."""
    earlier, later = ({path.name for path in folder.glob("*.png")} for folder in (before, after))
    told = [f"{name}: only in {before if name in earlier else after}" for name in sorted(earlier ^ later)]
    for name in sorted(earlier & later):
        if (before / name).read_bytes() == (after / name).read_bytes():
            continue
        with Image.open(before / name) as one, Image.open(after / name) as other:
            mask = differing(one, other)
            if mask.getbbox() is None:
                continue
            marks.mkdir(parents=True, exist_ok=True)
            marked(other, mask).save(marks / name)
            sizes = "" if one.size == other.size else f", {one.size} became {other.size}"
            told.append(f"{name}: {mask.histogram()[255]} pixels in {mask.getbbox()}{sizes}")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--marks", type=Path, help="where the marked copies go; beside AFTER when not said")
    given = parser.parse_args()
    marks = given.marks or given.after.with_name(f"{given.after.name}-marks")
    told = compare(given.before, given.after, marks)
    for line in told:
        print(line)
    if told:
        sys.exit(f"{len(told)} pictures differ; the marked copies are in {marks}.")
    print("All pictures are the same.")


if __name__ == "__main__":
    main()
