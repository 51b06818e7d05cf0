"""Templates, rendering and hand-over of messages."""
