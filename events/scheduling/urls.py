from django.urls import path

from . import views

urlpatterns = [
    path("", views.agenda, name="agenda"),
    path("open.ics", views.public_feed, name="public_feed"),
    path("feed/renew/", views.renew_feed, name="renew_feed"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("feed/<str:token>/<slug:slug>.ics", views.feed, name="network_feed"),
    path("network/<slug:slug>/new/", views.schedule, name="schedule"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/remind/", views.remind, name="remind"),
    path("<int:pk>/meeting.ics", views.ics, name="ics"),
]
