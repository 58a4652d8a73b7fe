"""The index of openings: a disposable copy of the database, in which words are found fast."""
