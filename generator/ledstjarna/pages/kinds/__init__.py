"""Facts of the site → the finished pages of one kind; ``all_kinds.py`` is the table of them all."""
