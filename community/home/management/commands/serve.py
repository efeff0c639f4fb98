import logging
import os
import socket
import threading
import time

from daphne.endpoints import build_endpoint_description_strings
from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from community import rhythm
from community.live.server import LiveServer
from community.notifications.jobs import MAIL

RESTART_SECONDS = 5
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Serves Vonder from one process: pages, sockets and background work. For the demo and small houses."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--sockets", action="store_true", help="Only for sockets, beside gunicorn and a worker."
        )

    def handle(self, *, port, host, sockets, **options):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                raise CommandError(f"Port {port} is in use. Choose another one: make demo PORT={port + 1}")
        application = import_string(settings.ASGI_APPLICATION)
        if not sockets:
            for queue in ("default", MAIL):
                threading.Thread(target=self.work, args=[queue], daemon=True).start()
            threading.Thread(target=rhythm.keep, args=[threading.Event()], daemon=True).start()
        self.stdout.write(f"Vonder is at http://{host}:{port} (stop with Ctrl C)")
        LiveServer(
            application=application if settings.PRODUCTION else ASGIStaticFilesHandler(application),
            endpoints=build_endpoint_description_strings(host=host, port=port),
            server_name="vonder",
            proxy_forwarded_address_header="X-Forwarded-For" if settings.PRODUCTION else None,
            proxy_forwarded_proto_header="X-Forwarded-Proto" if settings.PRODUCTION else None,
            websocket_timeout=-1,
            ping_interval=20,
            ping_timeout=30,
        ).run()

    def work(self, queue):
        """Background tasks in this very process, so that their news reaches the sockets of this process.

        A database that is gone for a while ends a worker; another one takes over.
        """
        while True:
            worker = Worker(
                queue_names=[queue],
                interval=0.5,
                batch=False,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=f"serve-{os.getpid()}-{queue}",
                excluded_queue_names=[],
            )
            try:
                worker.run()
            except Exception:
                logger.exception("The worker of the queue %s stopped", queue)
            time.sleep(RESTART_SECONDS)
