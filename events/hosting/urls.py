from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/host/", views.host, name="host"),
    path("<int:pk>/check-in/", views.check_in, name="check_in"),
    path("<int:pk>/attendance.csv", views.attendance_table, name="attendance_table"),
    path("<int:pk>/here/", views.here, name="here"),
]
