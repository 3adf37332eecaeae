"""The site tree comes in; finished pages go out. Words and layout live in ``theme``, formats and sentences here."""
