from django.urls import path

from . import views

urlpatterns = [path("<slug:slug>/contacts/", views.name_contacts, name="name_contacts")]
