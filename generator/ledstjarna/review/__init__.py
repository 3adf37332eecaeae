"""Two commits of a site come in; what readers will see differ between them, and what must not happen to what is published, goes out."""
