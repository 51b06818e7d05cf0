"""The command line: parse, call an action, print. Textual is never imported here."""
