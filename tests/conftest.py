"""What every test has."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing that another test put into the cache."""
    cache.clear()
