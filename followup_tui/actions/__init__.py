"""Every verb a person has: small functions on a book, called alike by the app and the shell."""
