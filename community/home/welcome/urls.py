from django.urls import path

from . import views

urlpatterns = [
    path("networks/<slug:slug>/welcome/", views.welcome, name="welcome"),
    path("networks/<slug:slug>/welcome/arrived/", views.arrived, name="arrived"),
    path("networks/<slug:slug>/welcome/away/", views.put_away, name="put_away"),
    path("networks/<slug:slug>/welcome/<slug:step>/", views.step, name="welcome_step"),
]
