from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/programme/", views.programme, name="programme"),
    path("<int:pk>/showcase/", views.showcase, name="showcase"),
    path("<int:pk>/documents/", views.documents, name="documents"),
    path("<int:pk>/timer/<int:item>/", views.timer, name="timer"),
    path("<int:pk>/room/", views.room, name="room"),
    path("methods/", views.methods, name="methods"),
]
