"""The word that stands in everything private, and a picture to give along."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

CANARY = "kanarie7f3a"


def picture(name="tuin.png", size=(40, 30)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
