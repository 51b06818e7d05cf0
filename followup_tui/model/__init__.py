"""What things are: records, their validation and their words. No I/O, no Textual, no TinyDB."""
