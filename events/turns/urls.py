from django.urls import path

from . import views

urlpatterns = [
    path("network/<slug:slug>/organisations/", views.organisations, name="organisations"),
    path("network/<slug:slug>/organisations/<int:pk>/", views.offer, name="offer"),
    path("network/<slug:slug>/ledger/", views.ledger_page, name="ledger"),
    path("network/<slug:slug>/ledger.csv", views.ledger_table, name="ledger_table"),
    path("<int:pk>/swap/", views.swap, name="swap"),
    path("swaps/<int:pk>/", views.answer_swap, name="answer_swap"),
    path("<int:pk>/no-host/", views.no_host, name="no_host"),
]
