"""Formats: reading and writing a case as a folder, and the files of other programs."""
