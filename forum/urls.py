from django.urls import path

from .views import boards, posts, topics

app_name = "forum"
urlpatterns = [
    path("", boards.forum, name="forum"),
    path("network/<slug:slug>/", boards.network_board, name="network"),
    path("board/<slug:slug>/", boards.board, name="board"),
    path("board/<slug:slug>/new/", topics.new_topic, name="new_topic"),
    path("board/<slug:slug>/read/", boards.read_all, name="read_all"),
    path("posts/<int:pk>/edit/", posts.edit, name="edit"),
    path("posts/<int:pk>/history/", posts.history, name="history"),
    path("posts/<int:pk>/delete/", posts.delete, name="delete"),
    path("posts/<int:pk>/restore/", posts.restore, name="restore"),
    path("posts/<int:pk>/react/", posts.react, name="react"),
    path("posts/<int:pk>/answer/", posts.choose_answer, name="choose_answer"),
    path("<int:pk>/after/", topics.posts_after, name="posts_after"),
    path("<int:pk>/posts/<int:number>/", topics.one_post, name="post"),
    path("<int:pk>/reply/", topics.reply, name="reply"),
    path("<int:pk>/state/", topics.topic_state, name="topic_state"),
    path("<int:pk>/<slug:slug>/", topics.topic, name="topic"),
]
