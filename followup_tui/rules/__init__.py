"""What follows from the records: pure functions of records and a day. No I/O, no clock, no Textual, no TinyDB."""
