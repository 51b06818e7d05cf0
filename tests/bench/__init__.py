"""Measurements: each script prints ratios to a baseline of the same run, and asserts nothing."""
