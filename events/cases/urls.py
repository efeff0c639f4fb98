from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/cases/", views.cases, name="cases"),
    path("cases/<int:pk>/", views.case, name="case"),
]
