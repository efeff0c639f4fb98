from django.core.cache.backends import redis


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


class RedisCache(redis.RedisCache):
    """Django's cache on Redis."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Client
