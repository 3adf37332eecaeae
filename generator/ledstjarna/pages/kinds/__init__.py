"""Facts of the site → the finished pages of one kind; ``pages.py`` is the table of them all."""
