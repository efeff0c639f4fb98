"""Django's cache on Redis. The house does not lean on it: while Redis is away nothing is kept, and nobody waits."""

import functools
import logging
import threading
import time
from collections.abc import Callable

from django.core.cache.backends import redis
from django.core.cache.backends.locmem import LocMemCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError
from redis.retry import Retry

LOOK_SECONDS = 1
PATIENCE = {  # with a connection that was closed meanwhile it is tried once more, with one that hangs it is not
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry": Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
}
COUNTED_HERE = ("allauth:",)  # limits of what somebody may try: each process counts for itself meanwhile
logger = logging.getLogger(__name__)


class _Client(redis.RedisCacheClient):
    """Asks with one client as long as it lives; making a new one for every question costs as much as the question."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._clients = {}

    def get_client(self, key=None, *, write=False):
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]

    def forget(self, prefix: str) -> None:
        """Throw away everything of ours: what changed meanwhile was not told, such as a session that ended."""
        client = self.get_client(write=True)
        for key in client.scan_iter(match=f"{prefix}:*", count=1000):
            client.unlink(key)


class _Watch:
    """Whether a Redis is away, for all caches of this process (each thread has one of its own)."""

    def __init__(self, servers: tuple[str, ...], prefix: str):
        self.client = _Client(servers, **PATIENCE)
        self.prefix = prefix
        self.away = threading.Event()
        self.lock = threading.Lock()

    def went_away(self, error: Exception) -> None:
        with self.lock:
            if self.away.is_set():
                return
            self.away.set()
        logger.error("Redis is away, so nothing is kept until it is back: %s", error)
        threading.Thread(target=self.look, name="redis-look", daemon=True).start()

    def look(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self.client.forget(self.prefix)
            except (RedisError, OSError):
                continue
            logger.warning("Redis is back")
            return self.away.clear()


_watch = functools.cache(_Watch)


def _or(answer: Callable):
    """A method of the cache that gives `answer(key, …)` while Redis is away, the limits apart."""

    def decorate(method):
        @functools.wraps(method)
        def ask(self, *args, **kwargs):
            if not self.watch.away.is_set():
                try:
                    return method(self, *args, **kwargs)
                except (RedisError, OSError) as error:
                    self.watch.went_away(error)
            if args and isinstance(args[0], str) and args[0].startswith(COUNTED_HERE):
                return getattr(self.here, method.__name__)(*args, **kwargs)
            return answer(self, *args, **kwargs)

        return ask

    return decorate


class RedisCache(redis.RedisCache):
    """Redis, or nothing while it is away. The first question that fails starts a thread that looks for it every
    second; when it is back, all that was kept is thrown away once, and the cache fills anew."""

    def __init__(self, server, params):
        super().__init__(server, {**params, "OPTIONS": {**PATIENCE, **params.get("OPTIONS", {})}})
        self._class = _Client
        self.watch = _watch(tuple(self._servers), self.key_prefix)
        self.here = LocMemCache("limits", {})

    add = _or(lambda self, *args, **kwargs: True)(redis.RedisCache.add)
    get = _or(lambda self, key, default=None, version=None: default)(redis.RedisCache.get)
    set = _or(lambda self, *args, **kwargs: None)(redis.RedisCache.set)
    touch = _or(lambda self, *args, **kwargs: False)(redis.RedisCache.touch)
    delete = _or(lambda self, *args, **kwargs: False)(redis.RedisCache.delete)
    get_many = _or(lambda self, *args, **kwargs: {})(redis.RedisCache.get_many)
    has_key = _or(lambda self, *args, **kwargs: False)(redis.RedisCache.has_key)
    set_many = _or(lambda self, *args, **kwargs: [])(redis.RedisCache.set_many)
    delete_many = _or(lambda self, *args, **kwargs: None)(redis.RedisCache.delete_many)
    clear = _or(lambda self: True)(redis.RedisCache.clear)

    def _count_here(self, key, delta=1, version=None):
        self.here.add(key, 0, version=version)
        return self.here.incr(key, delta, version)

    incr = _or(_count_here)(redis.RedisCache.incr)
