from django.urls import path

from . import views

app_name = "forum"
urlpatterns = [
    path("", views.forum, name="forum"),
    path("network/<slug:slug>/", views.network_board, name="network"),
    path("board/<slug:slug>/", views.board, name="board"),
    path("board/<slug:slug>/new/", views.new_topic, name="new_topic"),
    path("board/<slug:slug>/read/", views.read_all, name="read_all"),
    path("posts/<int:pk>/edit/", views.edit, name="edit"),
    path("posts/<int:pk>/history/", views.history, name="history"),
    path("posts/<int:pk>/delete/", views.delete, name="delete"),
    path("posts/<int:pk>/restore/", views.restore, name="restore"),
    path("posts/<int:pk>/react/", views.react, name="react"),
    path("posts/<int:pk>/answer/", views.choose_answer, name="choose_answer"),
    path("<int:pk>/after/", views.posts_after, name="posts_after"),
    path("<int:pk>/reply/", views.reply, name="reply"),
    path("<int:pk>/state/", views.topic_state, name="topic_state"),
    path("<int:pk>/<slug:slug>/", views.topic, name="topic"),
]
