"""What lies around the pages: styles, scripts, and what web hosts and search engines read."""
