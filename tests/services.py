"""Runs the suite on PostgreSQL and Redis, but for tests marked `once`. Says where: TEST_DATABASE_URL, TEST_REDIS_URL.

Where neither is set and no local service answers, it says so and passes: SQLite alone needs no service.
"""

import os
import subprocess
import sys

import psycopg
import redis

DATABASE = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def missing() -> str | None:
    try:
        psycopg.connect(DATABASE, connect_timeout=3).close()
        redis.from_url(REDIS, socket_connect_timeout=3).ping()
    except (psycopg.Error, redis.RedisError) as error:
        return str(error).splitlines()[0]
    return None


def main() -> int:
    if why := missing():
        named = "TEST_DATABASE_URL" in os.environ or "TEST_REDIS_URL" in os.environ
        print(f"PostgreSQL or Redis is not running here ({why}); only SQLite was tested.")
        return int(named)
    environment = {**os.environ, "DATABASE_URL": DATABASE, "REDIS_URL": REDIS}
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-m", "not once"]
    return subprocess.call([*pytest, *sys.argv[1:]], env=environment)


if __name__ == "__main__":
    sys.exit(main())
