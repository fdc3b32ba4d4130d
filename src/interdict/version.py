"""The version, in one place; the engine id is built from it."""

__version__ = "0.1.0"
