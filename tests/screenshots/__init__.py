"""The pictures in screenshots/: how they are made, and that they are current."""
