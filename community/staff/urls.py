from django.urls import path

from .boards import views as boards
from .lists import views as lists
from .log import views as log
from .meetings import views as meetings
from .outbox import views as outbox
from .overview import views as overview
from .people import views as people
from .tasks import views as tasks

app_name = "staff"
urlpatterns = [
    path("", overview.home, name="home"),
    path("find/", overview.find, name="find"),
    path("requests/", overview.requests, name="requests"),
    path("invitations/", overview.invitations, name="invitations"),
    path("networks/", lists.networks, name="networks"),
    path("organisations/", lists.organisations, name="organisations"),
    path("people/", lists.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/workplace/", people.work, name="work"),
    path("people/<int:pk>/rights/", people.rights, name="rights"),
    path("people/<int:pk>/account/", people.account, name="account"),
    path("boards/", lists.boards, name="boards"),
    path("boards/new/", boards.new, name="new_board"),
    path("boards/<int:pk>/", boards.change, name="board"),
    path("meetings/", lists.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="new_meeting"),
    path("mail/", outbox.mail, name="mail"),
    path("mail/<int:pk>/again/", outbox.again, name="mail_again"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("log/", log.log, name="log"),
    path("log.csv", log.log_table, name="log_table"),
]
