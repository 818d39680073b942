"""A stand-in of Facebook that speaks its protocol: Facebook Login with permissions that can each be
declined, tokens for hours, for 60 days and for pages, and Graph v26.0 for pages."""
