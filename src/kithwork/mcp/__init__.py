"""The door for assistants (Model Context Protocol): it translates, it decides nothing."""
