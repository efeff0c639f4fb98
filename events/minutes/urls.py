from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/notes/", views.notes, name="notes"),
    path("notes/<int:pk>/", views.note, name="note"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/hand-on/", views.hand_on, name="hand_on"),
    path("<int:pk>/minutes/", views.minutes, name="minutes"),
    path("<int:pk>/minutes/write/", views.write_minutes, name="write_minutes"),
]
