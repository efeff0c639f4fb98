from django.urls import path

from . import views

urlpatterns = [path("<slug:slug>/merge/", views.merge, name="merge")]
