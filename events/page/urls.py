from django.urls import path

from . import views

urlpatterns = [
    path("network/<slug:slug>/", views.network_meetings, name="network"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/print/", views.sheet, name="sheet"),
]
