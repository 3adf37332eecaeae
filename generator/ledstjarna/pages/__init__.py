"""Facts and words come in; finished pages go out. How they look lies in ``theme``."""
