"""Tables to download: what stands in them, and the forms they come in."""
