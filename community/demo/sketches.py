"""Sketches of the way in, drawn with the same few strokes a host would use."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 900, 560
PAPER, WATER, ROAD, WOOD, INK, LEAF = "#f3f1ec", "#cfe2e3", "#9fb0b3", "#b9772c", "#14262d", "#3f7d4f"


def sketch(marks: dict[str, str]) -> SimpleUploadedFile:
    """A river, a road, the path to the door; `marks` are the words beside water, stop, parking, door and trees."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(30)
    draw.polygon([(0, 0), (WIDTH, 0), (WIDTH, 90), (560, 120), (260, 84), (0, 116)], fill=WATER)
    draw.line([(0, 172), (300, 196), (620, 176), (WIDTH, 190)], fill=ROAD, width=20, joint="curve")
    draw.line([(450, 186), (430, 300), (450, 440)], fill=ROAD, width=14, joint="curve")
    draw.rounded_rectangle((200, 290, 370, 400), 18, fill="white", outline=INK, width=3)
    for step in range(6):
        x, y = 384 + step * 22, 372 + step * 14
        draw.line([(x, y + 12), (x + 12, y - 10)], fill=WOOD, width=8)
    draw.polygon([(520, 430), (620, 372), (720, 430)], fill="white", outline=INK)
    draw.rectangle((520, 430, 720, 530), fill="white", outline=INK, width=3)
    for x, y, r in ((770, 300, 34), (836, 346, 28), (750, 376, 26)):
        draw.ellipse((x - r, y - r, x + r, y + r), outline=LEAF, width=4)
    draw.ellipse((146, 164, 178, 196), fill=INK)
    places = {
        "water": (30, 22),
        "stop": (120, 208),
        "parking": (214, 328),
        "door": (536, 466),
        "trees": (700, 232),
    }
    for name, text in marks.items():
        draw.text(places[name], text, fill=INK, font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile("schets.png", out.getvalue(), "image/png")
