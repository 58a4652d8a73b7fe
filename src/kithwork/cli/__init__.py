"""The command line: it translates, it decides nothing."""
