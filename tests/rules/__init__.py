"""Tests of the rules: what follows from the records on a day."""
