from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/guest/", views.guest, name="guest"),
    path("<int:pk>/needs/", views.needs, name="needs"),
    path("<int:pk>/ride/", views.ride, name="ride"),
    path("rides/<int:pk>/", views.ride_along, name="ride_along"),
    path("place/<str:token>/", views.place, name="place"),
]
