"""What can be asked about employers' boards."""
