"""Import and export: one module a format behind one small protocol (`formats.Format`). Knows records, not the book."""
