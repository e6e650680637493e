class ImportRefused(Exception):
    """These bytes cannot be imported. The message is one sentence for people: what is wrong, and what to do."""
