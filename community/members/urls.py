from django.urls import path

from . import views
from .directory import views as directory

app_name = "members"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("me/profile/", views.edit, name="edit"),
    path("me/as/<slug:standing>/", views.look_as, name="look_as"),
    path("me/photo/", views.change_photo, name="change_photo"),
    path("me/settings/", views.preferences, name="preferences"),
    path("<slug:handle>/", views.person, name="person"),
    path("<slug:handle>/photo.webp", views.photo, name="photo"),
]
