from django.urls import path

from . import views

urlpatterns = [
    path("network/<slug:slug>/certificates/", views.certificate_list, name="certificates"),
    path("certificates/<str:code>/", views.certificate, name="certificate"),
    path("certificates/<str:code>/certificate.pdf", views.certificate_pdf, name="certificate_pdf"),
]
