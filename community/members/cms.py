"""Accounts in the editors' screens: made, changed and closed by the same verbs as everywhere; nobody is deleted."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account, generic
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.models import UserProfile
from wagtail.users.views import bulk_actions, users

from . import actions, rules
from .forms import CleanTextMixin
from .models import User

RIGHTS = ("is_staff", "is_superuser")
FOUND_BY = ("name", "email", "handle")


class NewAccountForm(CleanTextMixin, forms.ModelForm):
    """Who somebody is and what they may do. Only administrators give groups and rights over the house."""

    class Meta:
        model = User
        fields = ["name", "email", "groups", *RIGHTS]
        labels = {"groups": _("Editor in"), "is_staff": _("Staff"), "is_superuser": _("Administrator")}
        help_texts = {
            "groups": "",
            "is_staff": _("Staff start networks and help with every organisation."),
            "is_superuser": _("Administrators may change everything, also who is administrator."),
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, actor: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        if "email" in self.fields:
            self.fields["email"].help_text = _("Signing in is done with a code that is sent to this address.")
        if not rules.may_give_rights(actor):
            self._leave_out("groups", *RIGHTS)

    def _leave_out(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self):
        return actions.create_account(actor=self.actor, **self.cleaned_data)


class AccountForm(NewAccountForm):
    class Meta(NewAccountForm.Meta):
        fields = ["name", "email", "is_active", "groups", *RIGHTS]
        labels = NewAccountForm.Meta.labels | {"is_active": _("This account is open")}
        help_texts = NewAccountForm.Meta.help_texts | {
            "is_active": _(
                "Who closes an account stops its pages, mails and calendars at once. What somebody wrote or attended "
                "stays, and the account can be opened again."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = _("People change their address themselves, under their account.")
        if self.actor == self.instance:
            self._leave_out("is_active", *RIGHTS)

    def save(self):
        data = {"is_active": True} | {k: v for k, v in self.cleaned_data.items() if k != "email"}
        return actions.change_account(actor=self.actor, person=self.instance, **data)


class ByOurVerbs:
    """A view whose form knows who acts; what a verb refuses stands beside the field."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"actor": self.request.user}
        kwargs.pop("editing_self", None)
        return kwargs

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class PeopleView(users.IndexView):
    search_fields = set(FOUND_BY)

    def get_delete_url(self, instance):
        """Nobody is deleted here."""

    def order_queryset(self, queryset):
        return generic.IndexView.order_queryset(self, queryset)


class AddView(ByOurVerbs, users.CreateView):
    page_subtitle = _("Account")
    success_message = _("%(object)s has an account and can sign in with a code by mail.")


class ChangeView(ByOurVerbs, users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request, *args, **kwargs):
        if not rules.may_manage_account(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class NobodyIsDeleted(ModelPermissionPolicy):
    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)


class AccountViewSet(users.UserViewSet):
    index_view_class, add_view_class, edit_view_class = PeopleView, AddView, ChangeView
    index_template_name = "wagtailusers/users/index.html"
    index_results_template_name = "wagtailusers/users/index_results.html"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    copy_view_enabled = False
    permission_policy = NobodyIsDeleted(User)

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else NewAccountForm

    def get_common_view_kwargs(self, **kwargs):
        """Usage is left out too: it counts what editors' pages hold, and calls that everything."""
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [one for one in super().get_urlpatterns() if one.name not in ("delete", "usage")]


class Several:
    """Something done to several accounts at once; the list may be what a search found."""

    permission_policy = NobodyIsDeleted(User)

    def check_perm(self, obj):
        return rules.may_manage_account(self.request.user, obj)

    def get_all_objects_in_listing_query(self, parent_id):
        found = User.objects.all()
        if words := self.request.GET.get("q"):
            found = found.filter(Q(*((f"{name}__icontains", words) for name in FOUND_BY), _connector=Q.OR))
        return found.values_list("pk", flat=True)


class CloseOrOpenSeveral(Several, bulk_actions.SetActiveStateBulkAction):
    @classmethod
    def execute_action(cls, objects, mark_as_active=False, user=None, **kwargs):
        verb = actions.reactivate if mark_as_active else actions.deactivate
        for person in objects:
            verb(actor=user, person=person)
        return len(objects), 0


class GiveSeveralARole(Several, bulk_actions.AssignRoleBulkAction):
    def dispatch(self, request, *args, **kwargs):
        if not rules.may_give_rights(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_execution_context(self):
        return super().get_execution_context() | {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects, role=None, user=None, **kwargs):
        for person in objects:
            actions.give_role(actor=user, person=person, role=role)
        return len(objects), 0


class OwnAccountView(account.AccountView):
    """How the editors' screens look and what they mail; everything else about oneself is changed in the house."""

    def get_panels(self):
        user, profile = self.request.user, UserProfile.get_for_user(self.request.user)
        kinds = (account.NotificationsSettingsPanel, account.ThemeSettingsPanel)
        return [panel for panel in (kind(self.request, user, profile) for kind in kinds) if panel.is_active()]
