from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/documents/", views.documents, name="documents"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/restore/", views.restore_document, name="restore_document"),
]
