from django.urls import path

from . import views

app_name = "chat"
urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("unread/", views.unread, name="unread"),
    path("network/<slug:slug>/", views.network_room, name="network"),
    path("with/<slug:handle>/", views.talk_to, name="talk_to"),
    path("<int:pk>/", views.room, name="room"),
    path("<int:pk>/say/", views.say, name="say"),
    path("<int:pk>/read/", views.read, name="read"),
    path("<int:pk>/messages/<int:number>/", views.change, name="change"),
]
