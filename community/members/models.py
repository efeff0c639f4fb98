import re
import zoneinfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.folded import FoldedField, FoldedModel

from . import circles, handles, signals
from .emails import mailable
from .languages import names_of


class UserQuerySet(models.QuerySet):
    """Which people? Every list of people starts here."""

    def visible_to(self, viewer):
        """Themselves, who shares a network with the viewer, and who chose to be found by every member."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(is_active=True).filter(
            models.Q(pk=viewer.pk)
            | models.Q(profile__listed=Profile.Audience.MEMBERS)
            | models.Q(pk__in=circles.shared_with(viewer))
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made while it runs
    def create_user(self, email, password=None, *, name="", **fields):
        """A new account with its profile. `handle` is made from the name when it is not given.

        Raises `ValidationError` for a handle that cannot be had, or an address that no mail can reach.
        """
        email = mailable(self.normalize_email(email).lower())
        user = self.model(email=email, name=name or email.partition("@")[0], **fields)
        user.handle = handles.checked(user.handle) if user.handle else handles.free_handle(user.name)
        user.set_password(password)
        user.save(using=self._db)
        Profile.objects.create(user=user)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(FoldedModel, AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Wagtail is untyped
    """A person with an account. `works_at`, `island` and `hue` repeat the organisation they show, for lists.

    Of two whose names look the same, both are marked: `looks_like_another`.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Language(models.TextChoices):
        DUTCH = "nl", "Nederlands"
        ENGLISH = "en", "English"

    email = models.EmailField(_("e-mail address"), unique=True)
    handle = models.CharField(
        _("handle"),
        max_length=30,
        unique=True,
        validators=[handles.has_shape, handles.not_reserved],
        help_text=_("Others call you with an @ in front of it."),
    )
    name = models.CharField(_("name"), max_length=80)
    photo = models.ImageField(_("photo"), upload_to="photos/", blank=True)
    works_at = models.CharField(max_length=120, blank=True)
    folded = FoldedField(of=["name", "works_at"])
    looks = FoldedField(of=["name"], form="looks", db_index=True)
    surname = FoldedField(of=["name"], form="surname")
    bare_surname = FoldedField(of=["name"], form="bare_surname")
    looks_like_another = models.BooleanField(default=False, editable=False)
    island = models.SlugField(blank=True)
    hue = models.PositiveSmallIntegerField(default=205)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.DUTCH)
    theme = models.CharField(_("appearance"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Brussels")
    unread_notifications = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [
            models.Index(fields=["surname", "id"], name="people_by_surname"),
            models.Index(fields=["bare_surname", "id"], name="people_by_bare_surname"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handle__regex=handles.SHAPE), name="handle_has_an_address"
            )
        ]

    def __str__(self):
        return self.name

    def delete(self, *args, **kwargs):
        """What others keep of this person is made theirs first, in one transaction with it."""
        with transaction.atomic():
            signals.account_goes.send(sender=User, person=self)
            return super().delete(*args, **kwargs)

    def get_absolute_url(self):
        return address("members:person", self.handle, otherwise=address("members:directory"))

    def get_full_name(self) -> str:
        """What Wagtail and Django call somebody."""
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def initials(self) -> str:
        words = [word for word in re.split(r"[\s-]+", self.name) if word and word[0].isalpha()]
        return (words[0][0] + words[-1][0] if len(words) > 1 else (words or [self.handle])[0][:2]).upper()

    @property
    def mark(self) -> str:
        """The slug whose island shows this person: of the organisation, or of the person alone."""
        return self.island or self.handle

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (ValueError, zoneinfo.ZoneInfoNotFoundError):
            return zoneinfo.ZoneInfo("Europe/Brussels")


#: Whoever asks whether they may: somebody with an account, or a visitor.
Anyone = User | AnonymousUser


class Audience(models.TextChoices):
    """Who reads a part of a profile; nobody without an account does."""

    ME = "me", _("Only me")
    FACILITATORS = "facilitators", _("Who facilitates my networks")
    NETWORKS = "networks", _("People in my networks")
    MEMBERS = "members", _("Everyone with an account")


def _audience(default: str = Audience.MEMBERS) -> models.CharField:
    """A field for who reads the part of a profile that it is named after."""
    return models.CharField(max_length=12, choices=Audience, default=default)


def _listed(text: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


class Profile(FoldedModel):
    """What somebody tells about themselves, and who may see it."""

    Audience = Audience

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    role = models.CharField(_("What you do"), max_length=80, blank=True)
    role_visible_to = _audience()
    about = models.TextField(_("About you"), max_length=1500, blank=True)
    about_visible_to = _audience()
    expertise = models.CharField(
        _("I can help with"), max_length=300, blank=True, help_text=_("Separate topics with commas.")
    )
    expertise_visible_to = _audience()
    folded = FoldedField(of=["expertise"], form="findable")
    looking_for = models.CharField(
        _("I am looking for"), max_length=300, blank=True, help_text=_("Separate topics with commas.")
    )
    looking_for_visible_to = _audience()
    themes = models.CharField(
        _("Themes"), max_length=300, blank=True, help_text=_("What your work is about, with commas.")
    )
    themes_visible_to = _audience()
    folded_themes = FoldedField(of=["themes"], form="findable")
    languages_visible_to = _audience()
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    listed = models.CharField(
        _("who can find your profile"),
        max_length=12,
        choices=[one for one in Audience.choices if one[0] != Audience.FACILITATORS],
        default=Audience.NETWORKS,
    )
    email_visible_to = _audience(Audience.ME)
    phone_visible_to = _audience(Audience.NETWORKS)

    def __str__(self):
        return self.user.name

    @property
    def topics(self) -> list[str]:
        return _listed(self.expertise)

    @property
    def wishes(self) -> list[str]:
        return _listed(self.looking_for)

    @property
    def theme_list(self) -> list[str]:
        return _listed(self.themes)

    @property
    def languages(self) -> list[str]:
        """The names of the languages that somebody says they speak."""
        return names_of(one.code for one in self.spoken.all()) if self.pk else []


class Spoken(models.Model):
    """Somebody says that they speak a language (`languages.OFFERED` and signed ones)."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="a_language_once")]
        indexes = [models.Index(fields=["code", "profile"])]

    def __str__(self):
        return f"{self.profile_id} {self.code}"


def display_name(user) -> str:
    return user.name
