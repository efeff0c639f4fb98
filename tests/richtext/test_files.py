import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.networks.actions import remove_participant
from community.richtext.actions import attach
from tests.house import picture

pytestmark = pytest.mark.django_db


def send(house, upload, who="member", audience=None, client_id=None):
    return attach(
        actor=house.who(who),
        audience=audience or house.network.audience,
        upload=upload,
        client_id=client_id or uuid.uuid4(),
    )


def test_gps_is_gone_from_what_is_kept(house):
    exif = Image.Exif()
    exif[0x010E] = "Kanarie"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    kept = send(house, SimpleUploadedFile("foto.jpg", out.getvalue()))
    with Image.open(kept.file) as image:
        assert (image.format, dict(image.getexif()), "exif" in image.info) == ("WEBP", {}, False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.png", b"<html><script>alert(1)</script>"),
        ("a.jpg", b"\xff\xd8\xff\xe0 truncated"),
        ("a.gif", b"GIF89a"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.zip", b"PK\x03\x04"),
        ("a.png", b""),
        ("a.tiff", b"II*\x00\x08\x00\x00\x00"),
    ],
)
def test_what_is_not_a_picture_is_refused(house, name, content):
    with pytest.raises(ValidationError):
        send(house, SimpleUploadedFile(name, content))


def test_a_bomb_of_pixels_is_refused(house):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(ValidationError):
        send(house, SimpleUploadedFile("groot.png", out.getvalue()))


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "a\r\nX: y.png", "<img onerror=x>.png", "x" * 300 + ".png", "‮gnp.png"])  # fmt: skip
def test_hostile_names_are_replaced(house, name, sign_in):
    kept = send(house, SimpleUploadedFile(name, picture().read()))
    response = sign_in(house.member).get(kept.get_absolute_url())
    assert response.status_code == 200
    assert not set("/\\<>\r\n") & set(kept.name)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


def test_the_same_upload_twice_is_one_file(house):
    client_id = uuid.uuid4()
    assert send(house, picture(), client_id=client_id) == send(house, picture(), client_id=client_id)


@pytest.mark.parametrize("audience", ["network:{}", "network:999", "nothing", "network:x", "person:1"])
def test_outsiders_do_not_upload_there(house, audience):
    with pytest.raises(PermissionDenied):
        send(house, picture(), who="outsider", audience=audience.format(house.network.pk))


def test_a_file_stops_when_its_reader_leaves(house, sign_in):
    client, url = sign_in(house.member), house.attachment.get_absolute_url()
    assert client.get(url).status_code == 200
    remove_participant(actor=house.facilitator, participant=house.network.participants.get(user=house.member))
    assert client.get(url).status_code == 404


def test_a_picture_without_the_privacy_tick_is_refused(client, house):
    client.force_login(house.member)
    sent = {"file": picture(), "audience": house.network.audience, "client_id": str(uuid.uuid4())}
    response = client.post("/files/upload/", sent)
    assert response.status_code == 422
    assert "herkenbaar" in response.json()["error"]
    response = client.post("/files/upload/", sent | {"file": picture(), "no_children": "on"})
    assert response.status_code == 200
    assert response.json()["image"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.7 "), ("a.png", b"\x89PNG\r\n\x1a\n")], ids=["file", "picture"]
)
def test_what_is_larger_than_one_upload_may_be_is_refused_by_its_size(house, settings, name, content):
    settings.LARGEST_UPLOAD = 100
    with pytest.raises(ValidationError) as refused:
        send(house, SimpleUploadedFile(name, content + b"x" * 101))
    assert refused.value.code == "too_big"
