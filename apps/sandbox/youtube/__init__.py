"""A stand-in of YouTube that speaks its protocol: Google's OAuth 2, Data API v3, a quota of a day
in California."""
