"""A stand-in of Instagram that speaks its protocol: Instagram Login with tokens for an hour and for
60 days, and graph.instagram.com."""
