"""followup: keep a professional network warm, from the terminal."""

__version__ = "0.1.0"
