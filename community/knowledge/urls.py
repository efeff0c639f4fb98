from django.urls import path

from . import views

app_name = "knowledge"
urlpatterns = [
    path("pictures/<int:pk>/<str:name>", views.picture, name="picture"),
    path("documents/<int:pk>/<str:name>", views.file, name="file"),
]
