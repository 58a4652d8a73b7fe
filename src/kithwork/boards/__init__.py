"""Employers' career pages: which there are, reading them, what failed and when."""
