from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/look-back/", views.reflect, name="reflect"),
]
