from django.urls import include, path

from community.notifications.views import service_worker

from . import choices, health, sitemap, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("today/answers/", views.answers, name="answers"),
    path("more/", views.more, name="more"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("design/", views.design, name="design"),
    path("choose/", choices.choose, name="choose"),
    path("health/", health.health, name="health"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("sitemap.xml", sitemap.show, name="sitemap"),
    path("manifest.webmanifest", health.manifest, name="manifest"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("robots.txt", health.robots, name="robots"),
    path("", include("community.home.welcome.urls")),
]
