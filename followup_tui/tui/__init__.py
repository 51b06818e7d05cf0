"""The Textual app: screens draw what they are given and send what the person meant."""

import os

# Read by Textual when it is imported. At its own 60 frames a second, drawn panes wait up to 33 ms to be painted.
os.environ.setdefault("TEXTUAL_FPS", "120")
