from django.urls import path

from . import views

app_name = "richtext"
urlpatterns = [
    path("upload/", views.upload, name="upload"),
    path("draft/", views.draft, name="draft"),
    path("pasted/", views.pasted_html, name="pasted"),
    path("drafts/", views.drafts, name="drafts"),
    path("<uuid:pk>/<str:name>", views.file, name="file"),
]
