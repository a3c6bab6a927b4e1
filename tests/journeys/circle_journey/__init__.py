"""Whole visits through the real program: the parts of a journey, each a context manager that cleans up after itself."""
