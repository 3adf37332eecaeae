"""The records of the content: frozen, every field described, unknown keys refused."""

import os

# What else is installed has no say in how content is read; and to look for it, every package there is would be asked at every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
