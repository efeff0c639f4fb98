from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/people/", views.roles, name="roles"),
    path("participants/<int:pk>/role/back/", views.role_back, name="role_back"),
]
