"""What the lists show, as Qt asks for it: an exact number of rows, each read when it is first looked at."""
