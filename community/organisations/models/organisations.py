from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.folded import FoldedField, FoldedModel

from ..numbers import is_enterprise_number
from .domains import Domain


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for everyone with an account; for a visitor those that want it and that staff looked at."""
        return self if user.is_authenticated else self.filter(public=True).exclude(checked_at=None)


class Organisation(FoldedModel):
    """A member organisation: a setting, a school, a company, a public body. Its island shows it everywhere.

    `closed_days` are periods: lists of the first day, the last (ISO 8601, inclusive) and the reason. `checked_at` is
    when staff looked at one that somebody else added; until then it works, but no visitor sees it. `latitude` and
    `longitude` (WGS84 degrees) are those of its first venue, else of its municipality, else None.
    """

    class Kind(models.TextChoices):
        CHILDCARE = "childcare_setting", _("Childcare setting")
        SCHOOL = "school", _("School")
        HIGHER_EDUCATION = "higher_education", _("Higher education")
        COMPANY = "company", _("Company")
        PUBLIC_BODY = "public_body", _("Public body")
        BROKER = "ppp_broker", _("Broker between education and work")
        UMBRELLA = "umbrella", _("Umbrella organisation")
        MOVEMENT = "movement", _("Movement")
        FOLK_HIGH_SCHOOL = "folk_high_school", _("Folk high school")
        TRAINING = "national_training_institution", _("National training institution")

    class PartnerClass(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        PRIVATE = "private", _("Private")

    class Level(models.TextChoices):
        LOCAL = "local", _("Local")
        PROVINCIAL = "provincial", _("Provincial")
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        EUROPEAN = "european", _("European")

    name = models.CharField(_("name"), max_length=120)
    folded = FoldedField(of=["name", "short_name", "municipality"])
    findable = FoldedField(of=["name", "short_name", "municipality", "story"], form="findable")
    short_name = models.CharField(_("short name"), max_length=14)
    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    partner_class = models.CharField(_("partner class"), max_length=15, choices=PartnerClass)
    level = models.CharField(_("level of government"), max_length=10, choices=Level, blank=True)
    number = models.CharField(
        _("enterprise number"), max_length=12, blank=True, validators=[is_enterprise_number]
    )
    open_for_cooperation = models.BooleanField(_("open for cooperation"), default=False)
    public = models.BooleanField(_("visitors may see it"), default=False)
    domains = models.ManyToManyField(
        Domain, verbose_name=_("domains"), blank=True, related_name="organisations"
    )
    municipality = models.CharField(_("municipality"), max_length=80)
    website = models.URLField(_("website"), blank=True)
    story = models.TextField(_("story"), max_length=3000, blank=True)
    hue = models.PositiveSmallIntegerField(_("hue"), default=205)
    closed_days = models.JSONField(_("days on which you are closed"), default=list, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [
            models.Index(fields=["folded", "id"], name="organisation_by_name"),
            models.Index(fields=["kind", "folded", "id"], name="organisation_by_kind"),
            models.Index(fields=["latitude", "longitude"], name="organisation_by_place"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("organisations:organisation", self.slug)

    @classmethod
    def usual_class(cls, kind: str) -> str:
        """The class most organisations of a kind are of; whoever knows better says so."""
        usual = {
            cls.Kind.COMPANY: cls.PartnerClass.PRIVATE,
            cls.Kind.PUBLIC_BODY: cls.PartnerClass.GOVERNMENT,
        }
        return {str(one): str(of) for one, of in usual.items()}.get(kind, cls.PartnerClass.CIVIL_SOCIETY)

    def closed_because(self, day: date) -> str | None:
        """Why the organisation is closed on a day, None when it is open."""
        for first, last, reason in self.closed_days:
            if first <= day.isoformat() <= last:
                return reason
        return None
