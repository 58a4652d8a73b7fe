"""What can be asked about openings."""
