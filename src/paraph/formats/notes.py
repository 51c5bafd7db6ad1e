"""Meeting notes on disk: read a note, write the session confirmed from it, read proposed moves."""
