"""The words of the house, in the standard library alone."""
