"""What is told of a goal or a body comes in; the picture that goes with a link to its page goes out, as PNG."""
