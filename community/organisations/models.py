from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.folded import FoldedField, FoldedModel
from community.richtext.models import Attachment


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone with an account may know which organisations there are."""
        return self if user.is_authenticated else self.none()


class Organisation(FoldedModel):
    """A member organisation: a setting, a school, a company, a public body. Its island shows it everywhere.

    `closed_days` are periods: lists of the first day, the last (ISO 8601, inclusive) and the reason.
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

    name = models.CharField(_("name"), max_length=120)
    folded = FoldedField(of=["name", "short_name", "municipality"])
    short_name = models.CharField(_("short name"), max_length=14)
    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    partner_class = models.CharField(_("partner class"), max_length=15, choices=PartnerClass)
    domain = models.CharField(_("domain"), max_length=80, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    website = models.URLField(_("website"), blank=True)
    story = models.TextField(_("story"), max_length=3000, blank=True)
    hue = models.PositiveSmallIntegerField(_("hue"), default=205)
    closed_days = models.JSONField(_("days on which you are closed"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("organisations:organisation", self.slug)

    def closed_because(self, day: date) -> str | None:
        """Why the organisation is closed on a day, None when it is open."""
        for first, last, reason in self.closed_days:
            if first <= day.isoformat() <= last:
                return reason
        return None


class Venue(models.Model):
    """A place where an organisation can host. Coordinates are WGS84 degrees; capacity is comfortable seats.

    The `sketch` shows the way in; `sketch_note` says the same to who cannot see it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    capacity = models.PositiveSmallIntegerField(_("comfortable seats"))
    step_free = models.BooleanField(_("step-free access"), default=False)
    hybrid = models.BooleanField(_("equipment for hybrid meetings"), default=False)
    on_foot = models.CharField(_("on foot"), max_length=300, blank=True)
    by_bicycle = models.CharField(_("by bicycle"), max_length=300, blank=True)
    by_car = models.CharField(_("by car and where to park"), max_length=300, blank=True)
    by_public_transport = models.CharField(_("by train and bus"), max_length=300, blank=True)
    access_note = models.CharField(_("accessibility"), max_length=300, blank=True)
    sketch = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sketch_note = models.CharField(_("what the sketch shows"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="venue_on_earth"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.municipality}"

    @property
    def features(self) -> list[str]:
        return [name for name in ("step_free", "hybrid") if getattr(self, name)]


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Affiliation(models.Model):
    """A person works for an organisation, from one day until another. One is the island the person shows."""

    class Role(models.TextChoices):
        STAFF = "staff", _("Staff")
        HOST_CONTACT = "host_contact", _("Contact for hosting")
        PRIMARY = "primary_contact", _("Primary contact")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=20, choices=Role, default=Role.STAFF)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until=None),
                name="one_current_affiliation_per_organisation",
            )
        ]

    def __str__(self):
        return f"{self.person_id} – {self.organisation_id}"
