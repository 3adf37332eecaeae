"""Outputs come in; the site’s folder goes out, all of it or none. The only room that writes the site."""
