from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/repair/", views.repair, name="repair"),
    path("host-requests/<int:pk>/", views.answer, name="answer_host"),
    path("receive/<str:token>/", views.host_request, name="host_request"),
]
