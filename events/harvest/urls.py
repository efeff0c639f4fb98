from django.urls import path

from . import views

urlpatterns = [
    path("network/<slug:slug>/harvest/", views.harvests, name="harvests"),
    path("harvest/<int:pk>/", views.harvest, name="harvest"),
]
