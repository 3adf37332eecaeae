"""Everything that is published, as jobs: of goals, of their versions, of the whole site, and what their outputs tell."""
