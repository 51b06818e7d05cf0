"""Templates, rendering and hand-over."""
