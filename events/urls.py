from django.urls import include, path

app_name = "events"
urlpatterns = [
    path("", include("events.scheduling.urls")),
    path("", include("events.page.urls")),
    path("", include("events.planning.urls")),
    path("", include("events.places.urls")),
    path("", include("events.programme.urls")),
    path("", include("events.hosting.urls")),
    path("", include("events.questions.urls")),
    path("", include("events.minutes.urls")),
    path("", include("events.reflection.urls")),
    path("", include("events.certificates.urls")),
    path("", include("events.harvest.urls")),
    path("", include("events.turns.urls")),
    path("", include("events.handover.urls")),
    path("", include("events.cases.urls")),
    path("", include("events.polls.urls")),
]
