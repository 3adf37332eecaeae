"""The records of the content: frozen, every field described, unknown keys refused."""

import os

# What else is installed has no say in how content is read; and to look for it, every package there is would be asked at every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Modules of records have no `from __future__ import annotations`: pydantic would have to read each annotation as text, one by one, at every
# start. A test holds it.
