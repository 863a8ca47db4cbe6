"""Many presses at the very same moment, with real threads on a real database."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

MANY = 60


def at_once(act, count=MANY):
    """Let ``count`` threads do ``act(place)`` at the same moment; returns what each returned or raised."""
    name = str(connection.settings_dict["NAME"])
    assert connection.vendor == "postgresql" or "memory" not in name, "run with tests.endurance.settings"
    start = threading.Barrier(count)

    def take_part(place):
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            return act(place)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(take_part, range(count)))
