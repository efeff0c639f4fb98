from community.organisations.models import Organisation


def test_a_website_typed_without_a_scheme_is_a_secure_one():
    website = Organisation._meta.get_field("website").formfield()

    assert website.clean("linde.example") == "https://linde.example"
    assert website.clean("http://linde.example") == "http://linde.example"
