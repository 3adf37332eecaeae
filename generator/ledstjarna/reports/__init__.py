"""What was found comes in; it goes out as hosts of repositories and people read it: annotations, reports, comments."""
