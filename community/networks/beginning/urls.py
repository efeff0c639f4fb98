from django.urls import path

from .views import begun, concept, people

urlpatterns = [
    path("new/", concept.new, name="new"),
    path("new/<int:pk>/purpose/", concept.purpose, name="new_purpose"),
    path("new/<int:pk>/organisations/", concept.organisations, name="new_organisations"),
    path("new/<int:pk>/organisations/choose/", concept.choose, name="new_choose"),
    path("new/<int:pk>/organisations/<int:organisation>/", concept.leave_out, name="new_leave_out"),
    path("new/<int:pk>/people/", people.people, name="new_people"),
    path("new/<int:pk>/people/<int:line>/", people.line, name="new_line"),
    path("new/<int:pk>/how/", concept.how, name="new_how"),
    path("new/<int:pk>/discard/", concept.discard, name="new_discard"),
    path("new/<int:pk>/", begun.begun, name="begun"),
    path("new/<int:pk>/invite/", begun.invite, name="new_invite"),
    path("<slug:slug>/settings/invitations/list/", people.open_list, name="new_list"),
    path("new/<int:pk>/proposal/", begun.proposal, name="proposal"),
]
