"""What we measure and how; anyone can run it from a clone with ``make bench``."""
