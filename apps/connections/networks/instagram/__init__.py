"""Instagram API with Instagram Login, for Business and Creator accounts.

Sources: https://developers.facebook.com/documentation/instagram-platform; FACTS.md says what of it
was confirmed."""
