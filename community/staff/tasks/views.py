from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..door import staff_only
from .queries import jobs, queue


@staff_only
@require_safe
def tasks(request):
    """When each job ran, what came of it and when it runs again; what waits on the queue and what failed there."""
    context = {"tab": "tasks", "jobs": jobs(), "queue": queue()}
    return render(request, "staff/tasks/tasks.html", context)
