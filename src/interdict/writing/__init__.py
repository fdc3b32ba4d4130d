"""How the world's scripts are read in Latin letters: one module per script, str -> str.

Every script module has ``readings(words) -> list[str]``: the words of one run of that
script, read as lower-case ASCII, the reading most often used in official lists first.
The bottom layer, beside ``text``, which alone puts the runs of a name together.
"""
