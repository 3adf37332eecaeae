"""What somebody wants to begin comes in; commented files that are in order go out, and what to do next."""
