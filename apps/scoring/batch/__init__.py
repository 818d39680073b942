"""Rows by the thousand: out of the database and into it, with arrays between."""
