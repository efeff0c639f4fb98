from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("more/", views.more, name="more"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("design/", views.design, name="design"),
    path("choose/", views.choose, name="choose"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
