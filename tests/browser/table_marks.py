"""Print a mark of the rows of every table of the demo site: equal marks, equal rows.

But for sizes of pictures: Wagtail makes those the first time that somebody looks.
"""

import hashlib
import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.site_settings")
django.setup()

from django.db import connection  # noqa: E402


def marks():
    """The SHA-256 of the sorted rows of each table, by its name."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.endswith("rendition"):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


if __name__ == "__main__":
    print(json.dumps(marks()))
