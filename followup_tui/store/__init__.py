"""The TinyDB file: storage, transactions, history, drafts, settings. The only package that touches them."""
