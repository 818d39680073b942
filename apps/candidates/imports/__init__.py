"""Reading a table of candidates: bytes to text, text to cells, cells to people. No database."""
