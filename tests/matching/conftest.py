"""Property tests of matching assert what comes out, never how fast."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
