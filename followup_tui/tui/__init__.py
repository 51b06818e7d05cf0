"""The Textual app: screens draw what they are given and send what the person meant."""
