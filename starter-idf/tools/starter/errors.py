"""The exception for an error in the user's project or command; its message names the next step."""


class FatalError(Exception):
    """Printed as it is, without a stack trace; the program then ends with exit code 2."""
