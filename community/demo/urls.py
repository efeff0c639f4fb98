from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("mail/", views.mailbox, name="mailbox"),
    path("mail/<str:name>/", views.mail, name="mail"),
]
