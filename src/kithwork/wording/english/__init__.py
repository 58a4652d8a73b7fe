"""What the letters' language is, for English: acts and findings as patterns."""
