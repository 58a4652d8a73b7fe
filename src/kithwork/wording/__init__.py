"""What a letter really asks for: its technique, what to mend in it, and honest templates."""
