"""Ledstjärna: goals and outcomes in YAML come in, a bilingual static site comes out."""

__version__ = "0.1.0"
USUAL_FILE = "site_config.yml"  # where a site has its settings
