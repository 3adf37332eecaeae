"""Site tree → what search finds: documents, an index built with lunr, and the files that a browser reads it from."""
