"""Writes what in this package follows from the API's OpenAPI description: types and methods."""
