"""A server for assistants (Model Context Protocol) that only reads, by the API alone."""
