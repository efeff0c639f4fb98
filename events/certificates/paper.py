"""A certificate to print."""

from datetime import date
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .models import Certificate

FONTS = Path(font_source_sans_pro.__file__).parent / "files"


def as_pdf(certificate: Certificate, language: str) -> bytes:
    """One A4 page in the language of who asks."""
    from fpdf import FPDF  # 24 MB that most processes never need

    with translation.override(language):
        page = FPDF(format="A4")
        for style, file in (("", "Regular"), ("B", "Bold")):
            page.add_font("text", style, FONTS / f"SourceSansPro-{file}.ttf")
        page.set_title(_("Certificate of attendance"))
        page.set_creator("Vonder")
        page.set_auto_page_break(False)
        page.set_margin(25)
        page.add_page()
        page.set_draw_color(1, 80, 109)
        page.set_line_width(1.2)
        page.rect(12, 12, 186, 273)
        page.set_y(38)
        _line(page, _("Certificate of attendance"), 26, "B", 16)
        _line(page, certificate.name, 20, "B", 12)
        if certificate.organisation_name:
            _line(page, certificate.organisation_name, 13, "", 9)
        page.ln(6)
        told = {
            "network": certificate.network_name,
            "hours": number_format(certificate.hours, 1),
            "held": number_format(certificate.minutes_held / 60, 1),
            "since": date_format(certificate.since, "j F Y"),
            "until": date_format(certificate.until, "j F Y"),
        }
        _line(page, _("attended the meetings of %(network)s") % told, 13, "", 9)
        _line(page, _("from %(since)s to %(until)s: %(hours)s of %(held)s hours.") % told, 13, "", 9)
        page.ln(8)
        for meeting in certificate.meetings[:24]:
            day = date_format(date.fromisoformat(meeting["day"]), "j F Y")
            _line(page, f"{day}   {meeting['title']}", 11, "", 7)
        page.set_y(246)
        _line(page, _("Issued on %(day)s") % {"day": date_format(certificate.issued_at, "j F Y")}, 10, "", 6)
        _line(page, _("This says who was there. Nobody was assessed."), 10, "", 6)
        url = f"{settings.SITE_URL}{certificate.get_absolute_url()}"
        _line(page, _("Verify it at %(url)s") % {"url": url}, 10, "", 6, link=url)
        out = BytesIO()
        page.output(out)
        return out.getvalue()


def _line(page, text: str, size: int, style: str, height: int, link: str = "") -> None:
    page.set_font("text", style, size)
    while len(text) > 4 and page.get_string_width(text) > page.epw:
        text = text.rstrip("… ")[:-1] + "…"
    page.cell(0, height, text, new_x="LMARGIN", new_y="NEXT", link=link)
