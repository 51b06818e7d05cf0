"""The synthetic networks: one to show the program with, and large ones to measure it with. Nobody in them is real."""

from followup_tui.samples.large import large_network
from followup_tui.samples.network import sample_network, sample_settings
from followup_tui.samples.writing import write_network

__all__ = ["large_network", "sample_network", "sample_settings", "write_network"]
