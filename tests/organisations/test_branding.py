"""An organisation's own face: its logo, drawn anew, and a colour that can be read."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations import colours
from apps.organisations.branding import brand_of
from apps.organisations.models import Logo, Organisation
from apps.organisations.pictures import BOX, LARGEST, redrawn
from tests.organisations.people import Team, make_team, signed_in
from tests.organisations.pictures import SECRET_PLACE, picture, upload

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _acme(team: Team) -> Organisation:
    with tenancy.organisation(team.acme.pk):
        return Organisation.objects.get()


def _page(team: Team, name: str = "branding") -> str:
    return reverse(name, args=[team.acme.slug])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_served_to_everybody_without_what_was_written_into_the_file(kind: str) -> None:
    team = make_team()
    uploaded = picture((960, 240), kind=kind)
    assert SECRET_PLACE.encode() in uploaded
    answer = signed_in(team.adam).post(_page(team, "branding_logo"), {"logo": upload(uploaded)})
    assert answer.status_code == 302
    served = Client().get(brand_of(_acme(team)).logo_url)
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "immutable" in served["Cache-Control"]
    assert SECRET_PLACE.encode() not in served.content
    drawn = Image.open(io.BytesIO(served.content))
    assert (drawn.format, drawn.size, drawn.info) == ("PNG", (480, 120), {})


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (40, 20), "teal").save(out, format="JPEG", exif=exif)
    drawn = redrawn(out.getvalue())
    assert (drawn.width, drawn.height) == (20, 40)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SVG, "no PNG, JPEG or WebP"),
        (b"GIF89a\x01\x00\x01\x00", "no PNG, JPEG or WebP"),
        (picture()[:-30], "no PNG, JPEG or WebP"),
        (b"\0" * (LARGEST + 1), "larger than 300 kB"),
        (picture((8, 8)), "too small or too large"),
        (picture((4001, 16)), "too small or too large"),
        (picture((3000, 3000)), "too small or too large"),
    ],
)
def test_what_is_no_sane_picture_is_explained_at_its_field(content: bytes, told: str) -> None:
    team = make_team()
    answer = signed_in(team.adam).post(_page(team, "branding_logo"), {"logo": upload(content)})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert _acme(team).logo_digest == ""


def test_the_kept_picture_fits_its_box_and_keeps_what_is_see_through() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (2000, 100), (0, 0, 0, 0)).save(out, format="PNG")
    drawn = redrawn(out.getvalue())
    assert (drawn.width, drawn.height) == (BOX[0], 24)
    assert Image.open(io.BytesIO(drawn.content)).getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_replaced_or_removed_logo_opens_nothing_any_more() -> None:
    team = make_team()
    client, page = signed_in(team.adam), _page(team, "branding_logo")
    client.post(page, {"logo": upload(picture(colour="teal"))})
    first = brand_of(_acme(team)).logo_url
    client.post(page, {"logo": upload(picture(colour="navy"))})
    second = brand_of(_acme(team)).logo_url
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    for _ in range(2):  # a double click
        client.post(_page(team, "branding_logo_remove"))
    assert Client().get(second).status_code == 404
    assert team.verbs().count("organisation.logo_removed") == 1
    with tenancy.organisation(team.acme.pk):
        assert not Logo.objects.exists()


def test_the_same_logo_again_is_no_change() -> None:
    team = make_team()
    for _ in range(2):
        signed_in(team.adam).post(_page(team, "branding_logo"), {"logo": upload(picture())})
    assert team.verbs().count("organisation.logo_set") == 1


def test_a_colour_colours_the_pages_that_speak_for_the_organisation() -> None:
    team = make_team()
    answer = signed_in(team.adam).post(_page(team), {"accent": "1B377D"})
    assert answer.status_code == 302
    brand = brand_of(_acme(team))
    served = Client().get(brand.stylesheet_url)
    assert served["Content-Type"] == "text/css; charset=utf-8"
    assert brand.accent
    assert f"light-dark(#1b377d, {brand.accent.dark.colour})" in served.content.decode()
    signed_in(team.adam).post(_page(team), {"accent": ""})
    assert brand_of(_acme(team)).stylesheet_url == ""
    assert Client().get(brand.stylesheet_url).status_code == 404


def test_a_faint_colour_is_measured_and_the_nearest_is_offered() -> None:
    team = make_team()
    client = signed_in(team.adam)
    answer = client.post(_page(team), {"accent": "#ffcc00"})
    page = answer.content.decode()
    nearest = colours.shades("#ffcc00").light
    assert answer.status_code == 422
    assert "#ffcc00 is too faint to read" in page
    assert f"Use {nearest.colour} instead" in page
    assert _acme(team).accent == ""
    assert client.post(_page(team), {"accent": nearest.colour}).status_code == 302
    assert _acme(team).accent == nearest.colour


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "url(x)", "#１２３４５６"])
def test_what_is_no_colour_is_refused_and_kept_in_its_field(colour: str) -> None:
    team = make_team()
    answer = signed_in(team.adam).post(_page(team), {"accent": colour[:7]})
    assert "six digits" in answer.content.decode()
    assert f'value="{colour[:7]}"' in answer.content.decode()
    assert _acme(team).accent == ""


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_shades_that_can_be_read_in_both_themes(number: int) -> None:
    accent = f"#{number:06x}"
    found = colours.shades(accent)
    for shade, ground in ((found.light, colours.LIGHT_GROUND), (found.dark, colours.DARK_GROUND)):
        assert colours.contrast(shade.colour, ground) >= shade.ratio >= colours.ENOUGH
    assert colours.shades(found.light.colour).light.colour == found.light.colour


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_a_logo_of_another_organisation_is_not_found_under_ones_own() -> None:
    team = make_team()
    signed_in(team.adam).post(_page(team, "branding_logo"), {"logo": upload(picture())})
    digest = _acme(team).logo_digest
    foreign = reverse("brand_logo", args=[team.bolt.pk, digest])
    assert Client().get(foreign).status_code == 404


def test_pictures_are_refused_by_code() -> None:
    with pytest.raises(Refused) as refused:
        redrawn(SVG)
    assert (refused.value.code, refused.value.field) == ("logo_unreadable", "logo")
