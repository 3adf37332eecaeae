"""A site comes in; a preview of it on this computer goes out, which follows what is saved and tells what is wrong."""
