"""Tests of the model: what is kept, and in what form."""
