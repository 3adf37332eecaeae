"""Records and a date come in; facts about how it goes go out. Pure functions: no clock, no files, exact numbers."""
