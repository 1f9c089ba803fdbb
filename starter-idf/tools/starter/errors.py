"""The one exception that means: the user's project or command is at fault, and here is what to do."""


class FatalError(Exception):
    """Printed as it is, without a stack trace; the program then ends with exit code 2."""
