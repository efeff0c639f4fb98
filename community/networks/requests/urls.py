from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/join/", views.join, name="join"),
    path("requests/<int:pk>/", views.own_request, name="request"),
    path("requests/<int:pk>/answer/", views.answer, name="answer"),
    path("<slug:slug>/settings/joining/answers.csv", views.answers_table, name="answers_table"),
    path("participants/<int:pk>/decide/", views.decide, name="decide"),
    path("<slug:slug>/settings/joining/", views.joining, name="joining"),
]
