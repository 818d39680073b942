"""YouTube, Data API v3. Sources: https://developers.google.com/youtube/v3/docs and its discovery
document of 4 November 2026; Google's OAuth 2.0 for web servers. What was looked up: FACTS.md."""
