"""Openings from files: what openroles, JobSpy, schema.org pages and spreadsheets hold."""
