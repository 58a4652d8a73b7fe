"""Everything that can be asked of Kithwork, as typed functions; the doors translate them.

Each operation takes the owner first. Parameters named `now` and `progress` are given by the
door, not by the person. What an operation returns is plain values; see `registry`.
"""
