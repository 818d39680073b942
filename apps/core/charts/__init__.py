"""Geometry of the charts: numbers in, strings for SVG attributes out.

Positions are percentages of the drawing's width, so that text never scales and no script runs.
Every string is formatted without a locale: a comma would break an attribute.
"""
