"""What was typed comes in; a command is carried out, and how it ended goes out."""
