"""The synthetic networks."""
