from django.urls import path

from . import plan_views, views

app_name = "events"
urlpatterns = [
    path("", views.agenda, name="agenda"),
    path("open.ics", views.public_feed, name="public_feed"),
    path("feed/renew/", views.renew_feed, name="renew_feed"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("network/<slug:slug>/", views.network_meetings, name="network"),
    path("network/<slug:slug>/new/", views.schedule, name="schedule"),
    path("network/<slug:slug>/plan/", plan_views.new_plan, name="new_plan"),
    path("plans/<int:pk>/", plan_views.plan, name="plan"),
    path("plans/<int:pk>/step/", plan_views.plan_step, name="plan_step"),
    path("plans/<int:pk>/turn/", plan_views.answer_turn, name="answer_turn"),
    path("plans/<int:pk>/availability/", plan_views.my_availability, name="my_availability"),
    path("availability/<str:token>/", plan_views.availability, name="availability"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/remind/", views.remind, name="remind"),
    path("<int:pk>/meeting.ics", views.ics, name="ics"),
]
