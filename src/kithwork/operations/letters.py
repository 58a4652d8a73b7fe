"""What can be asked about letters."""
