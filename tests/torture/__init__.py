"""Kills writers at random moments and holds what the file has against what they were told was safe."""
