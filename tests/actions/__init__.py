"""Tests of the actions, on a real store in a folder of its own."""
