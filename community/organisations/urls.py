from django.urls import path

from . import views
from .choosing import views as choosing
from .contacts.urls import urlpatterns as contacts
from .directory.urls import urlpatterns as directory
from .facilities.urls import urlpatterns as facilities
from .making.urls import urlpatterns as making
from .merging.urls import urlpatterns as merging
from .page.urls import urlpatterns as page
from .verifying.urls import urlpatterns as verifying
from .working import views as working

app_name = "organisations"
urlpatterns = [
    *directory,
    *making,
    *verifying,
    *contacts,
    *merging,
    *facilities,
    path("marks/<str:kind>/<slug:slug>.svg", views.mark, name="mark"),
    path("my/workplace/", working.work, name="work"),
    path("my/workplace/<int:pk>/leave/", working.leave, name="leave"),
    path("my/workplace/<int:pk>/stay/", working.stay, name="stay"),
    path("my/workplace/claims/", working.claims, name="claims"),
    path("my/workplace/claims/<int:pk>/", working.answer, name="answer_claim"),
    path("my/workplace/claims/<int:pk>/withdraw/", working.withdraw, name="withdraw_claim"),
    path("find/options/", choosing.options, name="options"),
    *page,
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/venues/new/", views.venue, name="new_venue"),
    path("<slug:slug>/venues/<int:pk>/", views.venue, name="venue"),
]
