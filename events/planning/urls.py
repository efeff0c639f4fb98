from django.urls import path

from .views import hosts, plans

urlpatterns = [
    path("network/<slug:slug>/plan/", plans.new_plan, name="new_plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/plan.csv", plans.plan_table, name="plan_table"),
    path("plans/<int:pk>/step/", plans.plan_step, name="plan_step"),
    path("plans/<int:pk>/cell/", plans.plan_cell, name="plan_cell"),
    path("plans/<int:pk>/turn/", hosts.answer_turn, name="answer_turn"),
    path("plans/<int:pk>/availability/", hosts.my_availability, name="my_availability"),
    path("availability/<str:token>/", hosts.availability, name="availability"),
    path("turn/<str:token>/", hosts.turn, name="turn"),
    path("plans/<int:pk>/meetings/", plans.planned_meetings, name="planned_meetings"),
    path("plans/<int:pk>/rules/", plans.plan_rules, name="plan_rules"),
]
