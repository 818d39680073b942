"""What the API takes and says of each kind of thing: bodies, answers, examples."""
