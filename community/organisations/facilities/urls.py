from django.urls import path

from . import views

urlpatterns = [
    path("facilities/requests/<int:pk>/", views.answer, name="answer_facility_request"),
    path("facilities/requests/<int:pk>/withdraw/", views.withdraw, name="withdraw_facility_request"),
    path("<slug:slug>/facilities/new/", views.keep, name="new_facility"),
    path("<slug:slug>/facilities/<int:pk>/", views.keep, name="facility"),
    path("<slug:slug>/facilities/<int:pk>/ask/", views.ask, name="ask_for_a_day"),
]
