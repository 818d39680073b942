"""English as the British write it, with spaces in large numbers (the design's rule).

Beside Django's names: ``DAY_FORMAT`` has no year, ``SHORT_DAY_FORMAT`` is for narrow places,
``MOMENT_FORMAT`` is for lists of what happened this year."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
DAY_FORMAT = "j F"
SHORT_DAY_FORMAT = "j M"
MOMENT_FORMAT = "j M, H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = "\u00a0"  # our font draws it thin
NUMBER_GROUPING = 3
