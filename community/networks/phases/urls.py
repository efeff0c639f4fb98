from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/phase/", views.phase, name="phase"),
    path("phase-items/<int:pk>/", views.phase_item, name="phase_item"),
]
