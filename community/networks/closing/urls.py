from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/closing/", views.closing, name="closing"),
]
