"""Kithwork's tests: named as claims, with Ada the seeker, Bo the close friend, Cy the stranger."""
