from django.urls import path

from . import views

urlpatterns = [
    path("network/<slug:slug>/poll/", views.new_poll, name="new_poll"),
    path("polls/<str:code>/", views.poll, name="poll"),
    path("polls/<str:code>/change/", views.change_poll, name="change_poll"),
    path("polls/<str:code>/decide/", views.decide_poll, name="decide_poll"),
]
