"""Others' matchers on our list and queries, each in an environment of its own."""
