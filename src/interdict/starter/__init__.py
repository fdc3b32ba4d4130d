"""The embedded list and the demo inputs: data only, read with ``importlib.resources``.

``parties.jsonl`` is the source, kept by hand in our own format (``lists/interdict_jsonl``);
its facts are those of the official publications that its header dates.
"""
