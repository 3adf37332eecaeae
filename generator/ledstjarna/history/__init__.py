"""A repository comes in; what has changed in its content goes out: commits, versions of records, and typed changes between them."""
