"""People and ties as plain values, how strong a tie is, and the ways from one person to another."""
