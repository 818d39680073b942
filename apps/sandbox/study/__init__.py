"""Studies of the score on the social world, where the true influence is known.

Nothing of the product imports this package; only the command ``study_score`` does, and tests."""
