"""Reading a meeting note or transcript: the moves in it, proposed for a person to confirm."""
