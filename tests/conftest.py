"""Settings of all tests: the same examples in every run; MARSAD_EXPLORE=1 looks for new ones."""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("explore" if os.environ.get("MARSAD_EXPLORE") else "repeatable")
