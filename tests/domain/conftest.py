"""The domain has no app; only the zone data is chosen, as the factory does."""

import pytest

from app.domain.clocks.zones import use_packaged_zone_data


@pytest.fixture(scope="session", autouse=True)
def packaged_zone_data():
    use_packaged_zone_data()
