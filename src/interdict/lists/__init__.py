"""One published form per module, behind the protocol of ``connector``."""
