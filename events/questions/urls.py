from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/questions/", views.questions, name="questions"),
    path("questions/<int:pk>/", views.question, name="question"),
]
