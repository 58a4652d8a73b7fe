"""The API: it translates, it decides nothing."""
