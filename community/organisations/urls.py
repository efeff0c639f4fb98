from django.urls import path

from . import views
from .choosing import views as choosing
from .contacts.urls import urlpatterns as contacts
from .directory.urls import urlpatterns as directory
from .making.urls import urlpatterns as making
from .page.urls import urlpatterns as page

app_name = "organisations"
urlpatterns = [
    *directory,
    *making,
    *contacts,
    path("marks/<str:kind>/<slug:slug>.svg", views.mark, name="mark"),
    path("find/options/", choosing.options, name="options"),
    *page,
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/venues/new/", views.venue, name="new_venue"),
    path("<slug:slug>/venues/<int:pk>/", views.venue, name="venue"),
]
