"""The site tree and its pages come in; the files a visitor can fetch go out."""
