"""Which reader reads an ownership file, and the file as read: edition, entities, stakes."""

from interdict.ownership.reading import StakeReader

READERS: tuple[StakeReader, ...] = ()
"""Every format that can be read, in the order in which they are asked."""
